import type { Job, Waiting } from '../../shared/job.ts';
import { isUnsent } from './queue.ts';

/** What one round of starting jobs may use up. */
export interface Room {
  /** At the services, by practice or paid. */
  readonly places: Map<boolean, number>;
  /** For uploads, by practice or paid: what is still being uploaded takes no place from what can be sent. */
  readonly uploads: Map<boolean, number>;
  /** Of the month's budget. */
  credits: number;
  /** Why nothing at all should be started. */
  readonly stuck: Waiting | null;
}

interface Allowed {
  readonly concurrency: number;
  readonly credits: number;
  /** Whether a job's paid request is under way or may leave at any moment. */
  readonly isLeaving: (job: Job) => boolean;
  readonly isUploading: (job: Job) => boolean;
}

export function roomFor(jobs: readonly Job[], { concurrency, credits, isLeaving, isUploading }: Allowed): Room {
  const isThere = (job: Job): boolean => isLeaving(job) || job.state === 'running' || (job.state === 'saving' && job.waiting === null);
  // Paid and practice jobs are at different services, so neither takes the other's places.
  const free = (isTaken: (job: Job) => boolean): Map<boolean, number> =>
    new Map(
      [true, false].map((practice) => [practice, concurrency - jobs.filter((job) => job.practice === practice && isTaken(job)).length]),
    );
  return { places: free(isThere), uploads: free(isUploading), credits, stuck: noRoom(jobs) };
}

/** What a job takes from the budget. */
export function priceOf({ practice, cost }: Job): number {
  return practice ? 0 : (cost.estimated ?? 0);
}

/** How many pictures the library still has to receive, this job's among them, once it is sent. */
export function picturesToCome(jobs: readonly Job[], { id, request }: Job): number {
  const isComing = (job: Job): boolean => job.state === 'submitting' || job.state === 'running' || job.state === 'saving';
  const coming = jobs.filter((job) => job.id !== id && isComing(job));
  return coming.reduce((sum, job) => sum + Math.max(0, job.request.count - job.pictures.length), request.count);
}

/** What is promised to jobs that are about to be paid for, and that no figure of the service tells of yet. */
export function promisedTo(jobs: readonly Job[], isLeaving: (job: Job) => boolean): number {
  return jobs.filter((job) => (isUnsent(job) || job.state === 'submitting') && isLeaving(job)).reduce((sum, job) => sum + priceOf(job), 0);
}

/** Pictures that can't be put anywhere hold back the making of more: their links don't live for ever. */
function noRoom(jobs: readonly Job[]): Waiting | null {
  for (const job of jobs) if (job.state === 'saving' && (job.waiting?.for === 'disk' || job.waiting?.for === 'library')) return job.waiting;
  return null;
}
