import { firstOf } from './refusals.ts';
import type { Reply } from './transport.ts';

/** How far the service's clock is before ours, in ms, as far as its answers tell: at least and at most. */
export type AheadMs = readonly [least: number, most: number];

/** The service stamps an answer in whole seconds, somewhere between our asking and our reading. */
export function aheadMs({ headers }: Pick<Reply, 'headers'>, askedAt: number, readAt: number): AheadMs | null {
  const stamp = Date.parse(firstOf(headers['date']) ?? '');
  return Number.isNaN(stamp) ? null : [stamp - readAt, stamp + 1_000 - askedAt];
}

/** Whether two answers can tell of the same two clocks. Where they can't, one of the clocks was set in between. */
export function agree(one: AheadMs, other: AheadMs, toleranceMs: number): boolean {
  return one[0] - toleranceMs <= other[1] && other[0] - toleranceMs <= one[1];
}
