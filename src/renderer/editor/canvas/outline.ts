import { word } from './mask-colours.ts';

/** From here on a pixel counts as inside. */
const contour = 128;
const dashPx = 4;
const [dark, light] = [word(0, 0, 0, 255), word(255, 255, 255, 255)];

/** What the outline's dash is at a pixel of the stage; it marches with `step`. */
export function dashAt(x: number, y: number, step: number): number {
  return Math.floor((x + y + step) / dashPx) % 2 === 0 ? dark : light;
}

interface Field {
  /** How much changes, row by row, with one more pixel on each side than what is asked for. */
  readonly values: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** 1 for each pixel inside the half-way contour that has a neighbour outside; without the rim. */
export function contourOf({ values, width, height }: Field): Uint8Array {
  const stride = width + 2;
  const found = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0, i = (y + 1) * stride + 1; x < width; x += 1, i += 1, at += 1) {
      if ((values[i] ?? 0) < contour) continue;
      const least = Math.min(values[i - 1] ?? 0, values[i + 1] ?? 0, values[i - stride] ?? 0, values[i + stride] ?? 0);
      if (least < contour) found[at] = 1;
    }
  }
  return found;
}
