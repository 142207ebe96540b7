import type { MaskPixels } from '../pixels/picture-pixels.ts';

/** Which pixels were to be kept and can be compared: 1 there, 0 elsewhere. */
export interface Ring {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Everything outside the mask but what lies as near to it as `margin`: there answers blend their change into the rest. */
export function ringAround({ width, height, data }: MaskPixels, margin: number): Ring {
  const near = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) spread(data, near, y * width, 1, width, margin);
  const ring = new Uint8Array(width * height);
  for (let x = 0; x < width; x++) spread(near, ring, x, width, height, margin);
  for (let at = 0; at < ring.length; at++) ring[at] = ring[at] === 0 ? 1 : 0;
  return { width, height, data: ring };
}

/** Marks, along one line of pixels, whatever is `reach` or less away from one that isn't 0. */
function spread(from: Uint8Array, to: Uint8Array, start: number, step: number, count: number, reach: number): void {
  let until = -1;
  for (let i = 0; i < count + reach; i++) {
    if (i < count && from[start + i * step] !== 0) until = i + 2 * reach;
    const behind = i - reach;
    if (behind >= 0 && i <= until) to[start + behind * step] = 1;
  }
}

/** Half as wide and high: only what lies in the ring as a whole. */
export function halvedRing({ width, height, data }: Ring): Ring {
  const half = { width: width >> 1, height: height >> 1 };
  const result = new Uint8Array(half.width * half.height);
  for (let y = 0, to = 0; y < half.height; y++) {
    for (let x = 0, at = 2 * y * width; x < half.width; x++, at += 2, to++) {
      result[to] = (data[at] ?? 0) & (data[at + 1] ?? 0) & (data[at + width] ?? 0) & (data[at + width + 1] ?? 0);
    }
  }
  return { ...half, data: result };
}
