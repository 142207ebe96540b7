import type { Job } from '../shared/job.ts';

/** The list with these jobs in it, newest first. Where a job is known, whichever telling is newer stays: answers and news may overtake each other. */
export function withJobs(known: readonly Job[], told: readonly Job[]): readonly Job[] {
  const byId = new Map(known.map((job) => [job.id, job]));
  for (const job of told) {
    const before = byId.get(job.id);
    if (!before || before.updatedAt <= job.updatedAt) byId.set(job.id, job);
  }
  return [...byId.values()].sort((a, b) => b.createdAt - a.createdAt);
}
