import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { featheredInside } from './feather.ts';

const [width, height] = [200, 160];

function painted(inside: (x: number, y: number) => boolean, value = 255): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, at) => (inside(at % width, Math.floor(at / width)) ? value : 0));
}

const at = (pixels: Uint8Array, x: number, y: number) => pixels[y * width + x] ?? -1;

/** A handful of rectangles and discs of any value, laid over one another. */
const shape = fc.record({
  disc: fc.boolean(),
  x: fc.integer({ min: -10, max: 70 }),
  y: fc.integer({ min: -10, max: 50 }),
  size: fc.integer({ min: 1, max: 40 }),
  value: fc.integer({ min: 0, max: 255 }),
});
const small = { width: 64, height: 48 };
const masks = fc.array(shape, { minLength: 1, maxLength: 6 }).map((shapes) => {
  const mask = new Uint8Array(small.width * small.height);
  for (const { disc, x, y, size, value } of shapes) {
    for (let at = 0; at < mask.length; at++) {
      const [dx, dy] = [(at % small.width) - x, Math.floor(at / small.width) - y];
      if (disc ? Math.hypot(dx, dy) < size / 2 : dx >= 0 && dy >= 0 && dx < size && dy < size) mask[at] = value;
    }
  }
  return mask;
});

describe('the feather of an answer', () => {
  test('rises from the edge of the mask to its inside over its whole width, and never falls on the way', () => {
    const result = featheredInside(
      painted((x) => x < 120),
      width,
      height,
      40,
    );
    const way = Array.from({ length: 60 }, (_, i) => at(result, 120 - i, 80));
    expect(way[0]).toBe(0);
    expect(way[20]).toBeGreaterThan(120);
    expect(way[20]).toBeLessThan(135);
    expect(way[40]).toBe(255);
    for (let i = 1; i < way.length; i++) expect(way[i]).toBeGreaterThanOrEqual(way[i - 1] ?? 0);
  });

  test('where the picture ends is no edge', () => {
    const result = featheredInside(
      painted((x, y) => x > 100 && y < 100),
      width,
      height,
      30,
    );
    expect([at(result, width - 1, 0), at(result, width - 1, 40), at(result, 160, 0)]).toEqual([255, 255, 255]);
  });

  test('nothing painted stays nothing, and everything painted stays everything', () => {
    expect(Math.max(...featheredInside(new Uint8Array(100), 10, 10, 5))).toBe(0);
    expect(Math.min(...featheredInside(new Uint8Array(100).fill(200), 10, 10, 5))).toBe(200);
    expect([...featheredInside(Uint8Array.of(255), 1, 1, 64)]).toEqual([255]);
  });

  test.each([0, 0.5, 1])('a feather of %s px is a hard edge', (featherPx) => {
    const mask = painted((x, y) => Math.hypot(x - 90, y - 70) < 50, 180);
    expect(featheredInside(mask, width, height, featherPx)).toEqual(mask);
  });

  test.each([1, 2, 3, 5, 12, 30])('the middle of a line that is %s px thick shows, however wide the feather', (thick) => {
    const upright = featheredInside(
      painted((x) => x >= 90 && x < 90 + thick),
      width,
      height,
      64,
    );
    const slanting = featheredInside(
      painted((x, y) => Math.abs(x - 40 - y / 2) <= thick / 2),
      width,
      height,
      64,
    );
    for (let y = 20; y < 140; y++) {
      for (const result of [upright, slanting]) expect(Math.max(...result.subarray(y * width, (y + 1) * width))).toBeGreaterThan(229);
    }
  });

  test('a stroke beside something thick shows, and one that leads out of it shows as soon as the feather is past', () => {
    const result = featheredInside(
      painted((x, y) => x < 100 || (y >= 76 && y < 84) || (x > 108 && y > 20 && y < 26)),
      width,
      height,
      40,
    );
    expect(at(result, 150, 23)).toBeGreaterThan(229);
    for (let x = 125; x < width; x++) expect(at(result, x, 80)).toBeGreaterThan(229);
  });

  test('the roughness of an edge is smoothed instead of narrowing the feather', () => {
    const result = featheredInside(
      painted((x, y) => x < 100 + ((y * 7919) % 5)),
      width,
      height,
      40,
    );
    for (let y = 20; y < 140; y++) expect(at(result, 95, y)).toBeLessThan(80);
  });

  test('is nothing outside, never more than the mask, and never more with a wider feather', () => {
    fc.assert(
      fc.property(masks, fc.double({ min: 0, max: 50, noNaN: true }), fc.double({ min: 0, max: 20, noNaN: true }), (mask, px, more) => {
        const narrow = featheredInside(mask, small.width, small.height, px);
        const wide = featheredInside(mask, small.width, small.height, px + more);
        for (let i = 0; i < mask.length; i++) {
          if ((narrow[i] ?? 0) > (mask[i] ?? 0) || (wide[i] ?? 0) > (narrow[i] ?? 0)) return false;
        }
        return true;
      }),
    );
  });
});
