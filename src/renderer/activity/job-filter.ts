import { isSent, type Job, type Waiting } from '../../shared/job.ts';

export const jobFilters = ['all', 'running', 'attention', 'done'] as const;
export type JobFilter = (typeof jobFilters)[number];

/** Reasons to wait that don't pass by themselves. */
const waitsForPerson: ReadonlySet<Waiting['for']> = new Set(['key', 'credit', 'permission', 'budget', 'disk', 'library', 'journal']);

/** What a job waits for, whatever its state. */
export function waitingOf(job: Job): Waiting | null {
  return 'waiting' in job ? job.waiting : null;
}

/** A job that the person took back: over, and nothing to do about it. */
export function isTakenBack(job: Job): boolean {
  return job.state === 'failed' && job.failure.code === 'cancelled' && !isSent(job);
}

/** Whether only the person can bring this job further. */
function needsAttention(job: Job): boolean {
  if (job.state === 'unknown') return true;
  if (job.state === 'failed') return !isTakenBack(job);
  const waiting = waitingOf(job);
  return waiting !== null && waitsForPerson.has(waiting.for);
}

export function isUnderWay({ state }: Job): boolean {
  return state === 'queued' || state === 'uploading' || state === 'submitting' || state === 'running' || state === 'saving';
}

export function passes(job: Job, filter: JobFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'running':
      return isUnderWay(job);
    case 'attention':
      return needsAttention(job);
    case 'done':
      return job.state === 'done';
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
