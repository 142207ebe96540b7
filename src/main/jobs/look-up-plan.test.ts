import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { expectedMs, nextLookMs, type TaskSoFar } from './look-up-plan.ts';
import { spread, tellings, watchAll } from './test-looks.ts';

/** What comes after the look that finds a task finished: the download, the library, the tile. */
const paintingMs = 300;
const nothingKnown = { finishedMs: [], runningMs: [] };

describe('a hundred tasks of about 100 s at once, looked up one by one', () => {
  const about100 = spread(95_000, 105_000);
  const wide = spread(70_000, 130_000);

  test.each(['truthful', 'rounded', 'afterAQueue'] as const)(
    'whose progress is %s are noticed within a second, in a dozen looks',
    (told) => {
      const { medianMs, p95Ms, looks } = watchAll({ durationsMs: about100, told: tellings[told] });
      expect(medianMs + paintingMs).toBeLessThanOrEqual(1_000);
      expect(p95Ms + paintingMs).toBeLessThanOrEqual(2_500);
      expect(looks).toBeLessThanOrEqual(12);
    },
  );

  test.each(['silent', 'stuck'] as const)('that are %s are noticed within two seconds, in 25 looks, with nothing learnt yet', (told) => {
    const { medianMs, looks } = watchAll({ durationsMs: wide, told: tellings[told] });
    expect(medianMs + paintingMs).toBeLessThanOrEqual(2_000);
    expect(looks).toBeLessThanOrEqual(25);
  });

  test.each(['silent', 'stuck'] as const)('that are %s are noticed so too when only earlier tasks tell', (told) => {
    const { medianMs, looks } = watchAll({
      durationsMs: wide,
      told: tellings[told],
      historyMs: spread(70_000, 130_000, 40),
      estimatedMs: null,
    });
    expect(medianMs + paintingMs).toBeLessThanOrEqual(2_000);
    expect(looks).toBeLessThanOrEqual(25);
  });

  test('that tell progress in tens, or slowly at the end, are noticed within two seconds', () => {
    for (const told of [tellings.inTens, tellings.slowAtTheEnd]) {
      const { medianMs, looks } = watchAll({ durationsMs: about100, told });
      expect(medianMs + paintingMs).toBeLessThanOrEqual(2_000);
      expect(looks).toBeLessThanOrEqual(14);
    }
  });
});

// No two looks are further apart than 20 s, so longer tasks take more of them: up to 15 for 200 s.
test('a truthful progress leads to the end of one task of up to 130 s in a dozen looks', () => {
  fc.assert(
    fc.property(fc.integer({ min: 5_000, max: 130_000 }), (durationMs) => {
      const { mostMs, looks } = watchAll({ durationsMs: [durationMs], told: tellings.truthful });
      expect(looks).toBeLessThanOrEqual(12);
      expect(mostMs).toBeLessThanOrEqual(1_500);
    }),
  );
});

test('progress that rises, pauses and rises again is not left alone for long', () => {
  const told = (share: number): number => Math.floor(100 * (share < 0.5 ? share : Math.max(0.5, share * 1.5 - 0.5)));
  const { mostMs } = watchAll({ durationsMs: [90_000], told, estimatedMs: 200_000 });
  expect(mostMs).toBeLessThanOrEqual(3_000);
});

test('a guess of the service that is far too long costs a share of the time, not all of it', () => {
  const { mostMs } = watchAll({ durationsMs: [16_000], told: tellings.silent, estimatedMs: 120_000 });
  expect(mostMs).toBeLessThanOrEqual(10_000);
});

test('whatever is told, the next look is between a moment and half a minute away', () => {
  const lives = fc.array(fc.integer({ min: 1, max: 600_000 }), { maxLength: 40 });
  const anything = fc.record<TaskSoFar>({
    elapsedMs: fc.integer({ min: 0, max: 86_400_000 }),
    seen: fc.array(
      fc.record({ atMs: fc.integer({ min: 0, max: 86_400_000 }), progress: fc.double({ min: 0.01, max: 99.9, noNaN: true }) }),
      {
        maxLength: 16,
      },
    ),
    estimatedMs: fc.option(fc.integer({ min: 0, max: 10_000_000 })),
    others: fc.record({ finishedMs: lives, runningMs: lives }),
  });
  fc.assert(
    fc.property(anything, fc.double({ min: 0, max: 1, noNaN: true }), (task, random) => {
      const seen = [...task.seen].sort((a, b) => a.atMs - b.atMs).filter(({ atMs }) => atMs <= task.elapsedMs);
      const delayMs = nextLookMs({ ...task, seen }, random);
      expect(delayMs).toBeGreaterThan(0);
      expect(delayMs).toBeLessThanOrEqual(31_500);
    }),
  );
});

test('a task that outlives all others is looked at ever more rarely', () => {
  const others = { finishedMs: spread(70_000, 130_000, 40), runningMs: [] };
  const seen = [2_000, 3_000].map((atMs) => ({ atMs, progress: 50 }));
  const delays = [150_000, 300_000, 400_000, 3_600_000].map((elapsedMs) => nextLookMs({ elapsedMs, seen, estimatedMs: null, others }, 0.5));
  expect(delays).toEqual([...delays].sort((a, b) => a - b));
  expect(delays.at(-1)).toBe(30_000);
});

test('the expected end follows the progress, then experience, then the service', () => {
  const task = { elapsedMs: 20_000, seen: [], estimatedMs: 90_000, others: nothingKnown };
  const seen = [5, 15, 25].map((progress) => ({ atMs: progress * 800, progress }));
  expect(expectedMs({ ...task, seen })).toBeCloseTo(80_000, -4);
  expect(expectedMs({ ...task, others: { finishedMs: [50_000, 60_000, 70_000, 80_000, 90_000], runningMs: [] } })).toBe(70_000);
  expect(expectedMs(task)).toBe(90_000);
});
