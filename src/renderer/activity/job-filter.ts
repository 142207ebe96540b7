import { isSent, type Job, type Waiting } from '../../shared/job.ts';
import { isUnsent } from '../queue-order.ts';

export const jobFilters = ['all', 'running', 'attention', 'done', 'cancelled'] as const;
export type JobFilter = (typeof jobFilters)[number];

/** Reasons to wait that don't pass by themselves. */
const waitsForPerson: ReadonlySet<Waiting['for']> = new Set(['key', 'credit', 'permission', 'budget', 'disk', 'library', 'journal']);

/** What a job waits for, whatever its state. */
export function waitingOf(job: Job): Waiting | null {
  return 'waiting' in job ? job.waiting : null;
}

/** A job that the person took back: over, never sent, and nothing to do about it. */
export function isTakenBack(job: Job): boolean {
  return job.state === 'failed' && job.failure.code === 'cancelled' && !isSent(job);
}

/** Whether only the person can bring this job further. */
function needsAttention(job: Job): boolean {
  if (job.state === 'unknown' || job.state === 'failed') return true;
  const waiting = waitingOf(job);
  return waiting !== null && waitsForPerson.has(waiting.for);
}

export function isUnderWay({ state }: Job): boolean {
  return state === 'queued' || state === 'uploading' || state === 'submitting' || state === 'running' || state === 'saving';
}

/** What the filter shows below the queue. What isn't sent yet stands in the queue, so in none of them. */
export function passes(job: Job, filter: JobFilter): boolean {
  if (isUnsent(job)) return false;
  if (isTakenBack(job)) return filter === 'cancelled';
  switch (filter) {
    case 'all':
      return true;
    case 'running':
      return isUnderWay(job);
    case 'attention':
      return needsAttention(job);
    case 'done':
      return job.state === 'done';
    case 'cancelled':
      return false;
  }
}

/** A day's jobs, newest first. */
export interface JobDay {
  readonly day: number;
  readonly jobs: readonly Job[];
}

/** Puts jobs that stand in order of time under their days. */
export function byDay(jobs: readonly Job[], dayOf: (time: number) => number): JobDay[] {
  const days: { day: number; jobs: Job[] }[] = [];
  for (const job of jobs) {
    const day = dayOf(job.createdAt);
    const last = days.at(-1);
    if (last?.day === day) last.jobs.push(job);
    else days.push({ day, jobs: [job] });
  }
  return days;
}
