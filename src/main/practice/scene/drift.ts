import sharp from 'sharp';

import { seeded } from '../randomness.ts';
import { fractal, noiseField } from './noise.ts';
import type { RawPicture } from './raw-picture.ts';

type PerChannel = readonly [number, number, number];

/** How far the kept part strays, as the real model's does. All 0: it is kept exactly. */
export interface Drift {
  /** At most this far in each direction, in pixels of the result; or moved by exactly that. */
  readonly shiftPx: number | { readonly x: number; readonly y: number };
  /** Every channel is multiplied by what is at most this share off 1; or by exactly that. */
  readonly gain: number | PerChannel;
  /** And raised or lowered by at most so many levels of 255; or by exactly that. */
  readonly offset?: number | PerChannel;
  /** Standard deviation of added noise, in levels of 255. */
  readonly noise: number;
  /** Drawn anew: softer, a little brighter here and darker there, and every detail as far as this many pixels from its place. */
  readonly rerender?: number;
}

/** As bad as it gets: moved, recoloured, and everything drawn anew. Still the same picture. */
export const worstDrift: Drift = { shiftPx: 6, gain: 0.08, offset: 10, noise: 6, rerender: 1 };

/** A sample of the picture as the model would give it back: column, row and channel; rows in their order, each sample once. */
type Sample = (x: number, y: number, channel: number) => number;

export async function strayed(picture: RawPicture, drift: Drift, seed: number): Promise<Sample> {
  const random = seeded(seed);
  const any = (most: number) => (random() * 2 - 1) * most;
  const shift = typeof drift.shiftPx === 'number' ? { x: any(drift.shiftPx), y: any(drift.shiftPx) } : drift.shiftPx;
  const gain = perChannel(drift.gain, (most) => 1 + any(most));
  const speckle = bellNoise(Math.floor(random() * 2 ** 31), drift.noise);
  const offset = perChannel(drift.offset ?? 0, any);
  const { rerender = 0 } = drift;
  const sample = rerender > 0 ? await redrawn(picture, shift, rerender, random) : moved(picture, shift);
  return (x, y, c) => sample(x, y, c) * (gain[c] ?? 1) + (offset[c] ?? 0) + speckle();
}

function perChannel(given: number | PerChannel, most: (given: number) => number): readonly number[] {
  return typeof given === 'number' ? [most(given), most(given), most(given)] : given;
}

function moved(picture: RawPicture, shift: { readonly x: number; readonly y: number }): Sample {
  return (x, y, c) => between(picture, x - shift.x, y - shift.y, c);
}

const blurSigma = 0.8;
/** How much brighter or darker at most. */
const shade = 0.03;

async function redrawn(
  picture: RawPicture,
  shift: { readonly x: number; readonly y: number },
  farPx: number,
  random: () => number,
): Promise<Sample> {
  const { width, height } = picture;
  const soft = { ...picture, data: await blurred(picture) };
  const field = () => noiseField(fractal(Math.floor(random() * 1e6), 2), width / height, 12);
  const [aside, down, light] = [field(), field(), field()];
  // The three channels of a pixel are asked for one after the other.
  const here = { x: -1, y: -1, fromX: 0, fromY: 0, light: 1 };
  return (x, y, c) => {
    if (x !== here.x || y !== here.y) {
      const [u, v] = [x / height, y / height];
      const fromX = x - shift.x + (aside(u, v) * 2 - 1) * farPx;
      const fromY = y - shift.y + (down(u, v) * 2 - 1) * farPx;
      Object.assign(here, { x, y, fromX, fromY, light: 1 + (light(u, v) * 2 - 1) * shade });
    }
    return between(soft, here.fromX, here.fromY, c) * here.light;
  };
}

function blurred({ data, width, height }: RawPicture): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .blur(blurSigma)
    .raw()
    .toBuffer();
}

/** A sample between the pixels; the border is repeated. */
function between({ data, width, height }: RawPicture, x: number, y: number, channel: number): number {
  const [ix, iy] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [x - ix, y - iy];
  const left = Math.min(width - 1, Math.max(0, ix)) * 3 + channel;
  const right = Math.min(width - 1, Math.max(0, ix + 1)) * 3 + channel;
  const upper = Math.min(height - 1, Math.max(0, iy)) * width * 3;
  const lower = Math.min(height - 1, Math.max(0, iy + 1)) * width * 3;
  const top = (data[upper + left] ?? 0) * (1 - fx) + (data[upper + right] ?? 0) * fx;
  const bottom = (data[lower + left] ?? 0) * (1 - fx) + (data[lower + right] ?? 0) * fx;
  return top * (1 - fy) + bottom * fy;
}

// The sum of four random bytes is near enough to a bell curve; its standard deviation is 147.8.
function bellNoise(seed: number, deviation: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const sum = (state & 255) + ((state >>> 8) & 255) + ((state >>> 16) & 255) + (state >>> 24);
    return ((sum - 510) / 147.8) * deviation;
  };
}
