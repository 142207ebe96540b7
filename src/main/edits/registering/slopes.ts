import type { Plane } from './plane.ts';
import type { Ring } from './ring.ts';

/** By how much a plane rises per pixel, to the right and downwards. Unmoved by how light the whole is. */
export interface Slopes {
  readonly x: Plane;
  readonly y: Plane;
}

// A single strong edge (a horizon) mustn't speak for the whole picture.
export const steepest = 16;

/** By central differences, in levels of 255 per pixel, none steeper than `steepest`; 0 at the border. */
export function slopesOf({ width, height, data }: Plane): Slopes {
  const [x, y] = [new Float32Array(data.length), new Float32Array(data.length)];
  for (let row = 1; row < height - 1; row++) {
    for (let at = row * width + 1, end = (row + 1) * width - 1; at < end; at++) {
      const [right, down] = [((data[at + 1] ?? 0) - (data[at - 1] ?? 0)) / 2, ((data[at + width] ?? 0) - (data[at - width] ?? 0)) / 2];
      const squared = right * right + down * down;
      // Both by as much: it keeps its direction.
      const share = squared > steepest * steepest ? steepest / Math.sqrt(squared) : 1;
      x[at] = right * share;
      y[at] = down * share;
    }
  }
  return { x: { width, height, data: x }, y: { width, height, data: y } };
}

/** None steeper than `steepest`. */
export function limited(slope: number): number {
  return slope > steepest ? steepest : slope < -steepest ? -steepest : slope;
}

/** In levels per pixel: less than this is noise. */
const leastSlope = 1.5;

/** Whether a pixel's slope is more than noise. */
export function steep({ x, y }: Slopes, at: number): boolean {
  return (x.data[at] ?? 0) ** 2 + (y.data[at] ?? 0) ** 2 >= leastSlope ** 2;
}

/** Places of the ring, `margin` away from the border, where `tells`; about `most` of them, evenly left out. */
export function placesIn(ring: Ring, margin: number, most: number, tells: (at: number) => boolean): Int32Array {
  const found = new Int32Array(ring.data.length);
  let count = 0;
  for (let y = margin; y < ring.height - margin; y++) {
    for (let at = y * ring.width + margin, end = (y + 1) * ring.width - margin; at < end; at++) {
      if (ring.data[at] === 1 && tells(at)) found[count++] = at;
    }
  }
  const each = Math.max(1, count / most);
  return Int32Array.from({ length: Math.floor(count / each) }, (_, i) => found[Math.floor(i * each)] ?? 0);
}

/** How alike slopes are at some places, −1 to 1, with the answer's found `(dx, dy)` whole pixels further on. */
export function likeness(sent: Slopes, answer: Slopes, places: Int32Array, dx: number, dy: number): number {
  const by = dy * sent.x.width + dx;
  let [both, ours, theirs] = [0, 0, 0];
  for (const at of places) {
    const [sx, sy] = [sent.x.data[at] ?? 0, sent.y.data[at] ?? 0];
    const [ax, ay] = [answer.x.data[at + by] ?? 0, answer.y.data[at + by] ?? 0];
    both += sx * ax + sy * ay;
    ours += sx * sx + sy * sy;
    theirs += ax * ax + ay * ay;
  }
  return both / Math.sqrt(ours * theirs + 1e-9);
}
