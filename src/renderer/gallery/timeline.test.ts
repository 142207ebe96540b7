import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { layOut } from './layout.ts';
import { heightAt, marksOf, monthAt, monthsOf, placeOf, stepFrom, type Month } from './timeline.ts';

const dayMs = 24 * 60 * 60 * 1000;
const dayOf = (date: string): number => Date.parse(date) / dayMs;

/** Ten squares on each of these days. */
function timeline(...dates: string[]) {
  const days = Int32Array.from(dates.flatMap((date) => Array.from({ length: 10 }, () => dayOf(date))));
  const layout = layOut(new Float32Array(days.length).fill(1), days, {
    widthPx: 1000,
    rowHeightPx: 200,
    gapPx: 0,
    headingPx: 40,
    dayGapPx: 20,
  });
  return { layout, months: monthsOf(layout, days) };
}

const anyMonths = fc
  .array(fc.record({ stepPx: fc.integer({ min: 1, max: 40_000 }), months: fc.integer({ min: 1, max: 30 }) }), {
    minLength: 1,
    maxLength: 120,
  })
  .map((steps) => {
    let [topPx, month] = [0, 12 * 2030];
    return steps.map(({ stepPx, months }, place): Month => {
      if (place > 0) topPx += stepPx;
      month -= months;
      return { year: Math.floor(month / 12), month: (month % 12) + 1, firstPicture: place, topPx };
    });
  });

describe('the months', () => {
  test('begin where their first day does', () => {
    const { layout, months } = timeline('2026-03-02', '2026-03-01', '2026-02-28', '2024-12-31');
    expect(months.map(({ year, month, firstPicture }) => [year, month, firstPicture])).toEqual([
      [2026, 3, 0],
      [2026, 2, 20],
      [2024, 12, 30],
    ]);
    expect(months[0]?.topPx).toBe(0);
    expect(monthAt(months, layout.heightPx)?.year).toBe(2024);
    expect(monthAt(months, months[1]?.topPx ?? 0)?.month).toBe(2);
    expect(monthAt(months, (months[1]?.topPx ?? 0) - 1)?.month).toBe(3);
  });

  test('of nothing are none', () => {
    expect(timeline().months).toEqual([]);
    expect(monthAt([], 10)).toBeUndefined();
    expect(stepFrom([], 0, 'ArrowDown')).toBeNull();
  });
});

describe('the marks', () => {
  test('never cover one another, stay on the scrubber, and name a year once', () => {
    fc.assert(
      fc.property(anyMonths, fc.integer({ min: 60, max: 1400 }), (months, lengthPx) => {
        const marks = marksOf(months, (months.at(-1)?.topPx ?? 0) + 500, lengthPx);
        const named = marks.filter(({ year }) => year !== null);
        expect(marks).toEqual([...marks].sort((a, b) => a.atPx - b.atPx));
        for (const { atPx } of marks) expect(atPx).toBe(Math.min(lengthPx, Math.max(0, atPx)));
        for (const [place, { atPx }] of named.slice(1).entries()) expect(atPx - (named[place]?.atPx ?? atPx)).toBeGreaterThanOrEqual(22);
        expect(new Set(named.map(({ year }) => year)).size).toBe(named.length);
        expect(named[0]?.year).toBe(months[0]?.year);
      }),
    );
  });
});

test('a place on the scrubber leads to the height that it stands for, and back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 98_000_000 }),
      fc.integer({ min: 1, max: 2000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (furthest, length, share) => {
        expect(placeOf(heightAt(share * length, furthest, length), furthest, length)).toBeCloseTo(share * length, 3);
      },
    ),
  );
  expect([heightAt(-50, 1000, 100), heightAt(250, 1000, 100), placeOf(5, 0, 100), heightAt(5, 1000, 0)]).toEqual([0, 1000, 0, 0]);
});

describe('the keyboard on the scrubber', () => {
  const { months } = timeline('2026-03-02', '2026-02-28', '2025-07-01', '2025-06-01', '2023-01-01');
  const tops = months.map(({ topPx }) => topPx);

  test.each<[string, number, number | null]>([
    ['ArrowDown', 0, 1],
    ['ArrowRight', 1, 2],
    ['ArrowUp', 2, 1],
    ['ArrowLeft', 0, 0],
    ['PageDown', 0, 2],
    ['PageDown', 3, 4],
    ['PageUp', 4, 2],
    ['PageUp', 3, 2],
    ['Home', 3, 0],
  ])('%s leads from month %i to month %i', (key, from, to) => {
    expect(stepFrom(months, tops[from] ?? 0, key)).toBe(to === null ? null : tops[to]);
  });

  test('first leads back to where the month began, and at the end to the end', () => {
    expect(stepFrom(months, (tops[2] ?? 0) + 100, 'ArrowUp')).toBe(tops[2]);
    expect(stepFrom(months, (tops[2] ?? 0) + 100, 'PageUp')).toBe(tops[2]);
    expect(stepFrom(months, tops[4] ?? 0, 'ArrowDown')).toBe(Number.POSITIVE_INFINITY);
    expect(stepFrom(months, 0, 'x')).toBeNull();
  });
});
