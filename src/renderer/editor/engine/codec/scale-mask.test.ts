import fc from 'fast-check';
import { expect, test } from 'vitest';

import { scaleMask } from './scale-mask.ts';

const side = fc.integer({ min: 1, max: 40 });
const size = fc.record({ width: side, height: side });
const values = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1600, maxLength: 1600 });

test('in its own size a mask stays as it is', () => {
  fc.assert(
    fc.property(size, values, (of, all) => {
      const pixels = Uint8Array.from(all.slice(0, of.width * of.height));
      expect(scaleMask(pixels, of, of)).toEqual(pixels);
    }),
  );
});

test('empty stays empty and full stays full in any size', () => {
  fc.assert(
    fc.property(size, size, fc.constantFrom(0, 1, 255), (from, to, value) => {
      const pixels = new Uint8Array(from.width * from.height).fill(value);
      expect(new Set(scaleMask(pixels, from, to))).toEqual(new Set([value]));
    }),
  );
});

test('made smaller, each pixel is the mean of the area that it stands for', () => {
  const pixels = Uint8Array.from([0, 100, 200, 40, 20, 60, 100, 60]);
  expect([...scaleMask(pixels, { width: 4, height: 2 }, { width: 2, height: 1 })]).toEqual([45, 100]);
  expect([...scaleMask(Uint8Array.from([0, 90, 240]), { width: 3, height: 1 }, { width: 2, height: 1 })]).toEqual([30, 190]);
});

test('made larger, what lies between two pixels is between them', () => {
  expect([...scaleMask(Uint8Array.from([0, 200]), { width: 2, height: 1 }, { width: 4, height: 2 })]).toEqual([
    ...[0, 50, 150, 200],
    ...[0, 50, 150, 200],
  ]);
});

test('what is painted keeps its share of the whole when it is made smaller', () => {
  fc.assert(
    fc.property(values, side, side, (all, width, height) => {
      const scaled = scaleMask(Uint8Array.from(all), { width: 40, height: 40 }, { width, height });
      const mean = (of: Iterable<number>, count: number) => [...of].reduce((sum, value) => sum + value, 0) / count;
      expect(Math.abs(mean(scaled, width * height) - mean(all, 1600))).toBeLessThan(0.75);
    }),
  );
});
