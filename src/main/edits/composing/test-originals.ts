import sharp from 'sharp';

import type { PicturePixels, SrgbPixels } from '../pixels/picture-pixels.ts';

type Form = Pick<PicturePixels, 'channels' | 'depth'>;

/** A picture of any form with the same content: grey is its green, alpha falls from left to right. */
export function original({ width, height, data }: SrgbPixels, { channels, depth }: Form, icc: Uint8Array | null = null): PicturePixels {
  const samples = depth === 16 ? new Uint16Array(width * height * channels) : new Uint8Array(width * height * channels);
  const times = depth === 16 ? 257 : 1;
  for (let at = 0; at < width * height; at++) {
    const colours = channels > 2 ? data.subarray(at * 3, at * 3 + 3) : data.subarray(at * 3 + 1, at * 3 + 2);
    // Low bits that 8 bits couldn't hold.
    for (const [c, value] of colours.entries()) samples[at * channels + c] = value * times - (depth === 16 && value > 0 ? at % 200 : 0);
    if (channels % 2 === 0) samples[(at + 1) * channels - 1] = 255 * times - Math.floor(((at % width) / width) * 200 * times);
  }
  return { width, height, channels, depth, data: samples, icc, converted: false, metadata: [] };
}

/** Display P3, as the image library brings it along. */
export async function wideProfile(): Promise<Uint8Array> {
  const png = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
    .withIccProfile('p3')
    .png()
    .toBuffer();
  const { icc } = await sharp(png).metadata();
  if (!icc) throw new Error('No profile came along.');
  return icc;
}
