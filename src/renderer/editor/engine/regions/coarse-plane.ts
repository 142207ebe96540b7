import type { Part } from './grown-plane.ts';
import type { Plane } from './plane.ts';

/** A plane with one pixel for each `scale` × `scale` of another, which is their mean. */
export function coarsePlane({ width, height, values }: Plane, scale: number): Plane {
  const [columns, rows] = [Math.ceil(width / scale), Math.ceil(height / scale)];
  const coarse = new Uint8Array(columns * rows);
  const sums = new Uint32Array(columns);
  for (let row = 0; row < rows; row += 1) {
    sums.fill(0);
    for (let line = 0; line < scale; line += 1) addLine(sums, values, Math.min(height - 1, row * scale + line) * width, width, scale);
    for (let column = 0; column < columns; column += 1) coarse[row * columns + column] = (sums[column] ?? 0) / scale ** 2 + 0.5;
  }
  return { width: columns, height: rows, values: coarse };
}

/** What the plane lacks to whole steps at its right end is like its last pixel. */
function addLine(sums: Uint32Array, values: Uint8Array, start: number, width: number, scale: number): void {
  for (let x = 0; x < sums.length * scale; x += 1) {
    const column = Math.floor(x / scale);
    sums[column] = (sums[column] ?? 0) + (values[start + Math.min(width - 1, x)] ?? 0);
  }
}

/** A part of a plane in full size again, interpolated. */
export function refinedPart(
  { width, height, values }: Plane,
  scale: number,
  { left, top, width: columns, height: rows }: Part,
): Uint8Array {
  const part = new Uint8Array(columns * rows);
  const line = new Float32Array(width);
  for (let y = 0; y < rows; y += 1) {
    const v = Math.max(0, (top + y + 0.5) / scale - 0.5);
    const above = Math.min(height - 1, Math.floor(v));
    const below = Math.min(height - 1, above + 1);
    for (let x = 0; x < width; x += 1)
      line[x] = (values[above * width + x] ?? 0) * (1 - v + above) + (values[below * width + x] ?? 0) * (v - above);
    for (let x = 0; x < columns; x += 1) {
      const u = Math.max(0, (left + x + 0.5) / scale - 0.5);
      const before = Math.min(width - 1, Math.floor(u));
      const share = u - before;
      part[y * columns + x] = (line[before] ?? 0) * (1 - share) + (line[Math.min(width - 1, before + 1)] ?? 0) * share + 0.5;
    }
  }
  return part;
}
