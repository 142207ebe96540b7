import type { Job, JobIn } from '../shared/job.ts';

/** A job that costs nothing yet and can still be changed or taken back. */
export type Unsent = JobIn<'queued' | 'uploading'>;

/** A job put before another one, or at the end. */
export interface Move {
  readonly id: string;
  readonly before: string | null;
}

export type Step = 'up' | 'down' | 'first' | 'last';

export function isUnsent(job: Job): job is Unsent {
  return job.state === 'queued' || job.state === 'uploading';
}

/** What isn't sent yet, in the order in which it will be sent. */
export function unsentOf(jobs: readonly Job[]): readonly Unsent[] {
  return jobs.filter(isUnsent).sort((a, b) => a.place - b.place || a.createdAt - b.createdAt);
}

/** The order after a move; the same one where the move has lost its sense because a job was sent meanwhile. */
export function moved(order: readonly Unsent[], { id, before }: Move): readonly Unsent[] {
  const job = order.find((other) => other.id === id);
  const others = order.filter((other) => other.id !== id);
  const at = before === null ? others.length : others.findIndex((other) => other.id === before);
  return job && at >= 0 ? others.toSpliced(at, 0, job) : order;
}

/** The move that a step is, or null when the job stands there already. */
export function moveBy(order: readonly Unsent[], id: string, step: Step): Move | null {
  const from = order.findIndex((job) => job.id === id);
  const to = { up: from - 1, down: from + 1, first: 0, last: order.length - 1 }[step];
  return moveTo(order, id, to);
}

/** The move to a place counted from 0, or null when the job stands there already or there is no such place. */
export function moveTo(order: readonly Unsent[], id: string, to: number): Move | null {
  const from = order.findIndex((job) => job.id === id);
  if (from < 0 || to < 0 || to >= order.length || to === from) return null;
  return { id, before: order.filter((job) => job.id !== id)[to]?.id ?? null };
}
