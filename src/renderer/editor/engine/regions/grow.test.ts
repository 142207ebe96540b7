import fc from 'fast-check';
import { expect, test } from 'vitest';

import { intersection } from '../geometry.ts';
import { Mask } from '../mask.ts';
import { grow, shrink } from './grow.ts';
import { maskOf, pixelsOf } from './test-scenes.ts';

const scene = fc.record({
  width: fc.integer({ min: 1, max: 40 }),
  height: fc.integer({ min: 1, max: 12 }),
  dots: fc.array(fc.nat(479), { maxLength: 12 }),
  px: fc.integer({ min: 1, max: 9 }),
});

function dotted(width: number, height: number, dots: readonly number[], dot = 255, rest = 0): number[] {
  const values = new Array<number>(width * height).fill(rest);
  for (const at of dots) values[at % values.length] = dot;
  return values;
}

/** As far as a disc around any painted pixel reaches, smoothed over its last pixel. */
function grownNaively(values: readonly number[], width: number, px: number): number[] {
  const painted = values.flatMap((value, at) => (value === 255 ? [at] : []));
  return values.map((_, at) => {
    const distances = painted.map((from) => Math.hypot((at % width) - (from % width), Math.floor(at / width) - Math.floor(from / width)));
    return Math.round(255 * Math.min(1, Math.max(0, px + 1 - Math.min(Infinity, ...distances))));
  });
}

test('what is painted grows by a disc around each of its pixels', () => {
  fc.assert(
    fc.property(scene, ({ width, height, dots, px }) => {
      const values = dotted(width, height, dots);
      const mask = maskOf(width, height, values);
      grow(mask, px);
      expect(pixelsOf(mask)).toEqual(grownNaively(values, width, px));
    }),
  );
});

test('what is painted shrinks by a disc around each pixel that isn’t', () => {
  fc.assert(
    fc.property(scene, ({ width, height, dots, px }) => {
      const holes = dotted(width, height, dots);
      const mask = maskOf(width, height, dotted(width, height, dots, 0, 255));
      shrink(mask, px);
      expect(pixelsOf(mask)).toEqual(grownNaively(holes, width, px).map((value) => 255 - value));
    }),
  );
});

test('a corner beyond the border of a tile grows into all the tiles around it', () => {
  for (const px of [1, 30, 300]) {
    const mask = new Mask(700, 700);
    mask.fill({ left: 250, top: 250, right: 258, bottom: 257 }, 255);
    grow(mask, px);
    const wanted = { left: 250 - px, top: 250 - px, right: 258 + px, bottom: 257 + px };
    expect(mask.bounds()).toEqual(intersection(wanted, mask.canvas));
    expect([mask.at(256, 256 + px), mask.at(256, 257 + px)]).toEqual([255, 0]);
  }
});

test('growing and then shrinking brings a large area back, but for the tips of its corners', () => {
  const mask = new Mask(900, 600);
  mask.fill({ left: 100, top: 120, right: 700, bottom: 500 }, 255);
  const before = pixelsOf(mask);
  grow(mask, 40);
  shrink(mask, 40);
  const after = pixelsOf(mask);
  const differing = after.filter((value, at) => Math.abs(value - (before[at] ?? 0)) > 1);
  expect(differing.length).toBe(4);
});

test('an anti-aliased edge moves by whole pixels and stays what it is', () => {
  const mask = maskOf(
    300,
    3,
    new Array<number>(900).fill(0).map((_, at) => (at % 300 < 100 ? 255 : at % 300 === 100 ? 90 : 0)),
  );
  grow(mask, 20);
  expect([119, 120, 121].map((x) => mask.at(x, 1))).toEqual([255, 90, 0]);
});

test('a soft edge stays as soft as it is, however soft', () => {
  for (const steepness of [80, 25, 5, 2]) {
    const ramp = (x: number) => Math.max(0, Math.min(255, Math.round(255 - (x - 101) * steepness)));
    const values = Array.from({ length: 403 * 40 }, (_, at) => ramp(at % 403));
    const [wide, narrow] = [maskOf(403, 40, values), maskOf(403, 40, values)];
    grow(wide, 61);
    shrink(narrow, 61);
    const most = Math.max(14, 1.5 * steepness); // One and a half pixels along the edge.
    for (let x = 0; x < 320; x += 1) expect(Math.abs(wide.at(x + 61, 20) - ramp(x))).toBeLessThanOrEqual(most);
    for (let x = 80; x < 320; x += 1) expect(Math.abs(narrow.at(x - 61, 20) - ramp(x))).toBeLessThanOrEqual(most);
  }
});

test('a soft dot grows into a disc', () => {
  const soft = (x: number, y: number) => Math.max(0, Math.min(255, 255 * (1.5 - Math.hypot(x - 150, y - 150) / 60)));
  const mask = maskOf(
    300,
    300,
    Array.from({ length: 90_000 }, (_, at) => Math.round(soft(at % 300, Math.floor(at / 300)))),
  );
  grow(mask, 40);
  for (let angle = 0; angle < 6.28; angle += 0.1) {
    const [x, y] = [Math.round(150 + 100 * Math.cos(angle)), Math.round(150 + 100 * Math.sin(angle))];
    expect(Math.abs(mask.at(x, y) - 127.5)).toBeLessThan(15);
  }
});

test('nothing is lost by growing, and nothing comes by shrinking', () => {
  const values = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 200, maxLength: 200 });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 5 }), (all, px) => {
      const [wide, narrow] = [maskOf(20, 10, all), maskOf(20, 10, all)];
      grow(wide, px);
      shrink(narrow, px);
      expect(pixelsOf(wide).every((value, at) => value >= (all[at] ?? 0))).toBe(true);
      expect(pixelsOf(narrow).every((value, at) => value <= (all[at] ?? 0))).toBe(true);
    }),
  );
});

test('empty stays empty and full stays full, up to the border of the canvas', () => {
  for (const change of [grow, shrink]) {
    const [empty, full] = [new Mask(600, 300), new Mask(600, 300)];
    full.fill(full.canvas, 255);
    change(empty, 100);
    change(full, 100);
    expect([empty.coverage(), full.coverage()]).toEqual([0, 1]);
  }
});
