import fc from 'fast-check';
import { expect, test } from 'vitest';

import { Mask } from '../mask.ts';
import { feather } from './feather.ts';
import { maskOf, pixelsOf } from './test-scenes.ts';

const within = (value: number, last: number) => Math.min(last, Math.max(0, value));

/** Three times the mean along the rows, three times along the columns, without rounding on the way. */
function featheredNaively(values: readonly number[], width: number, px: number): number[] {
  const height = values.length / width;
  const mean = (from: readonly number[], dx: number, dy: number) =>
    from.map((_, at) => {
      let sum = 0;
      for (let by = -px; by <= px; by += 1)
        sum += from[within(Math.floor(at / width) + by * dy, height - 1) * width + within((at % width) + by * dx, width - 1)] ?? 0;
      return sum / (2 * px + 1);
    });
  let blurred = values;
  for (let pass = 0; pass < 3; pass += 1) blurred = mean(blurred, 1, 0);
  for (let pass = 0; pass < 3; pass += 1) blurred = mean(blurred, 0, 1);
  return [...blurred];
}

test('every pixel becomes the mean of what is around it', () => {
  const scene = fc.record({
    width: fc.integer({ min: 1, max: 30 }),
    height: fc.integer({ min: 1, max: 20 }),
    values: fc.array(fc.constantFrom(0, 0, 90, 255), { minLength: 600, maxLength: 600 }),
    px: fc.integer({ min: 1, max: 12 }),
  });
  fc.assert(
    fc.property(scene, ({ width, height, values, px }) => {
      const all = values.slice(0, width * height);
      const mask = maskOf(width, height, all);
      feather(mask, px);
      const wanted = featheredNaively(all, width, px);
      expect(pixelsOf(mask).every((value, at) => Math.abs(value - (wanted[at] ?? 0)) <= 0.75)).toBe(true);
    }),
  );
});

test('an area far from the border is softened on all its sides alike, over the borders of tiles', () => {
  const mask = new Mask(800, 700);
  mask.fill({ left: 200, top: 200, right: 500, bottom: 500 }, 255);
  feather(mask, 20);
  const { left, top, right, bottom } = mask.bounds();
  expect([left, top, right, bottom]).toEqual([left, left, 700 - left, 700 - left]);
  expect(left).toBeGreaterThanOrEqual(200 - 3 * 20);
  expect(left).toBeLessThan(200 - 2 * 20);
  expect(mask.at(350, 350)).toBe(255);
  for (const off of [-50, -20, 0, 20, 50])
    expect(new Set([mask.at(200 + off, 350), mask.at(499 - off, 350), mask.at(350, 200 + off), mask.at(350, 499 - off)]).size).toBe(1);
  expect(Math.abs(mask.at(199, 350) + mask.at(200, 350) - 255)).toBeLessThanOrEqual(1);
});

test('what touches the border of the canvas stays full there', () => {
  const mask = new Mask(300, 300);
  mask.fill({ left: 0, top: 0, right: 300, bottom: 150 }, 255);
  feather(mask, 10);
  expect([mask.at(0, 0), mask.at(299, 0), mask.at(150, 119)]).toEqual([255, 255, 255]);
  expect(mask.at(0, 150)).toBe(mask.at(150, 150));
});

test('empty stays empty and full stays full', () => {
  const [empty, full] = [new Mask(300, 40), new Mask(300, 40)];
  full.fill(full.canvas, 255);
  feather(empty, 500);
  feather(full, 500);
  expect([empty.coverage(), full.coverage()]).toEqual([0, 1]);
});
