import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { layOut, rowOf } from './layout.ts';
import { moveFrom, moveKeyOf, type MoveKey } from './movement.ts';

/** Five squares in a row of 200 px, thirteen pictures: rows of 5, 5 and 3. */
const squares = layOut(new Float32Array(13).fill(1), new Int32Array(13).fill(1), {
  widthPx: 1000,
  rowHeightPx: 200,
  gapPx: 0,
  headingPx: 0,
  dayGapPx: 0,
});
const keys: readonly MoveKey[] = [
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Ctrl+Home',
  'Ctrl+End',
];

describe('the keyboard in the grid', () => {
  test.each<[MoveKey, number, number]>([
    ['ArrowLeft', 7, 6],
    ['ArrowLeft', 0, 0],
    ['ArrowRight', 4, 5],
    ['ArrowRight', 12, 12],
    ['ArrowUp', 7, 2],
    ['ArrowUp', 2, 2],
    ['ArrowDown', 1, 6],
    ['ArrowDown', 9, 12],
    ['ArrowDown', 11, 11],
    ['Home', 7, 5],
    ['End', 7, 9],
    ['End', 10, 12],
    ['Ctrl+Home', 7, 0],
    ['Ctrl+End', 7, 12],
    ['PageDown', 1, 11],
    ['PageUp', 11, 1],
    ['PageUp', 1, 1],
  ])('%s leads from %i to %i', (key, from, to) => {
    expect(moveFrom(squares, from, key, 500)).toBe(to);
  });

  test('never leaves the grid, whatever its shape', () => {
    const shapes = fc.array(fc.double({ min: 0.2, max: 5, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(shapes, fc.nat(), fc.constantFrom(...keys), fc.integer({ min: 1, max: 900 }), (ratios, start, key, pagePx) => {
        const layout = layOut(Float32Array.from(ratios), new Int32Array(ratios.length), squares.rules);
        const from = start % ratios.length;
        const to = moveFrom(layout, from, key, pagePx);
        expect(to).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThan(ratios.length);
        if (key === 'ArrowDown') expect(rowOf(layout, to)).toBe(Math.min(layout.rowCount - 1, rowOf(layout, from) + 1));
      }),
    );
  });

  test('knows its keys', () => {
    expect(moveKeyOf({ key: 'Home', ctrlKey: true, metaKey: false })).toBe('Ctrl+Home');
    expect(moveKeyOf({ key: 'ArrowUp', ctrlKey: false, metaKey: false })).toBe('ArrowUp');
    expect(moveKeyOf({ key: 'ArrowUp', ctrlKey: false, metaKey: true })).toBeNull();
    expect(moveKeyOf({ key: 'x', ctrlKey: false, metaKey: false })).toBeNull();
  });
});
