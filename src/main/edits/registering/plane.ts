import type { SrgbPixels } from '../pixels/picture-pixels.ts';

/** One number a pixel, row by row. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** How light each pixel is, 0 to 255 (Rec. 601's weights). */
export function lightness({ width, height, data }: SrgbPixels): Plane {
  const light = new Float32Array(width * height);
  for (let at = 0, from = 0; at < light.length; at++, from += 3) {
    light[at] = 0.299 * (data[from] ?? 0) + 0.587 * (data[from + 1] ?? 0) + 0.114 * (data[from + 2] ?? 0);
  }
  return { width, height, data: light };
}

/** Half as wide and high: the means of four pixels each. What is left over at the right and at the bottom is dropped. */
export function halved({ width, height, data }: Plane): Plane {
  const half = { width: width >> 1, height: height >> 1 };
  const result = new Float32Array(half.width * half.height);
  for (let y = 0, to = 0; y < half.height; y++) {
    for (let x = 0, at = 2 * y * width; x < half.width; x++, at += 2, to++) {
      result[to] = ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + width] ?? 0) + (data[at + width + 1] ?? 0)) / 4;
    }
  }
  return { ...half, data: result };
}

/** The mean of 1, 2 × 2 or 4 × 4 pixels around each place. What lies there isn't right at the border. */
export function boxed(plane: Plane, side: 1 | 2 | 4): Plane {
  if (side === 1) return plane;
  const pairs = paired(plane, 1, 0);
  return side === 2 ? pairs : paired(pairs, 1, 1);
}

/** The mean of what lies so far before each place and so far after it, in both directions. */
function paired({ width, height, data }: Plane, before: number, after: number): Plane {
  const [across, result] = [data.slice(), data.slice()];
  for (let at = before; at < data.length - after; at++) across[at] = ((data[at - before] ?? 0) + (data[at + after] ?? 0)) / 2;
  const [above, below] = [before * width, after * width];
  for (let at = above; at < data.length - below; at++) result[at] = ((across[at - above] ?? 0) + (across[at + below] ?? 0)) / 2;
  return { width, height, data: result };
}

/** A little softened, so that noise tells less: weights 1 2 1 in both directions. The border stays as it is. */
export function softened({ width, height, data }: Plane): Plane {
  const across = data.slice();
  for (let y = 0; y < height; y++) softenLine(data, across, y * width + 1, (y + 1) * width - 1, 1);
  const result = across.slice();
  for (let y = 1; y < height - 1; y++) softenLine(across, result, y * width, (y + 1) * width, width);
  return { width, height, data: result };
}

function softenLine(from: Float32Array, to: Float32Array, start: number, end: number, aside: number): void {
  for (let at = start; at < end; at++) to[at] = ((from[at - aside] ?? 0) + 2 * (from[at] ?? 0) + (from[at + aside] ?? 0)) / 4;
}

/** A value between the pixels; x and y lie inside, at least one pixel from the right and the lower border. */
export function between({ width, data }: Plane, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [x - left, y - top];
  const at = top * width + left;
  const upper = (data[at] ?? 0) * (1 - fx) + (data[at + 1] ?? 0) * fx;
  return upper * (1 - fy) + ((data[at + width] ?? 0) * (1 - fx) + (data[at + width + 1] ?? 0) * fx) * fy;
}

/** The same by cubic interpolation (Catmull-Rom), two pixels from every border. */
export function smoothlyBetween({ width, data }: Plane, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const fx = x - left;
  let at = (top - 1) * width + left;
  const first = cubic(data, at, fx);
  const second = cubic(data, (at += width), fx);
  const third = cubic(data, (at += width), fx);
  return cubicOf(first, second, third, cubic(data, at + width, fx), y - top);
}

function cubic(data: Float32Array, at: number, share: number): number {
  return cubicOf(data[at - 1] ?? 0, data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0, share);
}

function cubicOf(a: number, b: number, c: number, d: number, t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}
