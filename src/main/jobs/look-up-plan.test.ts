import fc from 'fast-check';
import { expect, test } from 'vitest';

import { expectedMs, nextLookMs, type TaskSoFar } from './look-up-plan.ts';

/** Looks at a simulated task until it is finished: how often, and how late the last look was. */
function watch(durationMs: number, task: { learnedMs?: number[]; estimatedMs?: number; told: boolean }): { looks: number; lateMs: number } {
  let elapsedMs = 0;
  let progress = 0;
  let risenMs = 0;
  for (let looks = 0; ; looks++) {
    if (elapsedMs >= durationMs) return { looks, lateMs: elapsedMs - durationMs };
    const now = task.told ? Math.floor((elapsedMs / durationMs) * 100) : 0;
    if (now > progress) risenMs = elapsedMs;
    progress = now;
    const { learnedMs = [], estimatedMs = 100_000 } = task;
    elapsedMs += nextLookMs({ elapsedMs, progress, unchangedMs: elapsedMs - risenMs, estimatedMs, learnedMs });
  }
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

test('a truthful progress leads to the end in a dozen looks', () => {
  fc.assert(
    fc.property(fc.integer({ min: 5_000, max: 120_000 }), (durationMs) => {
      const { looks, lateMs } = watch(durationMs, { told: true });
      expect(looks).toBeLessThanOrEqual(13);
      expect(lateMs).toBeLessThanOrEqual(2_500);
    }),
  );
});

test('without progress, what was learnt from earlier tasks keeps half of the waits under two seconds', () => {
  const durations = Array.from({ length: 101 }, (_, i) => 70_000 + i * 600);
  const watched = durations.map((durationMs) => watch(durationMs, { told: false, learnedMs: durations }));
  expect(median(watched.map(({ lateMs }) => lateMs))).toBeLessThanOrEqual(2_000);
  expect(Math.max(...watched.map(({ looks }) => looks))).toBeLessThanOrEqual(30);
});

test('whatever is told, the next look is between a second and half a minute away', () => {
  const anything = fc.record<TaskSoFar>({
    elapsedMs: fc.integer({ min: 0, max: 86_400_000 }),
    progress: fc.integer({ min: 0, max: 100 }),
    unchangedMs: fc.integer({ min: 0, max: 86_400_000 }),
    estimatedMs: fc.option(fc.integer({ min: 0, max: 10_000_000 })),
    learnedMs: fc.array(fc.integer({ min: 1, max: 600_000 }), { maxLength: 40 }),
  });
  fc.assert(
    fc.property(anything, (task) => {
      const sound = { ...task, unchangedMs: Math.min(task.unchangedMs, task.elapsedMs) };
      const delayMs = nextLookMs(sound);
      expect(delayMs).toBeGreaterThan(0);
      expect(delayMs).toBeLessThanOrEqual(30_000);
      if (sound.elapsedMs >= 1_500) expect(delayMs).toBeGreaterThanOrEqual(1_000);
    }),
  );
});

test('the expected end follows the progress, then experience, then the service', () => {
  const task = { elapsedMs: 20_000, unchangedMs: 0, estimatedMs: 90_000, learnedMs: [] };
  expect(expectedMs({ ...task, progress: 25 })).toBe(80_000);
  expect(expectedMs({ ...task, progress: 0, learnedMs: [50_000, 60_000, 70_000, 80_000, 90_000] })).toBe(70_000);
  expect(expectedMs({ ...task, progress: 0 })).toBe(90_000);
});
