import type { Cost, Job } from '../shared/job.ts';

/** What is known of a job's cost, ready to be said: how sure it is, and how many credits where there is a number. */
export interface KnownCost {
  readonly how: 'free' | 'about' | 'reserved' | 'used' | 'refunded' | 'none' | 'perhaps' | 'unknown';
  readonly credits: number | null;
}

const known: Readonly<Record<Cost['charged'], (cost: Cost) => KnownCost>> = {
  no: ({ estimated }) => priced('about', estimated),
  reserved: ({ reserved, estimated }) => priced('reserved', reserved ?? estimated),
  yes: ({ used, reserved }) => priced('used', used ?? reserved),
  refunded: () => ({ how: 'refunded', credits: null }),
  unknown: ({ reserved, estimated }) => priced('perhaps', reserved ?? estimated),
};

export function costOf({ practice, cost, state }: Job): KnownCost {
  if (practice) return { how: 'free', credits: null };
  if (state === 'failed' && cost.charged === 'no') return { how: 'none', credits: null };
  return known[cost.charged](cost);
}

function priced(how: KnownCost['how'], credits: number | null): KnownCost {
  return credits === null ? { how: 'unknown', credits } : { how, credits };
}
