import fc from 'fast-check';
import { expect, test } from 'vitest';

import { layOut, rowHeight, type Block } from './stream-layout.ts';

const blocks = fc.array(fc.record({ count: fc.constantFrom(1, 2, 4), ratio: fc.constantFrom(1, 2 / 3, 1.5) }), { maxLength: 24 });
const canvasOf = (widthPx: number): Parameters<typeof layOut>[1] => ({ widthPx, gapPx: 16, rowPx: rowHeight(widthPx) });
const square: Block = { count: 1, ratio: 1 };

test('no block is wider than the canvas, and every picture keeps its shape', () => {
  fc.assert(
    fc.property(blocks, fc.integer({ min: 400, max: 2400 }), (all, widthPx) => {
      layOut(all, canvasOf(widthPx)).forEach(({ columns, widthPx: width, heightPx }, place) => {
        const { count, ratio } = all[place] ?? square;
        expect(width).toBeLessThanOrEqual(widthPx);
        expect(width / columns / (heightPx / Math.ceil(count / columns))).toBeCloseTo(ratio, 1);
      });
    }),
  );
});

test('every block gets a place', () => {
  fc.assert(fc.property(blocks, (all) => layOut(all, canvasOf(900)).length === all.length));
});

test('a lone picture keeps the wanted height', () => {
  expect(layOut([square], canvasOf(1000))).toEqual([{ columns: 1, widthPx: 340, heightPx: 340 }]);
});

test('rows other than the last fill the width', () => {
  const [first, second, third] = layOut([square, square, square, square], canvasOf(1000));
  expect((first?.widthPx ?? 0) + (second?.widthPx ?? 0) + (third?.widthPx ?? 0) + 32).toBeGreaterThan(996);
});

test('four pictures lie two by two where it is narrow and in one row where it is wide', () => {
  const four = { count: 4, ratio: 1 };
  expect(layOut([four], canvasOf(440))[0]?.columns).toBe(2);
  expect(layOut([square, four], canvasOf(2000))[1]?.columns).toBe(4);
});

test('without a width there is no layout yet', () => {
  expect(layOut([square], canvasOf(0))).toEqual([]);
});
