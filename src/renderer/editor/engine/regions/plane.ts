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
export function nearestInColumns(plane: Plane, level: number, first: number, rows: number): Int16Array {
  const { width, height } = plane;
  const nearest = new Int16Array(width * rows);
  const last = new Int32Array(width).fill(-none);
  for (let y = 0; y < first + rows; y += 1) {
    note(plane, level, y, last);
    if (y >= first) measureAbove(nearest, (y - first) * width, last, y);
  }
  last.fill(2 * none);
  for (let y = height - 1; y >= first; y -= 1) {
    note(plane, level, y, last);
    if (y < first + rows) measureBelow(nearest, (y - first) * width, last, y);
  }
  return nearest;
}

function note({ width, values }: Plane, level: number, y: number, last: Int32Array): void {
  const start = y * width;
  for (let x = 0; x < width; x += 1) if ((values[start + x] ?? 0) >= level) last[x] = y;
}

function measureAbove(nearest: Int16Array, start: number, last: Int32Array, y: number): void {
  for (let x = 0; x < last.length; x += 1) nearest[start + x] = Math.max((last[x] ?? 0) - y, -none);
}

function measureBelow(nearest: Int16Array, start: number, last: Int32Array, y: number): void {
  for (let x = 0; x < last.length; x += 1) {
    const above = -(nearest[start + x] ?? 0);
    const below = (last[x] ?? 0) - y;
    if (below < above) nearest[start + x] = below;
    else if (above === none) nearest[start + x] = none;
  }
}
