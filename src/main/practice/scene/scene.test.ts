import { describe, expect, test } from 'vitest';

import { motifOf, lightOf } from './motifs.ts';
import { paintScene } from './paint-scene.ts';
import type { RawPicture } from './raw-picture.ts';

const small = { width: 96, height: 64 };

function meanDifference(a: RawPicture, b: RawPicture): number {
  let sum = 0;
  for (let at = 0; at < a.data.length; at++) sum += Math.abs((a.data[at] ?? 0) - (b.data[at] ?? 0));
  return sum / a.data.length;
}

function levels({ data }: RawPicture): number {
  return new Set(data.map((value) => value >> 3)).size;
}

describe('scene', () => {
  test('the same order always gives the same picture', async () => {
    const order = { prompt: 'sunset over the sea', seed: 5, index: 1, shape: small };
    expect((await paintScene(order)).data.equals((await paintScene(order)).data)).toBe(true);
  });

  test.each(['sea', 'mountain', 'city', 'forest', 'flower', 'portrait', 'night', 'vase', 'cat', 'something else'])(
    'the four pictures of one request are visibly different, and none is flat: %s',
    async (prompt) => {
      const four = await Promise.all([0, 1, 2, 3].map((index) => paintScene({ prompt, seed: 5, index, shape: small })));
      for (const [i, one] of four.entries()) {
        expect(levels(one)).toBeGreaterThan(8);
        for (const other of four.slice(i + 1)) expect(meanDifference(one, other)).toBeGreaterThan(8);
      }
    },
  );

  test.each([
    ['海面上绚丽多彩的美丽日落', 'sea', 'dusk'],
    ['sunset over the sea', 'sea', 'dusk'],
    ['a cat on a beach', 'cat', undefined],
    ['雪山与雾', 'mountain', 'mist'],
    ['霓虹城市', 'city', 'night'],
    ['sunset in the forest', 'forest', 'dusk'],
    ['一朵花', 'flower', undefined],
    ['portrait of a woman', 'portrait', undefined],
    ['a catalogue of feelings', 'abstract', undefined],
    ['产品摄影:陶瓷花瓶', 'product', undefined],
    ['starry night', 'night', 'night'],
  ])('%s is a picture of: %s', (prompt, motif, light) => {
    expect([motifOf(prompt), lightOf(prompt)]).toEqual([motif, light]);
  });

  test('other work gets its turn many times while a large picture is painted', async () => {
    let turns = 0;
    let painting = true;
    const takeTurn = () => {
      turns += 1;
      if (painting) setImmediate(takeTurn);
    };
    takeTurn();
    await paintScene({ prompt: 'mountains', seed: 1, index: 0, shape: { width: 1536, height: 1024 } });
    painting = false;
    expect(turns).toBeGreaterThan(10);
  });
});
