import fc from 'fast-check';
import { expect, test } from 'vitest';

import { isEmpty, type Box } from './geometry.ts';
import { Mask } from './mask.ts';

const [width, height] = [600, 300];
const canvas: Box = { left: 0, top: 0, right: width, bottom: height };

const anyBox = fc
  .tuple(
    fc.integer({ min: -50, max: 640 }),
    fc.integer({ min: -50, max: 340 }),
    fc.integer({ min: 0, max: 400 }),
    fc.integer({ min: 0, max: 300 }),
  )
  .map(([left, top, wide, high]): Box => ({ left, top, right: left + wide, bottom: top + high }));
const anyFill = fc.record({ box: anyBox, value: fc.constantFrom(0, 1, 128, 255) });

/** What a mask should hold, kept in the simplest way. */
function plain(fills: readonly { box: Box; value: number }[]): Uint8Array {
  const pixels = new Uint8Array(width * height);
  for (const { box, value } of fills)
    for (let y = Math.max(0, box.top); y < Math.min(height, box.bottom); y += 1)
      for (let x = Math.max(0, box.left); x < Math.min(width, box.right); x += 1) pixels[y * width + x] = value;
  return pixels;
}

function filled(fills: readonly { box: Box; value: number }[]): Mask {
  const mask = new Mask(width, height);
  for (const { box, value } of fills) mask.fill(box, value);
  return mask;
}

function plainBounds(pixels: Uint8Array): Box {
  const [xs, ys]: [number[], number[]] = [[], []];
  pixels.forEach((value, index) => {
    if (value > 0) {
      xs.push(index % width);
      ys.push(Math.floor(index / width));
    }
  });
  const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b), Number.MAX_SAFE_INTEGER);
  const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b), -1);
  return { left: least(xs), top: least(ys), right: most(xs) + 1, bottom: most(ys) + 1 };
}

function isInside(index: number, { left, top, right, bottom }: Box): boolean {
  const [x, y] = [index % width, Math.floor(index / width)];
  return x >= left && x < right && y >= top && y < bottom;
}

test('what is filled is read, also when it reaches over the canvas', () => {
  fc.assert(
    fc.property(fc.array(anyFill, { maxLength: 4 }), (fills) => {
      const mask = filled(fills);
      const pixels = plain(fills);
      expect(Buffer.compare(mask.read(canvas), pixels)).toBe(0);
      const sum = pixels.reduce((a, b) => a + b, 0);
      expect(mask.coverage()).toBeCloseTo(sum / 255 / pixels.length, 10);
      if (sum === 0) expect(isEmpty(mask.bounds())).toBe(true);
      else expect(mask.bounds()).toEqual(plainBounds(pixels));
    }),
    { numRuns: 40 },
  );
});

test('what is written is read back, and nothing beside it changes', () => {
  fc.assert(
    fc.property(anyBox, anyFill, (box, before) => {
      const mask = filled([before]);
      const expected = plain([before]);
      const [wide, high] = [box.right - box.left, box.bottom - box.top];
      const pixels = Uint8Array.from({ length: wide * high }, (_, index) => 1 + (index % 255));
      mask.write(box, pixels);
      for (let y = Math.max(0, box.top); y < Math.min(height, box.bottom); y += 1)
        for (let x = Math.max(0, box.left); x < Math.min(width, box.right); x += 1)
          expected[y * width + x] = pixels[(y - box.top) * wide + x - box.left] ?? 0;
      expect(Buffer.compare(mask.read(canvas), expected)).toBe(0);
    }),
    { numRuns: 40 },
  );
});

test('reading outside the canvas gives 0', () => {
  const mask = new Mask(3, 2);
  mask.fill(mask.canvas, 255);
  expect([...mask.read({ left: -1, top: 1, right: 4, bottom: 3 })]).toEqual([0, 255, 255, 255, 0, 0, 0, 0, 0, 0]);
  expect([mask.at(-1, 0), mask.at(3, 0), mask.at(0, 2), mask.at(2, 1)]).toEqual([0, 0, 0, 255]);
  expect(mask.tile(0, 0)?.reduce((a, b) => a + b, 0)).toBe(6 * 255);
});

test('what changed is always within what is called dirty', () => {
  fc.assert(
    fc.property(fc.array(anyFill, { maxLength: 3 }), fc.array(anyFill, { minLength: 1, maxLength: 3 }), (before, after) => {
      const mask = filled(before);
      mask.takeDirty();
      for (const { box, value } of after) mask.fill(box, value);
      const [old, now, dirty] = [plain(before), plain([...before, ...after]), mask.takeDirty()];
      expect(now.findIndex((value, index) => value !== old[index] && !isInside(index, dirty))).toBe(-1);
      expect(isEmpty(mask.takeDirty())).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test('a mark stays as it is whatever is painted afterwards', () => {
  fc.assert(
    fc.property(fc.array(anyFill, { maxLength: 3 }), fc.array(anyFill, { maxLength: 3 }), (before, after) => {
      const mask = filled(before);
      const mark = mask.mark();
      for (const { box, value } of after) mask.fill(box, value);
      const changes = Buffer.compare(plain(before), plain([...before, ...after])) !== 0;
      expect(mask.settle(mark)).toBe(changes);
      mask.restore(mark);
      expect(Buffer.compare(mask.read(canvas), plain(before))).toBe(0);
    }),
    { numRuns: 40 },
  );
});

test('filling fifty megapixels takes the memory of a few tiles', () => {
  const mask = new Mask(8688, 5792);
  mask.fill(mask.canvas, 255);
  const tiles = new Set(
    Array.from({ length: mask.columns * mask.rows }, (_, index) => mask.tile(index % mask.columns, Math.floor(index / mask.columns))),
  );
  expect(tiles.size).toBe(4);
  expect(mask.coverage()).toBe(1);
  mask.writable(0, 0)[0] = 0;
  expect([mask.at(0, 0), mask.at(256, 0)]).toEqual([0, 255]);
});

test('a mask of another size has everything where it was moved to', () => {
  const shift = fc.constantFrom(-300, -256, -7, 0, 5, 256);
  fc.assert(
    fc.property(
      fc.array(anyFill, { minLength: 1, maxLength: 3 }),
      shift,
      shift,
      fc.integer({ min: 1, max: 900 }),
      fc.integer({ min: 1, max: 600 }),
      (fills, dx, dy, wide, high) => {
        const mask = filled(fills);
        const other = mask.resized(wide, high, dx, dy);
        expect([other.width, other.height]).toEqual([wide, high]);
        expect(Buffer.compare(other.read(other.canvas), mask.read({ left: -dx, top: -dy, right: wide - dx, bottom: high - dy }))).toBe(0);
        // Nothing is hidden beyond the border, and nothing is written to both.
        expect(other.coverage() * wide * high).toBeCloseTo(other.read(other.canvas).reduce((a, b) => a + b, 0) / 255, 5);
        other.fill(other.canvas, 77);
        expect(Buffer.compare(mask.read(canvas), plain(fills))).toBe(0);
      },
    ),
    { numRuns: 40 },
  );
});
