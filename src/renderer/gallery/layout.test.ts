import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { cellsOf, layOut, rowAt, rowOf, rowsBetween, type Layout } from './layout.ts';
import type { LayoutRules } from './layout-rules.ts';

const rules: LayoutRules = { widthPx: 1200, rowHeightPx: 200, gapPx: 6, headingPx: 44, dayGapPx: 24 };

const library = fc
  .array(fc.record({ ratio: fc.double({ min: 0.05, max: 12, noNaN: true }), newDay: fc.boolean() }), { maxLength: 300 })
  .map((pictures) => {
    let day = 20_000;
    return {
      ratios: Float32Array.from(pictures, ({ ratio }) => ratio),
      days: Int32Array.from(pictures, ({ newDay }) => (newDay ? --day : day)),
    };
  });
const anyRules = fc.record({
  widthPx: fc.integer({ min: 240, max: 3000 }),
  rowHeightPx: fc.integer({ min: 80, max: 320 }),
  gapPx: fc.integer({ min: 0, max: 16 }),
  headingPx: fc.integer({ min: 0, max: 60 }),
  dayGapPx: fc.integer({ min: 0, max: 60 }),
});

function rowsOf(layout: Layout): number[] {
  return Array.from({ length: layout.rowCount }, (_, row) => row);
}

function laidOut(check: (layout: Layout, days: Int32Array) => void): void {
  fc.assert(fc.property(library, anyRules, ({ ratios, days }, some) => check(layOut(ratios, days, some), days)));
}

describe('the layout', () => {
  test('shows every picture once, in order', () => {
    laidOut((layout) => {
      const shown = rowsOf(layout).flatMap((row) => cellsOf(layout, row).map(({ index }) => index));
      expect(shown).toEqual(Array.from(layout.ratios, (_, index) => index));
    });
  });

  test('never lets two pictures overlap or leave the grid', () => {
    laidOut((layout) => {
      for (const row of rowsOf(layout)) {
        let right = -layout.rules.gapPx;
        for (const { leftPx, widthPx } of cellsOf(layout, row)) {
          expect(leftPx).toBeGreaterThanOrEqual(right);
          expect(widthPx).toBeGreaterThan(0);
          right = leftPx + widthPx;
        }
        expect(right).toBeLessThanOrEqual(layout.rules.widthPx);
      }
    });
  });

  test('puts each row below the one before, days further apart, and ends with the last', () => {
    laidOut((layout) => {
      const { rules: used, topsPx, heightsPx, groups } = layout;
      for (const row of rowsOf(layout).slice(1)) {
        const bottomBefore = (topsPx[row - 1] ?? 0) + (heightsPx[row - 1] ?? 0);
        const apart = groups[row] === groups[row - 1] ? used.gapPx : used.dayGapPx + used.headingPx;
        expect((topsPx[row] ?? 0) - bottomBefore).toBeCloseTo(apart);
      }
      const last = layout.rowCount - 1;
      expect(layout.heightPx).toBeCloseTo(last < 0 ? 0 : (topsPx[last] ?? 0) + (heightsPx[last] ?? 0));
    });
  });

  test('never mixes two days in one row', () => {
    laidOut((layout, days) => {
      for (const row of rowsOf(layout)) {
        expect(new Set(cellsOf(layout, row).map(({ index }) => days[index])).size).toBe(1);
      }
    });
  });

  test('fills every row but the last of a day from edge to edge, unless that would make it far too tall', () => {
    laidOut((layout) => {
      for (const row of rowsOf(layout)) {
        if (layout.groups[row] !== layout.groups[row + 1]) continue;
        const last = cellsOf(layout, row).at(-1);
        const isFilled = (last?.leftPx ?? 0) + (last?.widthPx ?? 0) === layout.rules.widthPx;
        expect(isFilled || layout.heightsPx[row] === layout.rules.rowHeightPx).toBe(true);
      }
    });
  });

  test('finds the row of a picture and of a height', () => {
    laidOut((layout) => {
      for (const row of rowsOf(layout)) {
        for (const { index } of cellsOf(layout, row)) expect(rowOf(layout, index)).toBe(row);
        expect(rowAt(layout, layout.topsPx[row] ?? 0)).toBe(row);
        const [first, end] = rowsBetween(layout, (layout.topsPx[row] ?? 0) + 1, (layout.topsPx[row] ?? 0) + 2);
        expect([first, end]).toEqual([row, row + 1]);
      }
    });
  });
});

test('leaves no picture alone in a last row when the rows before can do with fewer', () => {
  const layout = layOut(new Float32Array(13).fill(1), new Int32Array(13), rules);
  expect(Array.from(layout.firstPictures)).toEqual([0, 6, 13]);
});

test('the shapes that the service makes fill every row but the last', () => {
  const ratios = fc.array(fc.constantFrom(1, 2 / 3, 3 / 2), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(ratios, fc.integer({ min: 700, max: 2600 }), (shapes, widthPx) => {
      const layout = layOut(Float32Array.from(shapes), new Int32Array(shapes.length), { ...rules, widthPx });
      for (const row of rowsOf(layout).slice(0, -1)) {
        const last = cellsOf(layout, row).at(-1);
        expect((last?.leftPx ?? 0) + (last?.widthPx ?? 0)).toBe(widthPx);
      }
    }),
  );
});

test('a few pictures of a day keep the asked height instead of growing', () => {
  const layout = layOut(Float32Array.of(1), Int32Array.of(20_000), rules);
  expect(layout.heightsPx[0]).toBe(200);
  expect(cellsOf(layout, 0)).toEqual([{ index: 0, leftPx: 0, widthPx: 200 }]);
});

test('a panorama stays as high as can be seen, a thin one as wide', () => {
  const layout = layOut(Float32Array.of(40, 0.01), Int32Array.of(20_000, 19_999), rules);
  expect(layout.heightsPx[0]).toBe(200);
  expect(cellsOf(layout, 1)[0]?.widthPx).toBe(80);
});

test('no pictures take no room', () => {
  const layout = layOut(new Float32Array(), new Int32Array(), rules);
  expect(layout).toMatchObject({ rowCount: 0, heightPx: 0 });
  expect(rowsBetween(layout, 0, 1000)).toEqual([0, 0]);
});

test('a shape that makes no sense counts as a square', () => {
  const layout = layOut(Float32Array.of(0, Number.NaN, -1), Int32Array.of(1, 1, 1), rules);
  expect(cellsOf(layout, 0).map(({ widthPx }) => widthPx)).toEqual([200, 200, 200]);
});
