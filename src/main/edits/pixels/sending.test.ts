import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import { seeded } from '../../practice/randomness.ts';
import { cropped } from './cropping.ts';
import type { PicturePixels } from './picture-pixels.ts';
import { referenceFor, resampled, wholeFor } from './sending.ts';

const random = seeded(11);

function pictureOf(
  of: Partial<PicturePixels> & { readonly width: number; readonly height: number },
  data?: readonly number[],
): PicturePixels {
  const { channels = 3, depth = 8 } = of;
  const count = of.width * of.height * channels;
  const samples = data ?? Array.from({ length: count }, () => Math.floor(random() * 2 ** depth));
  const array = depth === 16 ? Uint16Array.from(samples) : Uint8Array.from(samples);
  return { channels, depth, icc: null, converted: false, metadata: [], data: array, ...of };
}

const rawOf = (png: Uint8Array) => sharp(png).raw().toBuffer({ resolveWithObject: true });

describe('a part of a picture', () => {
  test('is its own samples, and outside of it the nearest ones', () => {
    const size = fc.integer({ min: 1, max: 12 });
    const place = fc.integer({ min: -20, max: 20 });
    const any = fc.record({ width: size, height: size, channels: fc.constantFrom(1 as const, 3 as const, 4 as const), deep: fc.boolean() });
    const crops = fc.record({ left: place, top: place, width: size, height: size });
    fc.assert(
      fc.property(any, crops, ({ deep, ...form }, crop) => {
        const picture = pictureOf({ ...form, depth: deep ? 16 : 8 });
        const part = cropped(picture, crop);
        const nearest = (at: number, length: number) => Math.min(Math.max(at, 0), length - 1);
        for (let at = 0; at < part.data.length; at++) {
          const pixel = Math.floor(at / form.channels);
          const x = nearest(crop.left + (pixel % crop.width), form.width);
          const y = nearest(crop.top + Math.floor(pixel / crop.width), form.height);
          expect(part.data[at]).toBe(picture.data[(y * form.width + x) * form.channels + (at % form.channels)]);
        }
        expect(part.data.length).toBe(crop.width * crop.height * form.channels);
      }),
    );
  });
});

