import { word } from './mask-colours.ts';

/** The bit that says whether a pixel counts as inside: from 128 on. */
const half = 128;
const dashPx = 4;
const [dark, light] = [word(0, 0, 0, 255), word(255, 255, 255, 255)];

/** What a pixel of the stage is to the outline. Outside lies the dash's counterpart: one of the two is seen on every picture. */
export const edge = { none: 0, inside: 1, outside: 2 } as const;

/** The outline at a pixel of the stage; it marches with `step`. */
export function dashAt(x: number, y: number, step: number, side: number): number {
  if (side === edge.none) return 0;
  const isDark = Math.floor((x + y + step) / dashPx) % 2 === 0;
  return isDark === (side === edge.inside) ? dark : light;
}

interface Field {
  /** How much changes, row by row, with one more pixel on each side than what is asked for. */
  readonly values: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Which pixels lie at the half-way contour, and on which side of it; without the rim. */
export function contourOf({ values, width, height }: Field): Uint8Array {
  const stride = width + 2;
  const found = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0, i = (y + 1) * stride + 1; x < width; x += 1, i += 1, at += 1) {
      const value = values[i] ?? 0;
      // Whether it and a neighbour lie on different sides: half-way is where the highest bit changes.
      const across = (value ^ (values[i - 1] ?? 0)) | (value ^ (values[i + 1] ?? 0));
      const down = (value ^ (values[i - stride] ?? 0)) | (value ^ (values[i + stride] ?? 0));
      if (((across | down) & half) !== 0) found[at] = (value & half) !== 0 ? edge.inside : edge.outside;
    }
  }
  return found;
}
