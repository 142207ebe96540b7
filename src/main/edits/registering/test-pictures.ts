import { seeded } from '../../practice/randomness.ts';
import { strayed, type Drift } from '../../practice/scene/drift.ts';
import { paintScene } from '../../practice/scene/paint-scene.ts';
import type { MaskPixels, SrgbPixels } from '../pixels/picture-pixels.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A picture as the practice server draws it. */
export async function scene(prompt: string, size: Size, seed = 5): Promise<SrgbPixels> {
  const { data } = await paintScene({ prompt, seed, index: 0, shape: size });
  return { ...size, data: new Uint8Array(data) };
}

/** Discs of every size and colour over one another: detail everywhere. */
export function confetti(size: Size, seed: number): SrgbPixels {
  const random = seeded(seed);
  const data = new Uint8Array(size.width * size.height * 3).fill(90);
  for (let disc = 0; disc < (size.width * size.height) / 150; disc++) {
    const at = { x: random() * size.width, y: random() * size.height, radius: 2 + random() * 12 };
    paintDisc({ ...size, data }, at, [20 + random() * 200, 20 + random() * 200, 20 + random() * 200]);
  }
  return { ...size, data };
}

function paintDisc({ width, height, data }: SrgbPixels, at: { x: number; y: number; radius: number }, colour: readonly number[]): void {
  for (let y = Math.max(0, Math.ceil(at.y - at.radius)); y < Math.min(height, at.y + at.radius); y++) {
    for (let x = Math.max(0, Math.ceil(at.x - at.radius)); x < Math.min(width, at.x + at.radius); x++) {
      // Softer towards its edge, or no shift by a part of a pixel could be told.
      const share = Math.min(1, Math.max(0, (at.radius - Math.hypot(x - at.x, y - at.y)) / 1.5));
      const to = (y * width + x) * 3;
      for (const [c, level] of colour.entries()) data[to + c] = (data[to + c] ?? 0) * (1 - share) + level * share;
    }
  }
}

/** The picture as a model would give it back that strays so. */
export async function drifted(picture: SrgbPixels, drift: Drift, seed = 1): Promise<SrgbPixels> {
  const { width, height } = picture;
  const sample = await strayed({ width, height, data: Buffer.from(picture.data) }, drift, seed);
  const data = new Uint8ClampedArray(width * height * 3);
  for (let at = 0; at < data.length; at++) data[at] = sample(Math.floor(at / 3) % width, Math.floor(at / 3 / width), at % 3);
  return { width, height, data: new Uint8Array(data.buffer) };
}

/** Another picture wherever the mask is, as an edit has it. */
export function edited(picture: SrgbPixels, other: SrgbPixels, mask: MaskPixels): SrgbPixels {
  const data = picture.data.map((value, at) => ((mask.data[Math.floor(at / 3)] ?? 0) > 0 ? (other.data[at] ?? 0) : value));
  return { ...picture, data };
}

export function mirrored({ width, height, data }: SrgbPixels): SrgbPixels {
  const result = new Uint8Array(data.length);
  for (let at = 0; at < width * height; at++) {
    const from = at - (at % width) + width - 1 - (at % width);
    result.set(data.subarray(from * 3, from * 3 + 3), at * 3);
  }
  return { width, height, data: result };
}

export function maskOf({ width, height }: Size, inside: (x: number, y: number) => boolean): MaskPixels {
  return {
    width,
    height,
    data: Uint8Array.from({ length: width * height }, (_, at) => (inside(at % width, Math.floor(at / width)) ? 255 : 0)),
  };
}

/** A disc in the middle, as large as half the picture. */
export function middle(size: Size): MaskPixels {
  return maskOf(size, (x, y) => Math.hypot(x / size.width - 0.5, y / size.height - 0.5) < 0.25);
}
