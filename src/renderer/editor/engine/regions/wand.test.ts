import fc from 'fast-check';
import { expect, test } from 'vitest';

import { Mask } from '../mask.ts';
import { noModifiers, type Colours, type ToolSettings } from '../tool.ts';
import { picture, pixelsOf, sample, work } from './test-scenes.ts';
import { Wand } from './wand.ts';

const grey = (level: number) => [level, level, level];

function click(mask: Mask, colours: Colours | null, x: number, y: number, settings: Partial<ToolSettings> = {}, keys = noModifiers): void {
  new Wand().down(work(mask, colours, settings), sample(x, y), keys);
}

/** What a flood fill pixel by pixel finds. */
function naive({ width, height, data }: Colours, x: number, y: number, tolerance: number, contiguous: boolean): boolean[] {
  const differs = (a: number, b: number) =>
    [0, 1, 2, 3].some((channel) => Math.abs((data[4 * a + channel] ?? 0) - (data[4 * b + channel] ?? 0)) > tolerance);
  const clicked = y * width + x;
  const alike = Array.from({ length: width * height }, (_, at) => !differs(at, clicked));
  if (!contiguous) return alike;
  const filled = alike.map(() => false);
  const open = [clicked];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (filled[at] === true || alike[at] !== true) continue;
    filled[at] = true;
    if (at % width > 0) open.push(at - 1);
    if (at % width < width - 1) open.push(at + 1);
    if (at >= width) open.push(at - width);
    if (at < width * (height - 1)) open.push(at + width);
  }
  return filled;
}

test('it fills what a flood fill pixel by pixel fills', () => {
  const scene = fc.record({
    width: fc.integer({ min: 1, max: 80 }),
    height: fc.integer({ min: 1, max: 12 }),
    levels: fc.array(fc.constantFrom(0, 3, 6, 250), { minLength: 960, maxLength: 960 }),
    at: fc.nat(),
    tolerance: fc.constantFrom(0, 3, 255),
    contiguous: fc.boolean(),
  });
  fc.assert(
    fc.property(scene, ({ width, height, levels, at, tolerance, contiguous }) => {
      const colours = picture(width, height, (x, y) => [levels[y * width + x] ?? 0, 7, 9]);
      const [x, y] = [at % width, Math.floor(at / width) % height];
      const mask = new Mask(width, height);
      click(mask, colours, x, y, { tolerance, contiguous, combination: 'replace' });
      expect(pixelsOf(mask).map((value) => value === 255)).toEqual(naive(colours, x, y, tolerance, contiguous));
    }),
  );
});

test('an area reaches through many tiles and around corners', () => {
  const colours = picture(600, 530, (x, y) => grey(x > 20 && y % 40 < 20 && (y % 80 < 40 || x < 580) ? 200 : 20));
  const mask = new Mask(600, 530);
  click(mask, colours, 0, 0);
  const wanted = naive(colours, 0, 0, 32, true);
  expect(pixelsOf(mask).every((value, at) => (value === 255) === wanted[at])).toBe(true);
});

test('what is alike but apart is found only when asked for', () => {
  const colours = picture(9, 1, (x) => grey(x === 4 ? 0 : 200));
  const [near, far] = [new Mask(9, 1), new Mask(9, 1)];
  click(near, colours, 0, 0);
  click(far, colours, 0, 0, { contiguous: false });
  expect(pixelsOf(near)).toEqual([255, 255, 255, 255, 0, 0, 0, 0, 0]);
  expect(pixelsOf(far)).toEqual([255, 255, 255, 255, 0, 255, 255, 255, 255]);
});

test('transparency counts as a colour does', () => {
  const mask = new Mask(4, 1);
  click(
    mask,
    picture(4, 1, (x) => [50, 50, 50, x < 2 ? 255 : 0]),
    0,
    0,
  );
  expect(pixelsOf(mask)).toEqual([255, 255, 0, 0]);
});

test('a pixel on an anti-aliased edge is covered by as much as there is of the area in it', () => {
  const levels = [200, 200, 80, 0, 0];
  const mask = new Mask(5, 1);
  click(
    mask,
    picture(5, 1, (x) => grey(levels[x] ?? 0)),
    0,
    0,
  );
  expect(pixelsOf(mask)).toEqual([255, 255, 102, 0, 0]);
});

test('a hard edge stays hard', () => {
  const mask = new Mask(300, 3);
  click(
    mask,
    picture(300, 3, (x) => grey(x < 256 ? 200 : 0)),
    10,
    1,
  );
  expect(new Set(pixelsOf(mask))).toEqual(new Set([0, 255]));
  expect(mask.bounds()).toEqual({ left: 0, top: 0, right: 256, bottom: 3 });
});

test('the keys say how the area is put together with what is painted', () => {
  const colours = picture(4, 1, (x) => grey(x < 2 ? 0 : 200));
  const after = (keys: Partial<typeof noModifiers>, settings: Partial<ToolSettings> = {}) => {
    const mask = new Mask(4, 1);
    mask.write({ left: 0, top: 0, right: 4, bottom: 1 }, new Uint8Array([0, 255, 255, 0]));
    click(mask, colours, 3, 0, settings, { ...noModifiers, ...keys });
    return pixelsOf(mask);
  };
  expect(after({}, { combination: 'replace' })).toEqual([0, 0, 255, 255]);
  expect(after({})).toEqual([0, 255, 255, 255]);
  expect(after({ shift: true }, { combination: 'subtract' })).toEqual([0, 255, 255, 255]);
  expect(after({ alt: true })).toEqual([0, 255, 0, 0]);
  expect(after({ shift: true, alt: true })).toEqual([0, 0, 255, 0]);
});

test('without the colours, or with those of another size, or outside the canvas, nothing happens', () => {
  const mask = new Mask(4, 4);
  const colours = picture(4, 4, () => grey(0));
  click(mask, null, 0, 0);
  click(
    mask,
    picture(5, 4, () => grey(0)),
    0,
    0,
  );
  for (const [x, y] of [
    [-0.1, 0],
    [0, -1],
    [4, 0],
    [0, 4],
  ] as const)
    click(mask, colours, x, y);
  expect(mask.coverage()).toBe(0);
  click(mask, colours, 3.9, 3.9);
  expect(mask.coverage()).toBe(1);
});

test('a picture of one pixel is filled whole', () => {
  const mask = new Mask(1, 1);
  click(
    mask,
    picture(1, 1, () => grey(9)),
    0.5,
    0.5,
  );
  expect(pixelsOf(mask)).toEqual([255]);
});
