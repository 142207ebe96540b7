import * as v from 'valibot';

import { Sha256 } from './input.ts';

/** What stands in the composer: kept across restarts, so anything goes that could have been typed. */
export const Draft = v.object({
  prompt: v.optional(v.pipe(v.string(), v.maxLength(100_000)), ''),
  size: v.optional(v.pipe(v.string(), v.maxLength(20)), 'auto'),
  count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16)), 1),
  references: v.optional(v.pipe(v.array(Sha256), v.maxLength(64)), []),
  callbackUrl: v.optional(v.pipe(v.string(), v.maxLength(10_000)), ''),
});
export type Draft = v.InferOutput<typeof Draft>;
