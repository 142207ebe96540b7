import fc from 'fast-check';
import { expect, test } from 'vitest';

import { endOfLine } from './progress-line.ts';

const cut = (durationMs: number, shares: readonly number[]) =>
  shares.map((share) => ({ atMs: share * durationMs, progress: Math.floor(share * 100) }));

test('the end of a task that tells its progress truthfully lies within the span, which every look narrows', () => {
  const shares = fc.uniqueArray(fc.integer({ min: 60, max: 980 }), { minLength: 3, maxLength: 12 });
  fc.assert(
    fc.property(shares, fc.integer({ min: 5_000, max: 300_000 }), (thousandths, durationMs) => {
      const seen = cut(
        durationMs,
        thousandths.sort((a, b) => a - b).map((share) => share / 1000),
      );
      const span = endOfLine(seen);
      if (span === null) return; // too close together to tell
      expect(span.earliestMs).toBeLessThanOrEqual(durationMs + 1);
      expect(span.latestMs).toBeGreaterThanOrEqual(durationMs - 1);
    }),
  );
});

test('a few looks at whole percents know the end of 100 seconds to about a second', () => {
  const { earliestMs, latestMs } = endOfLine(cut(100_000, [0.2, 0.4, 0.6, 0.8, 0.933])) ?? { earliestMs: 0, latestMs: Infinity };
  expect(latestMs - earliestMs).toBeLessThan(1_100);
});

test('a task that waited its turn is known by the line that it took afterwards', () => {
  const seen = [10, 30, 50].map((progress) => ({ atMs: 40_000 + progress * 1_000, progress }));
  const { earliestMs, latestMs } = endOfLine(seen) ?? { earliestMs: 0, latestMs: 0 };
  expect(earliestMs).toBeLessThanOrEqual(140_000);
  expect(latestMs).toBeGreaterThanOrEqual(140_000);
});

test('progress that stands still, or is told once, leads nowhere', () => {
  expect(endOfLine([])).toBeNull();
  expect(endOfLine([{ atMs: 1_500, progress: 50 }])).toBeNull();
  expect(endOfLine([1_500, 20_000, 60_000].map((atMs) => ({ atMs, progress: 50 })))).toBeNull();
});
