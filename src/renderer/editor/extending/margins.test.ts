import fc from 'fast-check';
import { expect, test } from 'vitest';

import { areMargins, extentOf, marginsFor, marginsOf, noMargins, presets } from './margins.ts';

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

test('what is no margin is refused', () => {
  const picture = { width: 600, height: 400 };
  for (const left of [-1, 0.5, Number.NaN, 100_000]) expect(areMargins({ ...noMargins, left }, picture)).toBe(false);
  expect(areMargins({ ...noMargins, left: 99_400 }, picture)).toBe(true);
});
