import { expect, test } from 'vitest';

import { lifetimeQuantile, tellingDurations } from './lifetimes.ts';
import { spread } from './test-looks.ts';

const seconds = (...values: readonly number[]): number[] => values.map((value) => value * 1000);

test('with nothing running, a quantile is what it always is', () => {
  const finishedMs = seconds(90, 70, 110, 130, 100);
  expect([0.05, 0.5, 0.95].map((q) => lifetimeQuantile({ finishedMs, runningMs: [] }, q))).toEqual(seconds(70, 100, 130));
});

test('those that still run keep the quick ones from speaking for all', () => {
  const finishedMs = seconds(70, 71, 72, 73, 74);
  const runningMs = Array.from({ length: 95 }, () => 75_000);
  expect(lifetimeQuantile({ finishedMs, runningMs }, 0.05)).toBe(74_000);
  expect(lifetimeQuantile({ finishedMs, runningMs }, 0.5)).toBeNull();
});

test('those that began only now say nothing', () => {
  const finishedMs = seconds(70, 80, 90, 100, 110);
  expect(lifetimeQuantile({ finishedMs, runningMs: seconds(1, 2, 3) }, 0.5)).toBe(90_000);
});

test('nothing is learnt from nothing', () => {
  expect(tellingDurations([])).toEqual([]);
  expect(lifetimeQuantile({ finishedMs: [], runningMs: [1] }, 0.5)).toBeNull();
});

test('a duration far from all others tells nothing of the next', () => {
  expect(tellingDurations(seconds(100, 96, 3_600, 104, 98))).toEqual(seconds(100, 96, 104, 98));
  expect(tellingDurations(seconds(100, 96, 2, 104, 98))).toEqual(seconds(100, 96, 104, 98));
});

test('equal durations are all believed', () => {
  expect(tellingDurations(seconds(8, 8, 8, 8, 8, 9))).toHaveLength(6);
});

test.each([
  ['faster', 50],
  ['slower', 200],
])('a service that has become %s is believed after four tasks', (_, now) => {
  const before = spread(90_000, 110_000, 33);
  const strange = seconds(now, now + 1);
  expect(tellingDurations([...strange, ...before])).toHaveLength(33);
  const lately = [...seconds(now, now + 1, now - 1, now + 2), ...before];
  expect(tellingDurations(lately).filter((ms) => Math.abs(ms - now * 1000) < 3_000)).toHaveLength(4);
  const sinceLonger = [...seconds(now, now + 1, now - 1, now + 2, now, now, now + 1), ...before];
  expect(tellingDurations(sinceLonger)).toEqual(sinceLonger.slice(0, 7));
});
