import sharp from 'sharp';

import { seeded } from '../randomness.ts';
import type { Shape } from '../practice-model.ts';

/** Opaque 8-bit RGB, row by row. */
export interface RawPicture {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

export function encodePicture({ data, width, height }: RawPicture, kind: 'png' | 'jpeg' | 'webp'): Promise<Buffer> {
  const picture = sharp(data, { raw: { width, height, channels: 3 } });
  if (kind === 'jpeg') return picture.jpeg({ quality: 92 }).toBuffer();
  if (kind === 'webp') return picture.webp({ quality: 90, effort: 2 }).toBuffer();
  return picture.png({ compressionLevel: 3 }).toBuffer();
}

export async function resized({ data, width, height }: RawPicture, scale: number): Promise<RawPicture> {
  const to = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const picture = sharp(data, { raw: { width, height, channels: 3 } }).resize({ ...to, fit: 'fill', kernel: 'lanczos3' });
  return { ...to, data: await picture.raw().toBuffer() };
}

/** One colour per quarter: enough to tell pictures apart, and nearly free. */
export async function paintPlain(scene: { readonly seed: number; readonly index: number; readonly shape: Shape }): Promise<RawPicture> {
  const { width, height } = scene.shape;
  const random = seeded(scene.seed + scene.index);
  const colours = Buffer.from(Array.from({ length: 12 }, () => Math.floor(random() * 256)));
  const data = await sharp(colours, { raw: { width: 2, height: 2, channels: 3 } })
    .resize(width, height, { kernel: 'nearest', fit: 'fill' })
    .raw()
    .toBuffer();
  return { data, width, height };
}
