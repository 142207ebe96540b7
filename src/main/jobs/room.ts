import type { Job, Waiting } from '../../shared/job.ts';

/** What one round of starting jobs may use up. */
export interface Room {
  /** By practice or paid. */
  readonly places: Map<boolean, number>;
  /** Of the month's budget. */
  credits: number;
  /** Why nothing at all should be started. */
  readonly stuck: Waiting | null;
}

interface Allowed {
  readonly concurrency: number;
  readonly credits: number;
  /** Whether a job's paid request is under way or may leave at any moment. */
  readonly leaving: (job: Job) => boolean;
}

export function roomFor(jobs: readonly Job[], { concurrency, credits, leaving }: Allowed): Room {
  const isThere = (job: Job): boolean => leaving(job) || job.state === 'running' || (job.state === 'saving' && job.waiting === null);
  // Paid and practice jobs are at different services, so neither takes the other's places.
  const free = (practice: boolean): number => concurrency - jobs.filter((job) => job.practice === practice && isThere(job)).length;
  return { places: new Map([true, false].map((practice) => [practice, free(practice)])), credits, stuck: noRoom(jobs) };
}

/** What a job takes from the budget. */
export function priceOf({ practice, cost }: Job): number {
  return practice ? 0 : (cost.estimated ?? 0);
}

/** Pictures that can't be put anywhere hold back the making of more: their links don't live for ever. */
function noRoom(jobs: readonly Job[]): Waiting | null {
  for (const job of jobs) if (job.state === 'saving' && (job.waiting?.for === 'disk' || job.waiting?.for === 'library')) return job.waiting;
  return null;
}
