import { setImmediate as breathe } from 'node:timers/promises';

import type { Shape } from '../practice-model.ts';
import type { RawPicture } from './raw-picture.ts';

/**
 * One row of a picture under construction: red, green and blue from 0 to 1.
 * `v` runs from 0 (top) to 1 (bottom); `step` is one pixel in the same unit, so `x * step` goes from 0 to the aspect ratio.
 */
export interface Row {
  readonly width: number;
  readonly step: number;
  readonly r: Float32Array;
  readonly g: Float32Array;
  readonly b: Float32Array;
  y: number;
  v: number;
}

/** Paints over what the layers before have left in the row. */
export type Layer = (row: Row) => void;

export type Colour = readonly [number, number, number];

// The app around this server has a window to keep alive: never longer than this without letting others go first.
const sliceMs = 8;

/** Runs the layers row by row, in short slices, and finishes with a vignette and fine grain. */
export async function paintLayers({ width, height }: Shape, layers: readonly Layer[], grain = 1): Promise<RawPicture> {
  const data = Buffer.allocUnsafe(width * height * 3);
  const row: Row = {
    width,
    step: 1 / height,
    r: new Float32Array(width),
    g: new Float32Array(width),
    b: new Float32Array(width),
    y: 0,
    v: 0,
  };
  let since = performance.now();
  for (let y = 0; y < height; y++) {
    row.y = y;
    row.v = (y + 0.5) / height;
    for (const layer of layers) layer(row);
    develop(row, height, data, grain);
    if (performance.now() - since > sliceMs) {
      await breathe();
      since = performance.now();
    }
  }
  return { data, width, height };
}

function develop(row: Row, height: number, data: Buffer, grain: number): void {
  const { width, r, g, b, y } = row;
  const dy = y / height - 0.5;
  let noise = Math.imul(y + 1, 0x9e3779b1) | 1;
  let at = y * width * 3;
  for (let x = 0; x < width; x++) {
    const dx = x / width - 0.5;
    const away = dx * dx + dy * dy;
    const light = (1.02 - 0.38 * away * away - 0.22 * away) * 255;
    noise ^= noise << 13;
    noise ^= noise >>> 17;
    noise ^= noise << 5;
    const grainHere = (((noise & 0xff) + ((noise >>> 8) & 0xff)) / 255 - 1) * 3 * grain + 0.5;
    data[at++] = clampByte(shoulder(r[x] ?? 0) * light + grainHere);
    data[at++] = clampByte(shoulder(g[x] ?? 0) * light + grainHere);
    data[at++] = clampByte(shoulder(b[x] ?? 0) * light + grainHere);
  }
}

// Bright light rolls off as on film instead of clipping.
function shoulder(value: number): number {
  return value < 0.8 ? value : 1 - 0.2 * Math.exp((0.8 - value) * 5);
}

function clampByte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

/** Mixes a colour into one pixel of the row. */
export function blend(row: Row, x: number, colour: Colour, share: number): void {
  const { r, g, b } = row;
  r[x] = (r[x] ?? 0) + (colour[0] - (r[x] ?? 0)) * share;
  g[x] = (g[x] ?? 0) + (colour[1] - (g[x] ?? 0)) * share;
  b[x] = (b[x] ?? 0) + (colour[2] - (b[x] ?? 0)) * share;
}

/** Adds light to one pixel of the row. */
export function addLight(row: Row, x: number, colour: Colour, strength: number): void {
  const { r, g, b } = row;
  r[x] = (r[x] ?? 0) + colour[0] * strength;
  g[x] = (g[x] ?? 0) + colour[1] * strength;
  b[x] = (b[x] ?? 0) + colour[2] * strength;
}

export function mix(a: Colour, b: Colour, share: number): Colour {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

export function smooth(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

/** `#ff8800` as numbers from 0 to 1. */
export function hex(code: string): Colour {
  const value = Number.parseInt(code.slice(1), 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}
