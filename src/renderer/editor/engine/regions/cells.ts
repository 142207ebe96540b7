import type { Point } from '../geometry.ts';
import type { Colours } from '../tool.ts';

const mostCells = 1_000_000;
/** A window is at least so many cells wide and high, if the picture is. */
const usualSide = 1000;
/** How many pixels of a cell are looked at, in each direction. */
const mostSamples = 3;

/** A part of a picture, made small: each cell is the mean colour of some pixels, four bytes, row by row. */
export interface Cells {
  /** How many pixels wide and high a cell is. The last ones reach beyond the picture. */
  readonly px: number;
  /** Where the first cell begins, in pixels. */
  readonly left: number;
  readonly top: number;
  readonly columns: number;
  readonly rows: number;
  /** RGBA; evened out over 3 × 3 cells, so that noise doesn't look like an edge. */
  readonly data: Uint8Array;
}

/** The picture around a point as at most a million cells, small enough for a brush of so many pixels. */
export function cellsAround(colours: Colours, at: Point, brushPx: number): Cells {
  const whole = Math.ceil(Math.sqrt((colours.width * colours.height) / mostCells));
  const px = Math.max(1, Math.min(whole, Math.floor(brushPx / 8)));
  const [allColumns, allRows] = [Math.ceil(colours.width / px), Math.ceil(colours.height / px)];
  const columns = Math.min(allColumns, Math.max(usualSide, Math.floor(mostCells / Math.min(allRows, usualSide))));
  const rows = Math.min(allRows, Math.max(1, Math.floor(mostCells / columns)));
  const first = (position: number, count: number, all: number) => Math.max(0, Math.min(all - count, Math.floor(position / px - count / 2)));
  const place = { px, left: px * first(at.x, columns, allColumns), top: px * first(at.y, rows, allRows), columns, rows };
  return { ...place, data: evened(meansOf(colours, place), columns, rows) };
}

function meansOf({ width, height, data }: Colours, { px, left, top, columns, rows }: Omit<Cells, 'data'>): Uint8Array {
  const means = new Uint8Array(4 * columns * rows);
  const samples = Math.min(px, mostSamples);
  const offsets = Int32Array.from({ length: samples }, (_, sample) => Math.floor(((sample + 0.5) * px) / samples));
  const share = 1 / (samples * samples);
  for (let row = 0; row < rows; row += 1) {
    const ys = offsets.map((offset) => Math.min(height - 1, top + row * px + offset) * width);
    for (let column = 0; column < columns; column += 1) {
      const xs = left + column * px;
      let [r, g, b, a] = [0, 0, 0, 0];
      for (const y of ys)
        for (const offset of offsets) {
          const from = 4 * (y + Math.min(width - 1, xs + offset));
          r += data[from] ?? 0;
          g += data[from + 1] ?? 0;
          b += data[from + 2] ?? 0;
          a += data[from + 3] ?? 0;
        }
      const to = 4 * (row * columns + column);
      means[to] = r * share + 0.5;
      means[to + 1] = g * share + 0.5;
      means[to + 2] = b * share + 0.5;
      means[to + 3] = a * share + 0.5;
    }
  }
  return means;
}

/** The mean over 3 × 3 cells; the cells at the rim count twice there. */
function evened(means: Uint8Array, columns: number, rows: number): Uint8Array {
  const stride = 4 * columns;
  const sums = new Uint16Array(stride);
  const result = new Uint8Array(means.length);
  for (let row = 0; row < rows; row += 1) {
    const [above, here, below] = [Math.max(0, row - 1) * stride, row * stride, Math.min(rows - 1, row + 1) * stride];
    for (let at = 0; at < stride; at += 1) sums[at] = (means[above + at] ?? 0) + (means[here + at] ?? 0) + (means[below + at] ?? 0);
    for (let at = 0; at < stride; at += 1) {
      const [left, right] = [at < 4 ? at : at - 4, at + 4 < stride ? at + 4 : at];
      result[here + at] = ((sums[left] ?? 0) + (sums[at] ?? 0) + (sums[right] ?? 0)) / 9 + 0.5;
    }
  }
  return result;
}
