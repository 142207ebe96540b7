import fc from 'fast-check';
import { expect, test } from 'vitest';

import { intersection, isEmpty, type Box, type Point } from '../engine/geometry.ts';
import { StageGeometry } from './stage-geometry.ts';

const view = fc.record({
  x: fc.integer({ min: -5000, max: 1000 }),
  y: fc.integer({ min: -5000, max: 1000 }),
  scale: fc.double({ min: 0.01, max: 32, noNaN: true }),
  width: fc.integer({ min: 1, max: 3000 }),
  height: fc.integer({ min: 1, max: 2000 }),
  pixelRatio: fc.constantFrom(1, 1.25, 2),
});
const extent = fc.record({
  left: fc.integer({ min: -900, max: 0 }),
  top: fc.integer({ min: -900, max: 0 }),
  width: fc.integer({ min: 1, max: 9000 }),
  height: fc.integer({ min: 1, max: 9000 }),
});
const point = fc.record({ x: fc.integer({ min: -100, max: 9000 }), y: fc.integer({ min: -100, max: 9000 }) });
const box: fc.Arbitrary<Box> = fc
  .tuple(point, fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }))
  .map(([{ x, y }, width, height]) => ({ left: x, top: y, right: x + width, bottom: y + height }));

const isIn = ({ left, top, right, bottom }: Box, { x, y }: Point): boolean => x >= left && y >= top && x < right && y < bottom;

test('a point of the mask is found again where it is shown', () => {
  fc.assert(
    fc.property(view, extent, point, (seen, covered, at) => {
      const geometry = new StageGeometry(seen, covered);
      const again = geometry.toMask(geometry.toStage(at));
      expect(again.x).toBeCloseTo(at.x, 4);
      expect(again.y).toBeCloseTo(at.y, 4);
    }),
  );
});

test('what is extended to the left lies left of the picture', () => {
  const seen = { x: 100, y: 50, scale: 2, width: 800, height: 600, pixelRatio: 1 };
  const geometry = new StageGeometry(seen, { left: -10, top: -5, width: 40, height: 40 });
  expect(geometry.toStage({ x: 0, y: 0 })).toEqual({ x: 80, y: 40 });
  expect(geometry.toStage({ x: 10, y: 5 })).toEqual({ x: 100, y: 50 });
  expect(geometry.canvas).toEqual({ left: 80, top: 40, right: 160, bottom: 120 });
});

test('every pixel of the stage that shows a part of the mask is touched when that part changes', () => {
  fc.assert(
    fc.property(view, extent, box, (seen, covered, changed) => {
      const geometry = new StageGeometry(seen, covered);
      const touched = geometry.touched(changed);
      for (const corner of [
        { x: changed.left, y: changed.top },
        { x: changed.right - 0.01, y: changed.bottom - 0.01 },
      ]) {
        const at = geometry.toStage(corner);
        if (isIn(geometry.stage, at)) expect(isIn(touched, at)).toBe(true);
      }
      expect(intersection(touched, geometry.stage)).toEqual(touched);
    }),
  );
});

test('nothing is touched when nothing changed', () => {
  const geometry = new StageGeometry(
    { x: 0, y: 0, scale: 1, width: 10, height: 10, pixelRatio: 1 },
    { left: 0, top: 0, width: 5, height: 5 },
  );
  expect(isEmpty(geometry.touched({ left: 3, top: 3, right: 3, bottom: 9 }))).toBe(true);
});
