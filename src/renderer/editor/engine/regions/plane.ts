/** Some pixels of a mask as one array, row by row. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Uint8Array;
}

/** No pixel of the level is near. */
export const none = 0x7fff;

/**
 * For some rows of a plane: in which row the nearest pixel of the same column lies that is at least `level`, seen from the pixel
 * (negative: above); `none` when there is none.
 */
export function nearestInColumns({ width, height, values }: Plane, level: number, first: number, rows: number): Int16Array {
  const nearest = new Int16Array(width * rows);
  const last = new Int32Array(width).fill(-none);
  for (let y = 0; y < first + rows; y += 1) {
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) if ((values[at] ?? 0) >= level) last[x] = y;
    if (y < first) continue;
    for (let x = 0, at = (y - first) * width; x < width; x += 1, at += 1) nearest[at] = Math.max((last[x] ?? 0) - y, -none);
  }
  last.fill(2 * none);
  for (let y = height - 1; y >= first; y -= 1) {
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) if ((values[at] ?? 0) >= level) last[x] = y;
    if (y >= first + rows) continue;
    for (let x = 0, at = (y - first) * width; x < width; x += 1, at += 1) {
      const below = (last[x] ?? 0) - y;
      if (below < -(nearest[at] ?? 0)) nearest[at] = below;
      else if (nearest[at] === -none) nearest[at] = none;
    }
  }
  return nearest;
}
