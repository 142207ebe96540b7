import { describe, expect, test } from 'vitest';

import { strayed, worstDrift, type Drift } from './drift.ts';
import { paintScene } from './paint-scene.ts';
import type { RawPicture } from './raw-picture.ts';

const shape = { width: 240, height: 160 };
const still: Drift = { shiftPx: 0, gain: 0, noise: 0 };

async function drifted(picture: RawPicture, drift: Drift, seed = 7): Promise<Float64Array> {
  const { width, height } = picture;
  const sample = await strayed(picture, drift, seed);
  const result = new Float64Array(width * height * 3);
  for (let at = 0; at < result.length; at++) {
    result[at] = sample(Math.floor(at / 3) % width, Math.floor(at / 3 / width), at % 3);
  }
  return result;
}

const city = () => paintScene({ prompt: 'a city by the river', seed: 3, index: 0, shape });

describe('drift', () => {
  test('without any, the picture is kept exactly', async () => {
    const picture = await city();
    expect(await drifted(picture, still)).toEqual(Float64Array.from(picture.data));
  });

  test('what was at a place is found further on by the shift, recoloured channel by channel', async () => {
    const picture = await city();
    const result = await drifted(picture, { ...still, shiftPx: { x: 3, y: -2 }, gain: [1.1, 1, 0.9], offset: [0, 5, -4] });
    const at = (x: number, y: number) => (y * shape.width + x) * 3;
    for (const [x, y] of [[30, 40] as const, [200, 100] as const]) {
      const [from, to] = [at(x, y), at(x + 3, y - 2)];
      expect(result[to]).toBeCloseTo((picture.data[from] ?? 0) * 1.1, 6);
      expect(result[to + 1]).toBeCloseTo((picture.data[from + 1] ?? 0) + 5, 6);
      expect(result[to + 2]).toBeCloseTo((picture.data[from + 2] ?? 0) * 0.9 - 4, 6);
    }
  });

  test('at its worst every part is redrawn, differently each time, and it is still the same picture', async () => {
    const picture = await city();
    // Where it was: what isn't there any more can't be compared place by place.
    const redrawn = { ...worstDrift, shiftPx: 0 };
    const [one, other] = [await drifted(picture, redrawn, 1), await drifted(picture, redrawn, 2)];
    const same = one.filter((value, at) => Math.round(value) === picture.data[at]).length;
    expect(same / one.length).toBeLessThan(0.1);
    expect(one).not.toEqual(other);
    expect(correlation(one, Float64Array.from(picture.data))).toBeGreaterThan(0.8);
  });
});

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    const [x, y] = [(a[at] ?? 0) - meanA, (b[at] ?? 0) - meanB];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / Math.sqrt(aa * bb);
}
