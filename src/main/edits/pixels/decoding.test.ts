import { deflateSync } from 'node:zlib';

import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import { pngWithChunk } from '../../files/decodable.ts';
import { exifOrientation } from '../../files/exif-orientation.ts';
import { seeded } from '../../practice/randomness.ts';
import type { PicturePixels } from './picture-pixels.ts';
import { decodeMask, decodePixels, decodeSrgb } from './decoding.ts';
import { channelsOfType, exifOf, pngOf, type ColourType, type PngForm } from './test-pngs.ts';

const valuesOf = ({ data }: PicturePixels) => Array.from<number>(data);
const random = seeded(5);
const size = { width: 13, height: 9 };

function formOf(colourType: ColourType, bits: PngForm['bits'], chunks: PngForm['chunks'] = []): PngForm {
  const samples = Array.from({ length: size.width * size.height * channelsOfType[colourType] }, () => Math.floor(random() * 2 ** bits));
  return { ...size, colourType, bits, samples, chunks };
}

describe('a PNG is read to the bit', () => {
  test.each([1, 2, 4, 8, 16] as const)('grey of %i bits', async (bits) => {
    const form = formOf(0, bits);
    const pixels = await decodePixels(pngOf(form));
    expect(pixels).toMatchObject({ ...size, channels: 1, depth: bits === 16 ? 16 : 8, icc: null, converted: false });
    // Fewer than 8 bits are spread over 8: nothing is rounded.
    expect(valuesOf(pixels)).toEqual(form.samples.map((sample) => (bits < 8 ? sample * (255 / (2 ** bits - 1)) : sample)));
  });

  test.each([
    ['grey and alpha', 4, 8],
    ['grey and alpha', 4, 16],
    ['RGB', 2, 8],
    ['RGB', 2, 16],
    ['RGBA', 6, 8],
    ['RGBA', 6, 16],
  ] as const)('%s (colour type %i, %i bits), also interlaced', async (_name, colourType, bits) => {
    const form = formOf(colourType, bits);
    const bytes = pngOf(form);
    const pixels = await decodePixels(bytes);
    expect(pixels).toMatchObject({ ...size, channels: channelsOfType[colourType], depth: bits });
    expect(valuesOf(pixels)).toEqual(form.samples);
    const space = { 4: bits === 16 ? 'grey16' : 'b-w', 2: bits === 16 ? 'rgb16' : 'srgb', 6: bits === 16 ? 'rgb16' : 'srgb' }[colourType];
    const interlaced = await sharp(bytes).toColourspace(space).png({ progressive: true }).toBuffer();
    expect(interlaced[28]).toBe(1);
    expect(valuesOf(await decodePixels(interlaced))).toEqual(form.samples);
  });

  test.each([1, 2, 4, 8] as const)('a palette of %i bits, with and without transparent colours', async (bits) => {
    const palette = Buffer.from(Array.from({ length: 3 * 2 ** bits }, () => Math.floor(random() * 256)));
    const alphas = Buffer.from(Array.from({ length: 2 ** bits }, () => Math.floor(random() * 256)));
    const form = formOf(3, bits, [['PLTE', palette]]);
    const opaque = form.samples.flatMap((place) => [...palette.subarray(place * 3, place * 3 + 3)]);
    expect(valuesOf(await decodePixels(pngOf(form)))).toEqual(opaque);
    const chunks = [['PLTE', palette] as const, ['tRNS', alphas] as const];
    const pixels = await decodePixels(pngOf({ ...form, chunks }));
    expect(pixels.channels).toBe(4);
    const seen = form.samples.flatMap((place) => [...palette.subarray(place * 3, place * 3 + 3), alphas[place]]);
    expect(valuesOf(pixels)).toEqual(seen);
  });

  test.each([
    ['grey', 0, 8],
    ['grey', 0, 16],
    ['RGB', 2, 8],
    ['RGB', 2, 16],
  ] as const)('one transparent colour (%s, colour type %i, %i bits)', async (_name, colourType, bits) => {
    const form = formOf(colourType, bits);
    const count = channelsOfType[colourType];
    const key = form.samples.slice(0, count);
    const pixels = await decodePixels(
      pngOf({ ...form, chunks: [['tRNS', Buffer.from(key.flatMap((value) => [value >> 8, value & 255]))]] }),
    );
    const expected = Array.from({ length: form.samples.length / count }, (_, at) => form.samples.slice(at * count, (at + 1) * count));
    const isKey = (pixel: readonly number[]) => pixel.every((value, at) => value === key[at]);
    expect(valuesOf(pixels)).toEqual(expected.flatMap((pixel) => [...pixel, isKey(pixel) ? 0 : 2 ** bits - 1]));
  });

  test.each([8, 16] as const)('with a colour profile, which comes along with gamma and resolution (%i bits)', async (bits) => {
    const { icc } = await sharp(
      await sharp(pngOf(formOf(2, 8)))
        .withIccProfile('p3')
        .png()
        .toBuffer(),
    ).metadata();
    const profile = Buffer.concat([Buffer.from('p3\0\0', 'latin1'), deflateSync(icc ?? Buffer.alloc(0))]);
    const chunks = [['iCCP', profile] as const, ['gAMA', Buffer.from([0, 0, 0xb1, 0x8f])] as const, ['pHYs', Buffer.alloc(9, 1)] as const];
    const form = formOf(6, bits, [...chunks, ['tIME', Buffer.alloc(7)]]);
    const pixels = await decodePixels(pngOf(form));
    expect(valuesOf(pixels)).toEqual(form.samples);
    expect(Buffer.from(pixels.icc ?? [])).toEqual(icc);
    expect(pixels.metadata.map(({ type, data }) => [type, Buffer.from(data)])).toEqual(chunks);
  });
});

