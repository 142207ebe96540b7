import { intersection, isEmpty, type Box } from './geometry.ts';
import { Mask } from './mask.ts';
import type { Path } from './path.ts';
import { cutsPerRow, Scanning } from './scanning.ts';
import { tileSide } from './tile.ts';

/** A run of pixels in a row that are covered alike. */
interface Run {
  readonly y: number;
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** What lies inside a closed line, as a mask of its own; smoothed at the edge. Whole tiles inside cost nothing. */
export function filledPath(path: Path, width: number, height: number): Mask {
  const mask = new Mask(width, height);
  const box = intersection(boxOf(path), mask.canvas);
  if (isEmpty(box)) return mask;
  const scanning = new Scanning(path);
  const row = new CoveredRow(width);
  for (let top = box.top; top < box.bottom;) {
    const tileRow = Math.floor(top / tileSide);
    const bottom = Math.min((tileRow + 1) * tileSide, box.bottom);
    const runs: Run[] = [];
    for (let y = top; y < bottom; y += 1) {
      for (let cut = 0; cut < cutsPerRow; cut += 1) scanning.cut(y + (cut + 0.5) / cutsPerRow, (from, to) => row.add(from, to));
      row.take((from, to, value) => runs.push({ y, from, to, value }));
    }
    writeRuns(mask, tileRow, runs);
    top = bottom;
  }
  return mask;
}

function boxOf(path: Path): Box {
  const [xs, ys] = [path.map(({ x }) => x), path.map(({ y }) => y)];
  const least = (values: number[]) => Math.floor(values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY));
  const most = (values: number[]) => Math.ceil(values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY));
  return path.length < 3
    ? { left: 0, top: 0, right: 0, bottom: 0 }
    : { left: least(xs), top: least(ys), right: most(xs), bottom: most(ys) };
}

/** How much of each pixel of a row is covered, held as what changes from one pixel to the next. */
class CoveredRow {
  readonly #width: number;
  readonly #changes: Float64Array;
  #places: number[] = [];

  constructor(width: number) {
    this.#width = width;
    this.#changes = new Float64Array(width + 2);
  }

  /** One more cut covers this piece, which may end inside a pixel. */
  add(from: number, to: number): void {
    this.#step(from, 1);
    this.#step(to, -1);
  }

  #step(at: number, sign: 1 | -1): void {
    const x = Math.min(this.#width, Math.max(0, at));
    const pixel = Math.floor(x);
    this.#change(pixel, sign * (pixel + 1 - x));
    this.#change(pixel + 1, sign * (x - pixel));
  }

  #change(pixel: number, by: number): void {
    if (by === 0) return;
    // Twice the same place does no harm.
    this.#places.push(pixel);
    this.#changes[pixel] = (this.#changes[pixel] ?? 0) + by;
  }

  /** Calls back with every run that isn't 0, and is empty then. */
  take(run: (from: number, to: number, value: number) => void): void {
    const places = this.#places.sort((a, b) => a - b);
    let [sum, from] = [0, 0];
    for (const place of places) {
      const value = Math.round((255 * sum) / cutsPerRow);
      if (value > 0 && place > from) run(from, Math.min(place, this.#width), value);
      sum += this.#changes[place] ?? 0;
      this.#changes[place] = 0;
      from = place;
    }
    places.length = 0;
  }
}

/** Writes the runs of one row of tiles, except where a tile is full as a whole. */
function writeRuns(mask: Mask, tileRow: number, runs: readonly Run[]): void {
  const fullRows = new Uint16Array(mask.columns);
  for (const { from, to, value } of runs) if (value === 255) countFullRows(fullRows, from, to, mask.width);
  for (let column = 0; column < mask.columns; column += 1) {
    const { top, bottom } = mask.boxOf(column, tileRow);
    if (fullRows[column] === bottom - top) mask.setTile(column, tileRow, mask.fullTileAt(column, tileRow));
  }
  for (const run of runs) writeRun(mask, tileRow, run, fullRows);
}

function countFullRows(fullRows: Uint16Array, from: number, to: number, width: number): void {
  const last = to === width ? fullRows.length : Math.floor(to / tileSide);
  for (let column = Math.ceil(from / tileSide); column < last; column += 1) fullRows[column] = (fullRows[column] ?? 0) + 1;
}

function writeRun(mask: Mask, tileRow: number, { y, from, to, value }: Run, fullRows: Uint16Array): void {
  for (let column = Math.floor(from / tileSide); column * tileSide < to; column += 1) {
    const { left, top, right, bottom } = mask.boxOf(column, tileRow);
    if (fullRows[column] === bottom - top) continue;
    const start = (y - top) * tileSide;
    mask.writable(column, tileRow).fill(value, start + Math.max(from, left) - left, start + Math.min(to, right) - left);
  }
}
