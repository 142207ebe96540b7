import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { furthestY, movedAlong, noTrack, trackAt, yOf, type Track } from './scroll-track.ts';

/** What half a million pictures need in a narrow window, and two million. */
const heights = fc.constantFrom(100, 5_000, 1_999_999, 2_000_001, 25_000_000, 98_000_000);
const windows = fc.integer({ min: 300, max: 2000 });

/** What the browser would let the person scroll to. */
function scrolled(track: Track, byPx: number, windowPx: number): Track {
  return { ...track, scrollPx: Math.min(Math.max(0, track.lengthPx - windowPx), Math.max(0, track.scrollPx + byPx)) };
}

describe('the track', () => {
  test('shows the place that was asked for, and never more than the browser can bear', () => {
    fc.assert(
      fc.property(
        heights,
        windows,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }),
        (contentPx, windowPx, shares) => {
          const extent = { contentPx, windowPx };
          let track = noTrack;
          for (const share of shares) {
            const wanted = Math.round(share * furthestY(extent));
            track = trackAt(wanted, extent, track);
            expect(yOf(track)).toBe(wanted);
            expect(track.lengthPx).toBeLessThanOrEqual(2_000_000);
            expect(track.scrollPx).toBeGreaterThanOrEqual(0);
            expect(track.scrollPx).toBeLessThanOrEqual(Math.max(0, track.lengthPx - windowPx));
            expect(track.originPx).toBeGreaterThanOrEqual(0);
            expect(track.originPx + track.lengthPx).toBeLessThanOrEqual(contentPx);
          }
        },
      ),
    );
  });

  test('moves exactly as far as the wheel turns, from the first pixel to the last and back', () => {
    fc.assert(
      fc.property(heights, windows, fc.integer({ min: 40, max: 90_000 }), (contentPx, windowPx, stepPx) => {
        const extent = { contentPx, windowPx };
        let track = trackAt(0, extent, noTrack);
        for (const direction of [1, -1]) {
          for (let turn = 0; turn < 3000; turn += 1) {
            const from = yOf(track);
            track = movedAlong(scrolled(track, direction * stepPx, windowPx), extent, turn % 7 === 0);
            expect(yOf(track)).toBe(Math.min(furthestY(extent), Math.max(0, from + direction * stepPx)));
          }
        }
      }),
      { numRuns: 12 },
    );
  });

  test('reaches the last pixel and the first', () => {
    fc.assert(
      fc.property(heights, windows, (contentPx, windowPx) => {
        const extent = { contentPx, windowPx };
        const end = trackAt(Number.POSITIVE_INFINITY, extent, noTrack);
        expect(yOf(end)).toBe(furthestY(extent));
        expect(end.originPx + end.lengthPx).toBe(contentPx);
        expect(trackAt(-5, extent, end)).toMatchObject({ originPx: 0, scrollPx: 0 });
      }),
    );
  });

  test('leaves the browser alone when what is above grows: only the origin moves', () => {
    const extent = { contentPx: 25_000_000, windowPx: 800 };
    const before = trackAt(12_345_678, extent, noTrack);
    const after = trackAt(12_345_678 + 4_321, { ...extent, contentPx: 25_004_321 }, before);
    expect(after.scrollPx).toBe(before.scrollPx);
    expect(yOf(after)).toBe(12_349_999);
  });

  test('short content has no origin', () => {
    const extent = { contentPx: 50_000, windowPx: 800 };
    expect(trackAt(700, extent, noTrack)).toEqual({ originPx: 0, lengthPx: 50_000, scrollPx: 700 });
  });
});
