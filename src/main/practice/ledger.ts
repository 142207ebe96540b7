import { taskStateAt, type Task } from './tasks.ts';

/** One accepted request, and what became of its credits. */
export interface LedgerEntry {
  readonly atMs: number;
  readonly taskId: string;
  readonly idempotencyKey: string | undefined;
  readonly prompt: string;
  /** Held when the request was accepted: the price for n pictures. */
  readonly reserved: number;
  readonly state: 'reserved' | 'settled' | 'refunded';
  /** Taken for good: the pictures made; 0 while reserved and when refunded. */
  readonly charged: number;
}

/** The account's book follows from the tasks alone, so it cannot disagree with them. */
export function ledgerEntry(task: Task, nowMs: number): LedgerEntry {
  const { status } = taskStateAt(task, nowMs);
  const state = status === 'completed' ? 'settled' : status === 'failed' ? 'refunded' : 'reserved';
  return {
    atMs: task.createdMs,
    taskId: task.id,
    idempotencyKey: task.idempotency?.key,
    prompt: task.prompt,
    reserved: task.credits,
    state,
    charged: state === 'settled' ? chargeOf(task) : 0,
  };
}

/** What is held or taken at this moment, over all entries. */
export function usedCredits(entries: readonly LedgerEntry[]): number {
  return entries.reduce((sum, entry) => sum + (entry.state === 'reserved' ? entry.reserved : entry.charged), 0);
}

/** Settled on the pictures made, not on the pictures asked for. */
export function chargeOf(task: Task): number {
  return task.end.kind === 'completed' ? (task.credits / task.n) * task.end.pictures : 0;
}
