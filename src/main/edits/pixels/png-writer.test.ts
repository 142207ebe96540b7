import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { Staging } from '../../files/durable-file.ts';
import { sha256Of } from '../../files/file-content.ts';
import { pngChunks } from '../../files/png-chunks.ts';
import { seeded } from '../../practice/randomness.ts';
import { adler32 } from './adler32.ts';
import type { PicturePixels } from './picture-pixels.ts';
import { encodePng, writePng } from './png-writer.ts';
import { decodePixels } from './decoding.ts';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'afterglow-png-'))));
afterAll(() => rm(folder, { recursive: true }));

type Look = 'noise' | 'ramp' | 'even' | 'drawn';

/** Pictures that each take another road through the writer. */
function picture(of: Pick<PicturePixels, 'width' | 'height' | 'channels' | 'depth'>, look: Look, seed = 1): PicturePixels {
  const random = seeded(seed);
  const most = 2 ** of.depth;
  const count = of.width * of.height * of.channels;
  const value = {
    noise: () => Math.floor(random() * most),
    ramp: (at: number) => (at * 3) % most,
    even: () => 7,
    drawn: (at: number) => (at >> 4) % 5,
  };
  const data = of.depth === 16 ? new Uint16Array(count) : new Uint8Array(count);
  for (let at = 0; at < count; at++) data[at] = value[look](at);
  return { ...of, data, icc: null, converted: false, metadata: [] };
}

function bytesOf({ data }: PicturePixels): Uint8Array {
  return new Uint8Array(data.buffer);
}

async function decoded(png: Uint8Array, { channels, depth }: PicturePixels): Promise<number[]> {
  const space = depth === 16 ? (channels < 3 ? 'grey16' : 'rgb16') : channels === 1 ? 'b-w' : 'srgb';
  const raw = await sharp(png, { ignoreIcc: true })
    .toColourspace(space)
    .raw({ depth: depth === 16 ? 'ushort' : 'uchar' })
    .toBuffer();
  const values = Array.from(depth === 16 ? new Uint16Array(raw.buffer, raw.byteOffset, raw.byteLength / 2) : raw);
  // Grey with alpha comes as RGBA.
  return channels === 2 && depth === 8 ? values.filter((_, at) => at % 4 === 0 || at % 4 === 3) : values;
}

describe('what is written is what another program reads', () => {
  test('of any size, depth and number of channels', async () => {
    const any = fc.record({
      width: fc.integer({ min: 1, max: 90 }),
      height: fc.integer({ min: 1, max: 40 }),
      channels: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
      depth: fc.constantFrom(8 as const, 16 as const),
      look: fc.constantFrom<Look>('noise', 'ramp', 'even', 'drawn'),
      seed: fc.integer({ min: 1, max: 1000 }),
    });
    const check = fc.asyncProperty(any, async ({ look, seed, ...of }) => {
      const pixels = picture(of, look, seed);
      expect(await decoded(await encodePng(pixels), pixels)).toEqual(Array.from(pixels.data));
    });
    await fc.assert(check, { numRuns: 150 });
  });

  test.each([['noise' as const], ['ramp' as const], ['drawn' as const]])('of several pieces (%s)', async (look) => {
    const pixels = picture({ width: 1500, height: 1700, channels: 3, depth: 8 }, look);
    const raw = await sharp(await encodePng(pixels))
      .raw()
      .toBuffer();
    expect(raw.equals(bytesOf(pixels))).toBe(true);
  });

  test('where one row is more than a piece, and where a row is a single pixel', async () => {
    for (const [width, height] of [[400_000, 3] as const, [1, 30_000] as const]) {
      const pixels = picture({ width, height, channels: 4, depth: 8 }, 'noise');
      const raw = await sharp(await encodePng(pixels))
        .raw()
        .toBuffer();
      expect(raw.equals(bytesOf(pixels))).toBe(true);
    }
  });
});

describe('a file', () => {
  test('is staged with its sum and its length, and says what the picture said', async () => {
    const metadata = [{ type: 'tEXt', data: Buffer.from('Title\0Sunset', 'latin1') }];
    const pixels = { ...picture({ width: 60, height: 40, channels: 3, depth: 16 }, 'ramp'), metadata };
    const { path, sha256, bytes } = await writePng(pixels, new Staging(folder));
    const content = await readFile(path);
    expect(content.byteLength).toBe(bytes);
    expect(sha256Of(content)).toBe(sha256);
    expect([...pngChunks(content)].map(({ type }) => type)).toEqual(expect.arrayContaining(['IHDR', 'tEXt', 'IDAT', 'IEND']));
    expect(await decodePixels(await readFile(path))).toEqual({
      ...pixels,
      metadata: [{ type: 'tEXt', data: new Uint8Array(metadata[0]?.data ?? []) }],
    });
    await rm(path);
  });

  test('of a profiled picture keeps the profile', async () => {
    const profiled = await sharp(Buffer.alloc(300, 90), { raw: { width: 10, height: 10, channels: 3 } })
      .withIccProfile('p3')
      .png()
      .toBuffer();
    const original = await decodePixels(profiled);
    const { path } = await writePng(original, new Staging(folder));
    expect(await decodePixels(await readFile(path))).toEqual(original);
    await rm(path);
  });

  test('that is called off leaves nothing', async () => {
    const pixels = picture({ width: 3000, height: 3000, channels: 3, depth: 8 }, 'ramp');
    await expect(writePng(pixels, new Staging(folder), AbortSignal.abort())).rejects.toThrow();
    expect(await readdir(folder)).toEqual([]);
  });
});

test('drawings are packed small, not only photographs', async () => {
  const pixels = picture({ width: 1024, height: 1024, channels: 3, depth: 8 }, 'drawn');
  expect((await encodePng(pixels)).byteLength).toBeLessThan(100_000);
});

test('the sum of the parts is the sum of the whole', () => {
  const bytes = Uint8Array.from({ length: 20_000 }, (_, at) => (at * at) % 256);
  expect(adler32(bytes.subarray(7_777), adler32(bytes.subarray(0, 7_777)))).toBe(adler32(bytes));
  expect(adler32(Buffer.from('Wikipedia'))).toBe(0x11e60398);
});