test('a profile that is too large to be unfolded stays, as it is', async () => {
  const profile = Buffer.concat([Buffer.from('huge\0\0', 'latin1'), deflateSync(Buffer.alloc(5_000_000, 7))]);
  const { icc, converted, metadata } = await decodePixels(pngOf(formOf(2, 8, [['iCCP', profile]])));
  expect([icc, converted]).toEqual([null, false]);
  expect(metadata.map(({ type, data }) => [type, Buffer.from(data)])).toEqual([['iCCP', profile]]);
});

test('how colours are meant is only heeded where everybody heeds it: before the pixels, and whole', async () => {
  const png = pngOf(formOf(2, 8));
  const gamma = (value: number) => pngWithChunk(png, 'gAMA', Buffer.from([0, 0, value, 0])).subarray(33, 49);
  const damaged = Buffer.from(gamma(1)).fill(0, 12);
  const bytes = Buffer.concat([png.subarray(0, 33), damaged, gamma(2), png.subarray(33, -12), gamma(3), png.subarray(-12)]);
  expect((await decodePixels(bytes)).metadata.map(({ type, data }) => [type, data[2]])).toEqual([['gAMA', 2]]);
});

describe('a JPEG', () => {
  const shades = Buffer.from(Array.from({ length: 48 * 32 * 3 }, (_, at) => (at * 7) % 256));
  const drawn = sharp(shades, { raw: { width: 48, height: 32, channels: 3 } });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('that lies as orientation %i says is read upright, and says so', async (orientation) => {
    const jpeg = await drawn.clone().withMetadata({ orientation }).jpeg().toBuffer();
    const pixels = await decodePixels(jpeg);
    const upright = await sharp(jpeg).autoOrient().raw().toBuffer({ resolveWithObject: true });
    expect(pixels).toMatchObject({ width: upright.info.width, height: upright.info.height, channels: 3, depth: 8 });
    expect(Buffer.from(pixels.data)).toEqual(upright.data);
    expect(pixels.width).toBe(orientation < 5 ? 48 : 32);
    const exif = pixels.metadata.find(({ type }) => type === 'eXIf');
    if (exif) expect(exifOrientation(exif.data)).toBe(1);
    else expect(orientation).toBe(1);
  });

  test('in grey stays grey', async () => {
    const pixels = await decodePixels(await drawn.clone().toColourspace('b-w').jpeg().toBuffer());
    expect(pixels).toMatchObject({ channels: 1, depth: 8, converted: false });
  });

  test('in CMYK is converted, and says so', async () => {
    const cmyk = await drawn.clone().toColourspace('cmyk').jpeg().toBuffer();
    expect((await sharp(cmyk).metadata()).space).toBe('cmyk');
    expect(await decodePixels(cmyk)).toMatchObject({ channels: 3, depth: 8, icc: null, converted: true });
  });

  test('hands on its profile, its XMP and its resolution', async () => {
    const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><tiff:Orientation>6</tiff:Orientation></x:xmpmeta>';
    const jpeg = await drawn.clone().withIccProfile('p3').withXmp(xmp).jpeg().toBuffer();
    const { icc, metadata } = await decodePixels(jpeg);
    expect(Buffer.from(icc ?? [])).toEqual((await sharp(jpeg).metadata()).icc);
    expect(metadata.map(({ type }) => type)).toEqual(expect.arrayContaining(['iCCP', 'iTXt']));
    const text = metadata.map(({ data }) => Buffer.from(data).toString('latin1')).join('');
    expect(text).toContain(xmp.replace('>6<', '>1<'));
  });

  test('loses the small preview in its Exif: it shows what was edited away', async () => {
    const plain = await drawn.clone().jpeg().toBuffer();
    const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifOf(6)]);
    const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0, content.byteLength + 2]), content]);
    const pixels = await decodePixels(Buffer.concat([plain.subarray(0, 2), exif, plain.subarray(2)]));
    const chunk = Buffer.from(pixels.metadata.find(({ type }) => type === 'eXIf')?.data ?? []);
    expect(pixels.width).toBe(32);
    expect(exifOrientation(chunk)).toBe(1);
    expect(chunk.includes('preview')).toBe(false);
    expect(chunk.readUInt32BE(22)).toBe(0);
  });
});

