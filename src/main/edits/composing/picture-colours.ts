import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import sharp from 'sharp';

import type { PicturePixels } from '../pixels/picture-pixels.ts';
import { highestOf, samplesOf, type Samples } from '../pixels/samples.ts';

/** sRGB, 0 to 255 and, beside hard edges, a little beyond: red, green and blue, row by row. */
interface Band {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** The same in the colours, the depth and the channels of a picture, alpha left out. */
export type Colours = (band: Band) => Samples | Promise<Samples>;

/** Lets some work have what brings an answer into a picture's colours. With a profile they are 8-bit before they get the picture's depth. */
export async function inColoursOf(picture: PicturePixels, work: (colours: Colours) => Promise<void>): Promise<void> {
  const plain = withoutProfile(picture);
  const { icc } = picture;
  if (!icc) return work(plain);
  // The image library takes profiles from files only.
  const folder = await mkdtemp(path.join(os.tmpdir(), 'afterglow-profile-'));
  try {
    const file = path.join(folder, 'picture.icc');
    await writeFile(file, icc);
    await work(async (band) => (await throughProfile(band, file, picture)) ?? plain(band));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function withoutProfile({ channels, depth }: PicturePixels): Colours {
  const times = depth === 16 ? 257 : 1;
  return ({ data }) => {
    if (channels > 2) return rounded(depth, (at) => (data[at] ?? 0) * times, data.length);
    return rounded(depth, (at) => lightness(data, at * 3) * times, data.length / 3);
  };
}

/** Of sRGB as it is stored (Rec. 709's weights), 0 to 255: what a grey picture has in the place of a colour. */
function lightness(data: Float32Array, at: number): number {
  return 0.2126 * (data[at] ?? 0) + 0.7152 * (data[at + 1] ?? 0) + 0.0722 * (data[at + 2] ?? 0);
}

function rounded(depth: 8 | 16, valueAt: (at: number) => number, length: number): Samples {
  const row = samplesOf(depth, length);
  const most = highestOf(depth);
  for (let at = 0; at < length; at++) row[at] = Math.min(most, Math.max(0, Math.round(valueAt(at))));
  return row;
}

/** Null where the profile isn't one for a picture of such channels. */
async function throughProfile({ width, height, data }: Band, profile: string, { channels, depth }: PicturePixels): Promise<Samples | null> {
  const rgb = new Uint8Array(Uint8ClampedArray.from(data).buffer);
  const picture = sharp(rgb, { raw: { width, height, channels: 3 } }).withIccProfile(profile, { attach: false });
  const { data: there, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  if (info.channels !== (channels > 2 ? 3 : 1)) return null;
  return depth === 16 ? Uint16Array.from(there, (value) => value * 257) : there;
}
