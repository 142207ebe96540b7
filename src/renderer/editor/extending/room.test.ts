import fc from 'fast-check';
import { expect, test } from 'vitest';

import { hasLeft, roomAround } from './room.ts';

const stage = { width: 600, height: 400 };
const frame = { left: 100, top: 100, width: 300, height: 200 };

test('there is room on every side of a frame, in whole pixels', () => {
  const side = fc.integer({ min: 1, max: 100_000 });
  const offset = fc.integer({ min: -90_000, max: 0 });
  fc.assert(
    fc.property(fc.record({ left: offset, top: offset, width: side, height: side }), (around) => {
      const room = roomAround(around);
      expect(room.left).toBeLessThan(around.left);
      expect(room.top).toBeLessThan(around.top);
      expect(room.left + room.width).toBeGreaterThan(around.left + around.width);
      expect(room.top + room.height).toBeGreaterThan(around.top + around.height);
      expect(Object.values(room).every(Number.isInteger)).toBe(true);
    }),
  );
});

test('an edge leaves the stage on every side', () => {
  expect(hasLeft(stage, frame, { ...frame, width: 499 })).toBe(false);
  expect(hasLeft(stage, frame, { ...frame, width: 501 })).toBe(true);
  expect(hasLeft(stage, frame, { ...frame, height: 301 })).toBe(true);
  expect(hasLeft(stage, frame, { ...frame, left: -1, width: 401 })).toBe(true);
  expect(hasLeft(stage, frame, { ...frame, top: -1, height: 301 })).toBe(true);
});

test('who looks at one edge closely goes on doing so while that is pulled', () => {
  const close = { left: -5_000, top: -3_000, width: 5_300, height: 6_000 };
  expect(hasLeft(stage, close, { ...close, width: 5_500 })).toBe(false);
  expect(hasLeft(stage, close, { ...close, width: 5_700 })).toBe(true);
});
