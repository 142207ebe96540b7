import { describe, expect, test } from 'vitest';

import type { SrgbPixels } from '../pixels/picture-pixels.ts';
import { Resampling, resized } from './resampling.ts';
import { confetti } from './test-pictures.ts';

const picture = confetti({ width: 90, height: 70 }, 1);

/** Levels that rise by 2 to the right, 3 downwards. */
const slope: SrgbPixels = {
  width: 60,
  height: 40,
  data: Uint8Array.from({ length: 60 * 40 * 3 }, (_, at) => 2 * (Math.floor(at / 3) % 60) + 3 * Math.floor(at / 180)),
};

describe('resampling', () => {
  test('the whole of a picture in its own size is the picture', () => {
    const resampling = new Resampling(picture, { left: 0, top: 0, width: 90, height: 70 }, 90, 70);
    for (let y = 0; y < 70; y++) expect([...resampling.row(y)]).toEqual([...picture.data.subarray(y * 270, (y + 1) * 270)]);
  });

  test('a window that is moved by parts of a pixel shows what lies there', () => {
    const resampling = new Resampling(slope, { left: 10.25, top: 12.5, width: 20, height: 10 }, 20, 10);
    expect(resampling.row(0)[0]).toBeCloseTo(2 * 10.25 + 3 * 12.5, 0);
    expect(resampling.row(7)[15]).toBeCloseTo(2 * 15.25 + 3 * 19.5, 0);
  });

  test.each([2, 0.5, 0.3, 5])('made %s times as large, an even slope stays where it was', (scale) => {
    const [width, height] = [60 * scale, 40 * scale];
    const { data } = resized(slope, width, height);
    for (const [x, y] of [[0.3, 0.3] as const, [0.5, 0.6] as const]) {
      const [column, row] = [Math.floor(x * width), Math.floor(y * height)];
      const [there, down] = [(column + 0.5) / scale - 0.5, (row + 0.5) / scale - 0.5];
      expect(Math.abs((data[(row * width + column) * 3] ?? 0) - (2 * there + 3 * down))).toBeLessThanOrEqual(1);
    }
  });

  test('beyond the picture its border is repeated', () => {
    const resampling = new Resampling(slope, { left: -40, top: -30, width: 20, height: 10 }, 20, 10);
    expect(Math.max(...resampling.row(9))).toBeCloseTo(0, 5);
  });

  test('rows can be left out, and a picture of one pixel is even', () => {
    const whole = new Resampling(picture, { left: 3.3, top: 2.2, width: 60, height: 50 }, 120, 100);
    const rows = Array.from({ length: 100 }, (_, y) => whole.row(y).slice());
    const some = new Resampling(picture, { left: 3.3, top: 2.2, width: 60, height: 50 }, 120, 100);
    for (const y of [4, 40, 41, 99]) expect(some.row(y)).toEqual(rows[y]);
    expect([...resized({ width: 1, height: 1, data: Uint8Array.of(1, 2, 3) }, 2, 1).data]).toEqual([1, 2, 3, 1, 2, 3]);
  });
});
