import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import { Mask } from '../mask.ts';
import { encodeMask } from './mask-png.ts';

const encode = (mask: Mask) => encodeMask(mask, () => new CompressionStream('deflate'));

async function decoded(png: Uint8Array) {
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: info.channels, pixels: new Uint8Array(data) };
}

async function expectSame(mask: Mask): Promise<void> {
  const { width, height, channels, pixels } = await decoded(await encode(mask));
  expect({ width, height }).toEqual({ width: mask.width, height: mask.height });
  const wanted = mask.read(mask.canvas);
  expect(wanted.every((value, at) => pixels[at * channels] === value)).toBe(true);
}

test('what is decoded is what was painted', async () => {
  const scene = fc.record({
    width: fc.integer({ min: 1, max: 300 }),
    height: fc.integer({ min: 1, max: 300 }),
    values: fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 500 }),
    left: fc.integer({ min: 0, max: 299 }),
    top: fc.integer({ min: 0, max: 299 }),
  });
  await fc.assert(
    fc.asyncProperty(scene, async ({ width, height, values, left, top }) => {
      const mask = new Mask(width, height);
      mask.fill({ left: left >> 1, top: top >> 1, right: left, bottom: top }, 255);
      mask.write(
        { left, top, right: left + 20, bottom: top + 25 },
        Uint8Array.from({ length: 500 }, (_, at) => values[at % values.length] ?? 0),
      );
      await expectSame(mask);
    }),
    { numRuns: 40 },
  );
});

test('it is an 8-bit grey PNG', async () => {
  const mask = new Mask(3, 2);
  mask.fill(mask.canvas, 255);
  const facts = await sharp(await encode(mask)).metadata();
  expect(facts).toMatchObject({ format: 'png', width: 3, height: 2, channels: 1, depth: 'uchar', hasAlpha: false });
});

test('a picture of one pixel, of one row and of one column can be kept', async () => {
  for (const [width, height] of [
    [1, 1],
    [700, 1],
    [1, 700],
  ] as const) {
    const mask = new Mask(width, height);
    mask.fill({ left: width >> 1, top: height >> 1, right: width, bottom: height }, 200);
    await expectSame(mask);
  }
});

test('an empty and a full mask of 50 megapixels take next to nothing', async () => {
  for (const value of [0, 255]) {
    const mask = new Mask(8688, 5792);
    mask.fill(mask.canvas, value);
    expect((await encode(mask)).length).toBeLessThan(100_000);
  }
});

test('the same mask always makes the same bytes, however it came about', async () => {
  const [once, twice] = [new Mask(600, 600), new Mask(600, 600)];
  once.fill({ left: 100, top: 100, right: 500, bottom: 400 }, 130);
  twice.fill(twice.canvas, 9);
  twice.fill({ left: 100, top: 100, right: 500, bottom: 300 }, 130);
  twice.fill({ left: 100, top: 300, right: 500, bottom: 400 }, 130);
  for (const [left, top, right, bottom] of [
    [0, 0, 600, 100],
    [0, 100, 100, 600],
    [500, 100, 600, 600],
    [100, 400, 500, 600],
  ] as const)
    twice.fill({ left, top, right, bottom }, 0);
  expect(await encode(once)).toEqual(await encode(twice));
});

describe('in slices', () => {
  const soft = new Mask(900, 700);
  soft.write(
    soft.canvas,
    Uint8Array.from({ length: 900 * 700 }, (_, at) => (at * at) % 251),
  );

  test('others have their turn many times, and the bytes are the same', async () => {
    let turns = 0;
    const between = () => new Promise((go) => setTimeout(go, 0, (turns += 1)));
    const sliced = await encodeMask(soft, () => new CompressionStream('deflate'), between);
    expect(turns).toBeGreaterThanOrEqual(5);
    expect(sliced).toEqual(await encode(soft));
  });

  test('it is given up between two of them, and nothing more is compressed', async () => {
    let compressed = 0;
    const counting = () =>
      new TransformStream<BufferSource, Uint8Array>({ transform: ({ byteLength }) => void (compressed += byteLength) });
    const giveUp = () => Promise.reject(new Error('painted on'));
    await expect(encodeMask(soft, counting, giveUp)).rejects.toThrow('painted on');
    expect(compressed).toBeLessThan(900 * 700 * 0.3);
  });
});

test('what stops the compressor stops the encoding', async () => {
  const broken = () => {
    const { readable, writable } = new TransformStream<BufferSource, Uint8Array>({
      transform: () => {
        throw new Error('no more');
      },
    });
    return { readable, writable };
  };
  await expect(encodeMask(new Mask(10, 10), broken)).rejects.toThrow('no more');
});
