import fc from 'fast-check';
import { expect, test } from 'vitest';

import { Mask } from '../mask.ts';
import { pixelsOf } from './test-scenes.ts';
import { clear, fillAll, invert } from './whole.ts';

const size = fc.record({ width: fc.integer({ min: 1, max: 600 }), height: fc.integer({ min: 1, max: 300 }) });

function painted(width: number, height: number): Mask {
  const mask = new Mask(width, height);
  mask.fill({ left: 0, top: 0, right: width >> 1, bottom: height }, 255);
  mask.fill({ left: width >> 2, top: height >> 2, right: width, bottom: height >> 1 }, 77);
  return mask;
}

test('inverted, every pixel is what was missing; inverted twice, all is as it was', () => {
  fc.assert(
    fc.property(size, ({ width, height }) => {
      const mask = painted(width, height);
      const before = pixelsOf(mask);
      invert(mask);
      expect(pixelsOf(mask).every((value, at) => value === 255 - (before[at] ?? 0))).toBe(true);
      invert(mask);
      expect(pixelsOf(mask).every((value, at) => value === before[at])).toBe(true);
    }),
    { numRuns: 20 },
  );
});

test('nothing becomes everything and everything nothing, without a tile of its own', () => {
  const mask = new Mask(700, 300);
  invert(mask);
  expect(mask.coverage()).toBe(1);
  expect(mask.tile(0, 0)).toBe(mask.fullTileAt(0, 0));
  expect(mask.tile(2, 1)).toBe(mask.fullTileAt(2, 1));
  invert(mask);
  expect(mask.tile(2, 1)).toBeNull();
  expect(mask.coverage()).toBe(0);
});

test('what a mark remembers stays as it was', () => {
  const mask = painted(300, 300);
  const mark = mask.mark();
  const before = pixelsOf(mask);
  invert(mask);
  clear(mask);
  expect(mask.coverage()).toBe(0);
  fillAll(mask);
  expect(mask.coverage()).toBe(1);
  mask.restore(mark);
  expect(pixelsOf(mask)).toEqual(before);
});

test('a picture of one pixel is inverted, too', () => {
  const mask = new Mask(1, 1);
  invert(mask);
  expect(pixelsOf(mask)).toEqual([255]);
  clear(mask);
  expect(pixelsOf(mask)).toEqual([0]);
});
