import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { ListedTask } from '../evolink/task-list-answer.ts';
import { sampleRequest } from './sample-job.ts';
import { mayBe, overlap, reachesBack, windowOf } from './task-window.ts';

const task: ListedTask = { id: 'task-1', model: 'gpt-4o-image', type: 'image', createdAt: 50_000, pictures: null };
const windows = [{ from: 40_000, until: 60_000 }];

test('a task of that time is in the window, however far the clocks are apart and however long the answer took', () => {
  const span = fc.record({
    sentAt: fc.integer({ min: 1e12, max: 2e12 }),
    inFlightMs: fc.nat({ max: 150_000 }),
    aheadMs: fc.integer({ min: -1e9, max: 1e9 }),
    madeAfter: fc.double({ min: 0, max: 1, noNaN: true }),
    latencyMs: fc.nat({ max: 2_000 }),
  });
  fc.assert(
    fc.property(span, ({ sentAt, inFlightMs, aheadMs, madeAfter, latencyMs }) => {
      const lostAt = sentAt + inFlightMs;
      // As the service dates it: by its own clock, in whole seconds.
      const createdAt = Math.floor((sentAt + madeAfter * inFlightMs + aheadMs) / 1_000) * 1_000;
      const ahead = [aheadMs - latencyMs, aheadMs + latencyMs] as const;
      expect(mayBe({ ...task, createdAt }, sampleRequest(), [windowOf({ sentAt, lostAt }, ahead)])).toBe(true);
    }),
  );
});

test('a known clock makes the window as long as the request was under way, and some seconds', () => {
  const { from, until } = windowOf({ sentAt: 1_000_000, lostAt: 1_002_000 }, [0, 1_000]);
  expect(until - from).toBeLessThan(15_000);
  const unknown = windowOf({ sentAt: 1_000_000, lostAt: 1_002_000 }, null);
  expect(unknown).toEqual({ from: 1_000_000 - 120_000, until: 1_002_000 + 300_000 });
});

test.each<[what: string, change: Partial<ListedTask>, isSo: boolean]>([
  ['of that time', {}, true],
  ['whose model and type aren’t told', { model: null, type: null }, true],
  ['of another model', { model: 'z-image-turbo' }, false],
  ['of a video', { type: 'video' }, false],
  ['from before', { createdAt: 39_999 }, false],
  ['from after', { createdAt: 60_001 }, false],
  ['without a date, which may be of any time', { createdAt: null }, true],
  ['with as many pictures', { pictures: 1 }, true],
  ['with more pictures', { pictures: 2 }, false],
  ['with fewer pictures', { pictures: 0 }, false],
])('a task %s', (_, change, isSo) => {
  expect(mayBe({ ...task, ...change }, sampleRequest(), windows)).toBe(isSo);
});

test('a list reaches back when its last task is older than every window', () => {
  const older = { ...task, createdAt: 10_000 };
  expect(reachesBack([task, older], windows)).toBe(true);
  expect(reachesBack([task], windows)).toBe(false);
  expect(reachesBack([older, { ...task, createdAt: null }], windows)).toBe(false);
  expect(reachesBack([older], [...windows, { from: 5_000, until: 6_000 }])).toBe(false);
  expect(reachesBack([], windows)).toBe(false);
});

test('windows that touch overlap', () => {
  expect(overlap({ from: 1, until: 2 }, { from: 2, until: 3 })).toBe(true);
  expect(overlap({ from: 1, until: 2 }, { from: 3, until: 4 })).toBe(false);
});
