import fc from 'fast-check';
import { expect, test } from 'vitest';

import { areMargins, extentOf, marginsFor, marginsOf, noMargins, presets, troubleWith } from './margins.ts';

const side = fc.integer({ min: 1, max: 9_000 });
const margin = fc.integer({ min: 0, max: 3_000 });

test('margins and what the canvas covers say the same', () => {
  fc.assert(
    fc.property(side, side, margin, margin, margin, margin, (width, height, left, top, right, bottom) => {
      const picture = { width, height };
      const margins = { left, top, right, bottom };
      expect(marginsOf(extentOf(margins, picture), picture)).toEqual(margins);
    }),
  );
});

test('a shape is reached to within a pixel, without cutting anything off', () => {
  fc.assert(
    fc.property(side, side, fc.constantFrom(...presets), (width, height, preset) => {
      const margins = marginsFor(preset, { width, height });
      const extent = extentOf(margins, { width, height });
      const [wide = 1, high = 1] = preset.split(':').map(Number);
      expect(
        Math.min(Math.abs(extent.width - (extent.height * wide) / high), Math.abs(extent.height - (extent.width * high) / wide)),
      ).toBeLessThanOrEqual(0.5);
      expect(Math.min(margins.left, margins.right, margins.top, margins.bottom)).toBeGreaterThanOrEqual(0);
      expect(margins.left * margins.top).toBe(0);
    }),
  );
});

test('a picture that has the shape already gets no margins', () => {
  expect(marginsFor('3:2', { width: 1536, height: 1024 })).toEqual(noMargins);
});

test('what is no margin is told from what would be too large', () => {
  const picture = { width: 600, height: 400 };
  for (const left of [-1, 0.5, Number.NaN]) expect(troubleWith({ ...noMargins, left }, picture)).toBe('not-whole');
  expect(troubleWith({ ...noMargins, left: 99_401 }, picture)).toBe('too-large');
  expect(areMargins({ ...noMargins, left: 99_400 }, picture)).toBe(true);
});

test('a photo of 50 megapixels becomes a square, but nothing that main wouldn’t keep', () => {
  const photo = { width: 8688, height: 5792 };
  expect(presets.filter((preset) => areMargins(marginsFor(preset, photo), photo))).toEqual(['3:2', '1:1']);
  expect(areMargins({ ...noMargins, right: 1312 }, { width: 8688, height: 10_000 })).toBe(true);
  expect(areMargins({ ...noMargins, right: 1313 }, { width: 8688, height: 10_000 })).toBe(false);
});
