import type { Job } from '../../shared/job.ts';
import type { Spending, SpendingSum } from '../../shared/spending.ts';

/** One job's part in the sums: when it counts, and how. */
interface Entry {
  readonly at: number;
  readonly sum: SpendingSum;
}

const nothing: SpendingSum = { used: 0, reserved: 0, uncertain: 0, refunded: 0 };

/** What the jobs cost today and this month, by local time. */
export function spendingOf(jobs: readonly Job[], now: number): Spending {
  const entries = jobs.flatMap((job) => entryOf(job) ?? []);
  const day = startOfDay(now);
  const month = startOfMonth(now);
  return { today: sumSince(entries, day), month: sumSince(entries, month) };
}

/** Null for what never reached the paid service. */
function entryOf(job: Job): Entry | null {
  if (job.practice || job.cost.charged === 'no') return null;
  const sum = { ...nothing, ...amountOf(job) };
  return { at: paidAt(job), sum: { ...sum, uncertain: sum.uncertain + (job.cost.doubtful ?? 0) } };
}

function amountOf({ cost }: Job): Partial<SpendingSum> {
  const held = cost.reserved ?? cost.estimated ?? 0;
  if (cost.charged === 'yes') return { used: cost.used ?? held };
  if (cost.charged === 'refunded') return { refunded: held };
  return cost.charged === 'reserved' ? { reserved: held } : { uncertain: held };
}

/** When the service took the job on; a lost answer counts from when it was sent. */
function paidAt(job: Job): number {
  if ('task' in job && job.task) return job.task.acceptedAt;
  return 'sentAt' in job ? job.sentAt : job.createdAt;
}

function sumSince(entries: readonly Entry[], from: number): SpendingSum {
  return entries
    .filter(({ at }) => at >= from)
    .reduce<SpendingSum>(
      (sum, entry) => ({
        used: sum.used + entry.sum.used,
        reserved: sum.reserved + entry.sum.reserved,
        uncertain: sum.uncertain + entry.sum.uncertain,
        refunded: sum.refunded + entry.sum.refunded,
      }),
      nothing,
    );
}

function startOfDay(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

function startOfMonth(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), 1).getTime();
}
