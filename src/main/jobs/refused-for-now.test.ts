import { expect, test } from 'vitest';

import { restInARowMs, waitingFor } from './refused-for-now.ts';

const inARow = (code: Parameters<typeof restInARowMs>[0], toldMs: number | null = null): number[] =>
  [1, 2, 3, 4, 5, 6, 7].map((failures) => restInARowMs(code, failures, toldMs, () => 0.5));

test('a disk is looked at every half minute, a balance ever more rarely, a connection soon at first', () => {
  expect(new Set(inARow('disk-full'))).toEqual(new Set([30_000]));
  expect(new Set(inARow('rate-limited'))).toEqual(new Set([45_000]));
  expect(inARow('no-credit')).toEqual([60_000, 120_000, 240_000, 480_000, 900_000, 900_000, 900_000]);
  expect(inARow('offline')).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
});

test('what a service asks for is kept to; “in a second” again and again isn’t believed', () => {
  expect(new Set(inARow('rate-limited', 600_000))).toEqual(new Set([600_000]));
  expect(inARow('rate-limited', 1_000)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000]);
});

test('only what passes by itself says when', () => {
  expect(waitingFor('no-credit', 5)).toEqual({ for: 'credit' });
  expect(waitingFor('rate-limited', 5)).toEqual({ for: 'rate-limit', until: 5 });
});
