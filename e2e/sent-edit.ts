import sharp from 'sharp';

import type { Rectangle } from '../src/shared/edit.ts';
import type { PracticeServer } from '../src/main/practice/practice-server.ts';
import { expect } from './app.ts';
import { askedFor, type AskedFor } from './asked.ts';

/** Pixels of a mask as the page of the API wants them. */
export const [toChange, toKeep] = ['255,255,255,0', '0,0,0,255'];
const megabyte = 1024 * 1024;

/** The last masked edit, as the service has it. */
export interface SentEdit {
  readonly asked: AskedFor;
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and alpha of a pixel of the mask, as they stand in the file. */
  readonly maskAt: (x: number, y: number) => string;
  /** 0 to 1: how much of the mask may be changed. */
  readonly share: number;
  /** How far what was sent is from a part of a file, in levels of 255 on average. */
  readonly differenceFrom: (file: string, part: Rectangle) => Promise<number>;
}

/** Fetches what was sent last, and holds it to the rules: one reference and the mask, both PNG, of one size, within their limits. */
export async function sentEdit(service: PracticeServer): Promise<SentEdit> {
  const asked = askedFor(service).at(-1);
  expect(asked?.image_urls).toHaveLength(1);
  const [reference, mask] = [await fetched(asked?.image_urls?.[0]), await fetched(asked?.mask_url)];
  expect(reference.byteLength).toBeLessThanOrEqual(10 * megabyte);
  expect(mask.byteLength).toBeLessThanOrEqual(4 * megabyte);
  const { width, height, format } = await sharp(reference).metadata();
  expect(format).toBe('png');
  expect(await sharp(mask).metadata()).toMatchObject({ width, height, format: 'png', channels: 4, depth: 'uchar' });
  expect(asked?.size).toBe(`${width}x${height}`);
  const pixels = await sharp(mask).raw().toBuffer();
  const counts = counted(pixels);
  expect([...counts.keys()].filter((pixel) => pixel !== toChange && pixel !== toKeep)).toEqual([]);
  return {
    ...{ asked: asked ?? never(), width, height },
    maskAt: (x, y) => pixelAt(pixels, y * width + x),
    share: (counts.get(toChange) ?? 0) / (width * height),
    differenceFrom: (file, part) => meanDifference(reference, file, part, { width, height }),
  };
}

async function fetched(address: string | undefined): Promise<Buffer> {
  const answer = await fetch(address ?? never());
  return Buffer.from(await answer.arrayBuffer());
}

function never(): never {
  throw new Error('No masked edit was sent');
}

function pixelAt(rgba: Buffer, place: number): string {
  return rgba.subarray(place * 4, place * 4 + 4).join();
}

function counted(rgba: Buffer): ReadonlyMap<string, number> {
  const words = new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.byteLength / 4);
  const counts = new Map<number, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Map([...counts].map(([word, count]) => [new Uint8Array(Uint32Array.of(word).buffer).join(), count]));
}

async function meanDifference(
  sent: Buffer,
  file: string,
  part: Rectangle,
  size: { readonly width: number; readonly height: number },
): Promise<number> {
  const shown = sharp(file).autoOrient().extract(part).removeAlpha().toColourspace('srgb');
  const expected = await shown
    .resize({ ...size, fit: 'fill' })
    .raw()
    .toBuffer();
  const given = await sharp(sent).raw().toBuffer();
  expect(given).toHaveLength(expected.length);
  return given.reduce((sum, level, at) => sum + Math.abs(level - (expected[at] ?? 0)), 0) / given.length;
}
