import fc from 'fast-check';
import { expect, test } from 'vitest';

import { frameBetween, picturesIn } from './framed.ts';
import { edgeSpeed } from './framing.svelte.ts';
import { cellsOf, layOut } from './layout.ts';

/** Five squares of 200 px in a row, without gaps. */
const squares = layOut(new Float32Array(13).fill(1), new Int32Array(13).fill(1), {
  ...{ widthPx: 1000, rowHeightPx: 200, gapPx: 0, headingPx: 0, dayGapPx: 0 },
});

test('a frame takes what it touches, from whichever corner it is drawn', () => {
  const frame = frameBetween({ xPx: 450, yPx: 390 }, { xPx: 250, yPx: 10 });
  expect([...picturesIn(squares, frame)]).toEqual([1, 2, 6, 7]);
  expect([...picturesIn(squares, frameBetween({ xPx: 900, yPx: 500 }, { xPx: 700, yPx: 450 }))]).toEqual([]);
});

test('a frame takes exactly the pictures that it overlaps', () => {
  const corner = fc.record({ xPx: fc.integer({ min: -50, max: 1050 }), yPx: fc.integer({ min: -50, max: 900 }) });
  const shapes = fc.array(fc.double({ min: 0.2, max: 6, noNaN: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(shapes, corner, corner, (ratios, a, b) => {
      const layout = layOut(Float32Array.from(ratios), new Int32Array(ratios.length), { ...squares.rules, gapPx: 8, headingPx: 30 });
      const { leftPx, topPx, rightPx, bottomPx } = frameBetween(a, b);
      const rows = Array.from({ length: layout.rowCount }, (_, row) => row);
      const touched = rows.flatMap((row) => {
        const [top, height] = [layout.topsPx[row] ?? 0, layout.heightsPx[row] ?? 0];
        if (top > bottomPx || top + height < topPx) return [];
        return cellsOf(layout, row).filter((cell) => cell.leftPx <= rightPx && cell.leftPx + cell.widthPx >= leftPx);
      });
      expect([...picturesIn(layout, { leftPx, topPx, rightPx, bottomPx })]).toEqual(touched.map(({ index }) => index));
    }),
  );
});

test('the grid scrolls only while the pointer is at its edge, the faster the further out', () => {
  const bounds = { top: 100, bottom: 900 };
  expect([edgeSpeed(500, bounds), edgeSpeed(141, bounds), edgeSpeed(859, bounds)]).toEqual([0, 0, 0]);
  expect(edgeSpeed(880, bounds)).toBeGreaterThan(0);
  expect(edgeSpeed(950, bounds)).toBeGreaterThan(edgeSpeed(890, bounds));
  expect(edgeSpeed(90, bounds)).toBeLessThan(0);
  expect(edgeSpeed(9000, bounds)).toBe(4);
});
