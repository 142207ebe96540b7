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

/** The picture around a point as at most a million cells; the smaller the brush, the less of it in smaller cells, but at least a quarter. */
export function cellsAround(colours: Colours, at: Point, brushPx: number): Cells {
  const whole = Math.ceil(Math.sqrt((colours.width * colours.height) / mostCells));
  const px = Math.max(Math.ceil(whole / 2), Math.min(whole, Math.floor(brushPx / 8)));
  const [allColumns, allRows] = [Math.ceil(colours.width / px), Math.ceil(colours.height / px)];
  const columns = Math.min(allColumns, Math.max(usualSide, Math.floor(mostCells / Math.min(allRows, usualSide))));
  const rows = Math.min(allRows, Math.max(1, Math.floor(mostCells / columns)));
  const first = (position: number, count: number, all: number) => Math.max(0, Math.min(all - count, Math.floor(position / px - count / 2)));
  const place = { px, left: px * first(at.x, columns, allColumns), top: px * first(at.y, rows, allRows), columns, rows };
  return { ...place, data: evened(meansOf(colours, place), columns, rows) };
}

function meansOf(colours: Colours, { px, left, top, columns, rows }: Omit<Cells, 'data'>): Uint8Array {
  const means = new Uint8Array(4 * columns * rows);
  const samples = Math.min(px, mostSamples);
  const offsets = Int32Array.from({ length: samples }, (_, sample) => Math.floor(((sample + 0.5) * px) / samples));
  const sums = new Uint32Array(4 * columns);
  for (let row = 0; row < rows; row += 1) {
    sums.fill(0);
    for (const offset of offsets) addRow(sums, colours, Math.min(colours.height - 1, top + row * px + offset), left, px, offsets);
    for (let at = 0; at < sums.length; at += 1) means[row * sums.length + at] = (sums[at] ?? 0) / samples ** 2 + 0.5;
  }
  return means;
}

function addRow(sums: Uint32Array, { width, data }: Colours, y: number, left: number, px: number, offsets: Int32Array): void {
  for (let to = 0, x = left; to < sums.length; to += 4, x += px)
    for (const offset of offsets) {
      const from = 4 * (y * width + Math.min(width - 1, x + offset));
      for (let channel = 0; channel < 4; channel += 1) sums[to + channel] = (sums[to + channel] ?? 0) + (data[from + channel] ?? 0);
    }
}

/** The mean over 3 × 3 cells; the cells at the rim count twice there. */
function evened(means: Uint8Array, columns: number, rows: number): Uint8Array {
  const stride = 4 * columns;
  const result = new Uint8Array(means.length);
  for (let row = 0; row < rows; row += 1) {
    const near = [Math.max(0, row - 1), row, Math.min(rows - 1, row + 1)];
    const [above, here, below] = near.map((line) => means.subarray(line * stride, (line + 1) * stride));
    if (above !== undefined && here !== undefined && below !== undefined) evenRow(result.subarray(row * stride), above, here, below);
  }
  return result;
}

function evenRow(to: Uint8Array, above: Uint8Array, here: Uint8Array, below: Uint8Array): void {
  const sums = new Uint16Array(here.length);
  for (let at = 0; at < sums.length; at += 1) sums[at] = (above[at] ?? 0) + (here[at] ?? 0) + (below[at] ?? 0);
  for (let at = 0; at < sums.length; at += 1) {
    const [left, right] = [Math.max(at & 3, at - 4), Math.min(sums.length - 4 + (at & 3), at + 4)];
    to[at] = ((sums[left] ?? 0) + (sums[at] ?? 0) + (sums[right] ?? 0)) / 9 + 0.5;
  }
}
