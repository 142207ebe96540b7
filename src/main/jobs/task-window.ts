import type { GenerationRequest } from '../../shared/generation.ts';
import type { AheadMs } from '../evolink/service-clock.ts';
import type { ListedTask } from '../evolink/task-list-answer.ts';
import type { LostSending } from './sendings.ts';

/** When a task can have been made, by the service's clock, in ms since 1970. */
export interface Window {
  readonly from: number;
  readonly until: number;
}

/** Where nothing tells how far the service's clock is from ours. */
const wide = { earlyMs: 120_000, lateMs: 300_000 };
/** Where the answer tells: a service has several machines, and writes a task down a moment later. */
const narrow = { earlyMs: 3_000, lateMs: 5_000 };
/** Tasks are dated in whole seconds, cut. */
const cutMs = 1_000;

export function windowOf({ sentAt, lostAt }: Pick<LostSending, 'sentAt' | 'lostAt'>, aheadMs: AheadMs | null): Window {
  if (!aheadMs) return { from: sentAt - wide.earlyMs, until: lostAt + wide.lateMs };
  const [least, most] = aheadMs;
  return { from: sentAt + least - cutMs - narrow.earlyMs, until: lostAt + most + narrow.lateMs };
}

export function overlap(one: Window, other: Window): boolean {
  return one.from <= other.until && other.from <= one.until;
}

/** Whether a task may be the one that was asked for, as far as the list tells. Without a date, nothing speaks against it. */
export function mayBe(task: ListedTask, { model, count }: GenerationRequest, windows: readonly Window[]): boolean {
  const { createdAt } = task;
  if ((task.model ?? model) !== model || (task.type ?? 'image') !== 'image') return false;
  // Fewer pictures than were asked for are possible, but rare: no certain match.
  if (task.pictures !== null && task.pictures !== count) return false;
  return createdAt === null || windows.some(({ from, until }) => from <= createdAt && createdAt <= until);
}

/** Whether a list, newest first, has come to tasks that are older than all of the windows. */
export function reachesBack(tasks: readonly ListedTask[], windows: readonly Window[]): boolean {
  const createdAt = tasks.at(-1)?.createdAt ?? null;
  return createdAt !== null && windows.every(({ from }) => createdAt < from);
}
