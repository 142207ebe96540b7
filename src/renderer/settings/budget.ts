import type { Job } from '../../shared/job.ts';

/** The budget that a text means: a number of credits, null for none, undefined when it is neither. */
export function budgetOf(text: string): number | null | undefined {
  const plain = text.replaceAll(/[\s,，]/g, '');
  if (plain === '') return null;
  const credits = /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
  return credits <= 1_000_000 ? credits : undefined;
}

/** What the jobs that aren't sent yet will cost, in credits, as far as their prices are known. Practice is free. */
export function unsentCost(jobs: readonly Job[]): number {
  const unsent = jobs.filter(({ state, practice }) => !practice && (state === 'queued' || state === 'uploading'));
  return unsent.reduce((sum, { cost }) => sum + (cost.estimated ?? 0), 0);
}

/** When the next calendar month begins, here. */
export function nextMonth(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth() + 1, 1).getTime();
}
