import { describe, expect, test } from 'vitest';

import { maskOf } from '../registering/test-pictures.ts';
import { maskedBounds } from './masked-bounds.ts';

const picture = { width: 40, height: 30 };
const canvas = { left: 0, top: 0, ...picture };

describe('what is painted of a picture', () => {
  test('nothing at all', () => {
    expect(maskedBounds({ picture, canvas, mask: maskOf(canvas, () => false) })).toBeNull();
  });

  test('lies between its outermost pixels, however little they are painted', () => {
    const mask = maskOf(canvas, (x, y) => x === 39 && y === 29);
    mask.data[5 * 40 + 7] = 1;
    expect(maskedBounds({ picture, canvas, mask })).toEqual({ left: 7, top: 5, width: 33, height: 25 });
  });

  test('what the picture is extended by belongs to it, painted or not', () => {
    const wide = { left: -10, top: 0, width: 50, height: 36 };
    const mask = maskOf(wide, (x, y) => x === 30 && y === 2);
    expect(maskedBounds({ picture, canvas: wide, mask })).toEqual({ left: -10, top: 0, width: 50, height: 36 });
    const taller = { left: 0, top: 0, width: 40, height: 33 };
    expect(maskedBounds({ picture, canvas: taller, mask: maskOf(taller, () => false) })).toEqual({
      left: 0,
      top: 30,
      width: 40,
      height: 3,
    });
    const painted = maskOf(taller, (x, y) => x === 5 && y === 20);
    expect(maskedBounds({ picture, canvas: taller, mask: painted })).toEqual({ left: 0, top: 20, width: 40, height: 13 });
  });
});