describe('a WebP', () => {
  test.each([true, false])('with transparency is read to the bit (without loss: %s)', async (lossless) => {
    const raw = Buffer.from(Array.from({ length: 16 * 16 * 4 }, () => Math.floor(random() * 256)));
    const webp = await sharp(raw, { raw: { width: 16, height: 16, channels: 4 } })
      .webp({ lossless, exact: true })
      .toBuffer();
    const pixels = await decodePixels(webp);
    expect(pixels).toMatchObject({ width: 16, height: 16, channels: 4, depth: 8 });
    expect(Buffer.from(pixels.data)).toEqual(lossless ? raw : await sharp(webp).raw().toBuffer());
  });
});

describe('what can not be read', () => {
  test('is a bad picture: no picture, one cut short, one that moves', async () => {
    const whole = pngOf(formOf(2, 8));
    const moving = pngOf(formOf(2, 8, [['acTL', Buffer.alloc(8)]]));
    for (const bytes of [Buffer.from('words'), whole.subarray(0, whole.byteLength - 40), moving]) {
      await expect(decodePixels(bytes)).rejects.toMatchObject({ code: 'bad-picture' });
    }
  });

  test('a mask in colours is no mask', async () => {
    await expect(decodeMask(pngOf(formOf(2, 8)))).rejects.toMatchObject({ code: 'bad-picture' });
  });
});

test('for the screen a picture is opaque sRGB, over white', async () => {
  const form: PngForm = { width: 2, height: 1, colourType: 6, bits: 8, samples: [10, 20, 30, 255, 10, 20, 30, 0] };
  expect(await decodeSrgb(pngOf(form))).toEqual({ width: 2, height: 1, data: Uint8Array.of(10, 20, 30, 255, 255, 255) });
});
