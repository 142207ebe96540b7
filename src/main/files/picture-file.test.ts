import { deflateSync } from 'node:zlib';

import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';

import { Failure } from '../../shared/failure.ts';
import { draw, drawNoise } from '../library/test-library.ts';
import { readPictureFacts } from './picture-file.ts';
import { makePreview } from './picture-preview.ts';
import { withoutText } from './png-chunks.ts';

const kinds = ['png', 'jpeg', 'webp'] as const;
const size = { width: 60, height: 40 };
const plain = { create: { ...size, channels: 4, background: '#a503' } } as const;
const facts = { widthPx: 60, heightPx: 40, animated: false };

describe('the facts of a picture', () => {
  test.each(kinds)('are read from a %s', async (kind) => {
    expect(readPictureFacts(await draw({ kind }))).toEqual({ kind, ...facts });
  });

  test('are read from a progressive JPEG, and each form of WebP', async () => {
    expect(readPictureFacts(await sharp(plain).jpeg({ progressive: true }).toBuffer())).toEqual({ kind: 'jpeg', ...facts });
    expect(readPictureFacts(await sharp(plain).webp({ lossless: true }).toBuffer())).toEqual({ kind: 'webp', ...facts });
    expect(readPictureFacts(await sharp(plain).webp().withMetadata().toBuffer())).toEqual({ kind: 'webp', ...facts });
  });

  test.each([1, 3, 5, 6, 7, 8])('show the edges as displayed at Exif orientation %d', async (orientation) => {
    const photo = await sharp(plain).jpeg().withMetadata({ orientation }).toBuffer();
    const sideways = orientation >= 5;
    expect(readPictureFacts(photo)).toMatchObject({ widthPx: sideways ? 40 : 60, heightPx: sideways ? 60 : 40 });
  });

  test('say that a WebP or a PNG moves', async () => {
    const frames = { create: { ...size, height: 80, channels: 3, background: 'red', pageHeight: 40 } } as const;
    const strip = await sharp(frames)
      .composite([{ input: await draw({ colour: 9 }), top: 40, left: 0 }])
      .raw()
      .toBuffer();
    const moving = await sharp(strip, { raw: { width: 60, height: 80, channels: 3, pageHeight: 40 } })
      .webp()
      .toBuffer();
    expect(readPictureFacts(moving)).toMatchObject({ animated: true });
    const png = withChunk(await draw(), 'acTL', Buffer.alloc(8));
    expect(readPictureFacts(png)).toMatchObject({ kind: 'png', animated: true });
  });

  test.each(['<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 'GIF89a', '%PDF-1.7', '<html>', ''])(
    'are refused of what is no picture of ours: %s',
    (text) => {
      expect(() => readPictureFacts(Buffer.from(text))).toThrow('not a PNG, JPEG or WebP');
    },
  );

  test('are refused of a picture that is too large to open', async () => {
    const huge = await draw();
    huge.writeUInt32BE(40_000, 16);
    huge.writeUInt32BE(40_000, 20);
    expect(() => readPictureFacts(huge)).toThrow('100 megapixels');
  });

  test('are facts or a failure with a name, whatever is in the file', async () => {
    const originals = await Promise.all(kinds.map((kind) => draw({ kind })));
    const mutation = fc.record({ at: fc.nat(200), byte: fc.nat(255) });
    const mutated = fc.record({
      original: fc.constantFrom(...originals),
      mutations: fc.array(mutation, { maxLength: 6 }),
      cut: fc.nat(400),
    });
    fc.assert(
      fc.property(mutated, ({ original, mutations, cut }) => {
        const bytes = Uint8Array.from(original.subarray(0, Math.max(12, original.byteLength - cut)));
        for (const { at, byte } of mutations) bytes[12 + at] = byte;
        expect(orFailure(() => readPictureFacts(bytes))).toSatisfy((answer) => answer === 'bad-picture' || typeof answer === 'object');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a preview', () => {
  let noisy: Record<(typeof kinds)[number], Buffer>;
  beforeAll(async () => {
    const [png, jpeg, webp] = await Promise.all([drawNoise('png'), drawNoise('jpeg'), drawNoise('webp')]);
    noisy = { png, jpeg, webp };
  });

  test.each(kinds)('proves that a %s is complete', async (kind) => {
    const bytes = noisy[kind];
    await expect(makePreview(bytes, readPictureFacts(bytes), 16)).resolves.toBeInstanceOf(Buffer);
    for (const part of [0.5, 0.9, 0.99]) {
      const cut = bytes.subarray(0, bytes.byteLength * part);
      await expect(makePreview(cut, readPictureFacts(cut), 16)).rejects.toMatchObject({ code: 'bad-picture' });
    }
  });

  test('is at most 512 pixels along its long edge, upright, never enlarged', async () => {
    const photo = await sharp({ create: { width: 1000, height: 500, channels: 3, background: 'red' } })
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect(await sharp(await makePreview(photo, readPictureFacts(photo))).metadata()).toMatchObject({
      format: 'webp',
      width: 256,
      height: 512,
    });
    const small = await draw();
    expect(await sharp(await makePreview(small, readPictureFacts(small))).metadata()).toMatchObject({ width: 60, height: 40 });
  });

  test('is made of 16-bit, palette and CMYK pictures too', async () => {
    const deep = await sharp(plain).toColourspace('rgb16').png().toBuffer();
    const palette = await sharp(plain).png({ palette: true }).toBuffer();
    const cmyk = await sharp(plain).toColourspace('cmyk').jpeg().toBuffer();
    for (const bytes of [deep, palette, cmyk]) await expect(makePreview(bytes, readPictureFacts(bytes))).resolves.toBeInstanceOf(Buffer);
  });
});

describe('a PNG without its text', () => {
  test('never shows the decoder a text that unfolds to 50 MB', async () => {
    const original = await draw();
    const bomb = withChunk(original, 'zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(Buffer.alloc(50_000_000))]));
    expect(Buffer.from(withoutText(bomb))).toEqual(Buffer.from(withoutText(original)));
    await expect(makePreview(bomb, readPictureFacts(bomb))).resolves.toBeInstanceOf(Buffer);
  });

  test('keeps a colour profile, but not one that unfolds to 50 MB', async () => {
    const withProfile = await sharp(plain).withIccProfile('p3').png().toBuffer();
    expect(Buffer.from(withoutText(withProfile)).includes('iCCP')).toBe(true);
    const bomb = withChunk(await draw(), 'iCCP', Buffer.concat([Buffer.from('p\0\0'), deflateSync(Buffer.alloc(50_000_000))]));
    expect(Buffer.from(withoutText(bomb)).includes('iCCP')).toBe(false);
  });
});

/** The PNG with one more chunk after its header; the checksum is left empty, since nobody here reads it. */
function withChunk(png: Buffer, type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.byteLength);
  return Buffer.concat([png.subarray(0, 33), length, Buffer.from(type), data, Buffer.alloc(4), png.subarray(33)]);
}

function orFailure(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
}
