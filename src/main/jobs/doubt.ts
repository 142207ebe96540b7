import type { Cost } from '../../shared/job.ts';

/** What a job may have cost when it has left once more: an earlier sending whose answer was lost may have been charged beside this one. */
export function withDoubt(cost: Cost): Cost {
  if (cost.charged !== 'unknown') return cost;
  return { ...cost, doubtful: (cost.doubtful ?? 0) + (cost.reserved ?? cost.estimated ?? 0) };
}

/** The service has said, or is known to see to it, that all sendings with this key are one. */
export function withoutDoubt({ estimated, reserved, used, charged }: Cost): Cost {
  return { estimated, reserved, used, charged };
}