describe('a reference', () => {
  test('at one pixel for one is the picture itself', async () => {
    const picture = pictureOf({ width: 40, height: 30 });
    const { png, sent } = await referenceFor(picture, { left: 4, top: 3, width: 20, height: 10 }, { width: 20, height: 10 }, 1e6);
    expect(sent).toEqual({ width: 20, height: 10 });
    const { data, info } = await rawOf(png);
    expect(info).toMatchObject({ width: 20, height: 10, channels: 3 });
    expect(data.equals(Buffer.from(cropped(picture, { left: 4, top: 3, width: 20, height: 10 }).data))).toBe(true);
  });

  test('over white where the picture is transparent', async () => {
    const picture = pictureOf({ width: 2, height: 1, channels: 4 }, [9, 9, 9, 0, 8, 7, 6, 255]);
    const { data } = await resampled(picture, { left: 0, top: 0, width: 2, height: 1 }, { width: 2, height: 1 });
    expect([...data]).toEqual([255, 255, 255, 8, 7, 6]);
    const deep = pictureOf({ width: 2, height: 1, channels: 4, depth: 16 }, [9, 9, 9, 0, 0x0880, 0x0780, 0x0680, 65535]);
    const seen = await resampled(deep, { left: 0, top: 0, width: 2, height: 1 }, { width: 2, height: 1 });
    expect([...seen.data]).toEqual([255, 255, 255, 8, 7, 6]);
  });

  test('of grey, grey with alpha and 16 bits is 8-bit sRGB', async () => {
    for (const channels of [1, 2, 3, 4] as const) {
      for (const depth of [8, 16] as const) {
        const most = 2 ** depth - 1;
        const pixel = [...Array.from({ length: channels < 3 ? 1 : 3 }, () => Math.floor(most / 2)), ...(channels % 2 ? [] : [most])];
        const picture = pictureOf({ width: 8, height: 8, channels, depth }, Array.from({ length: 64 }, () => pixel).flat());
        const { data } = await resampled(picture, { left: -4, top: -4, width: 16, height: 16 }, { width: 32, height: 32 });
        expect(data.length).toBe(32 * 32 * 3);
        expect([...new Set(data)]).toEqual([127]);
      }
    }
  });

  test.each([8, 16] as const)('is converted by the profile, for sending only (%i bits)', async (depth) => {
    const { icc } = await sharp(
      await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
        .withIccProfile('p3')
        .png()
        .toBuffer(),
    ).metadata();
    const green = [0, 2 ** depth - 1, 0].map((value) => Math.floor(value * 0.8));
    const picture = pictureOf({ width: 4, height: 4, depth, icc: icc ?? null }, Array.from({ length: 16 }, () => green).flat());
    const before = picture.data.slice();
    const { data } = await resampled(picture, { left: 0, top: 0, width: 4, height: 4 }, { width: 4, height: 4 });
    // P3's green is more than sRGB has: as much as there is, and no other colour in it.
    expect(data[0]).toBe(0);
    expect(data[1]).toBeGreaterThan(204);
    expect(picture.data).toEqual(before);
  });

  test('that would be too many bytes is sent smaller', async () => {
    const picture = pictureOf({ width: 300, height: 200 });
    const { png, sent } = await referenceFor(picture, { left: 0, top: 0, width: 300, height: 200 }, { width: 300, height: 200 }, 50_000);
    expect(png.byteLength).toBeLessThanOrEqual(50_000);
    expect(png.byteLength).toBeGreaterThan(30_000);
    expect(sent.width / sent.height).toBeCloseTo(1.5, 1);
    expect(await sharp(png).metadata()).toMatchObject(sent);
  });

  test.each([
    [50, 128],
    [100, 128],
    [129, 128],
    [200, 128],
    [700, 128],
  ])('lies where the picture lies: mirrored, it is the mirrored reference (%i to %i pixels)', async (from, to) => {
    const row = Array.from({ length: from }, (_, x) => 128 + 100 * Math.sin((x * x) / (from * 8)));
    const crop = { left: 0, top: 0, width: from, height: from };
    const seen = async (values: readonly number[]) => {
      const picture = pictureOf({ width: from, height: from, channels: 1 }, Array.from({ length: from }, () => values).flat());
      const { data } = await resampled(picture, crop, { width: to, height: to });
      return Array.from({ length: to }, (_, x) => data[x * 3] ?? 0);
    };
    const mirrored = (await seen(row.toReversed())).toReversed();
    const differences = (await seen(row)).map((value, x) => Math.abs(value - (mirrored[x] ?? 0)));
    expect(Math.max(...differences)).toBeLessThanOrEqual(1);
  });

  test('of a picture so long that its border would be gigabytes is still what it shows', async () => {
    const row = Array.from({ length: 30_000 }, (_, x) => (x < 15_000 ? 40 : 200));
    const picture = pictureOf({ width: 30_000, height: 1, channels: 1 }, row);
    const { data } = await resampled(picture, { left: 0, top: -10_000, width: 30_000, height: 20_000 }, { width: 1536, height: 1024 });
    const at = (x: number, y: number) => data[(y * 1536 + x) * 3];
    expect([at(0, 0), at(700, 1000), at(800, 0), at(1535, 1023)]).toEqual([40, 40, 200, 200]);
  });

  test('of a whole picture is at most 2,048 pixels long', async () => {
    const { sent } = await wholeFor(pictureOf({ width: 4100, height: 3, channels: 1 }), 1e6);
    expect(sent).toEqual({ width: 2048, height: 1 });
    expect((await wholeFor(pictureOf({ width: 10, height: 20 }), 1e6)).sent).toEqual({ width: 10, height: 20 });
  });
});
