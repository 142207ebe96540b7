import { intersection, isEmpty, type Box } from './geometry.ts';
import { Mask, type Tile } from './mask.ts';
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
  const add = (from: number, to: number) => row.add(from, to);
  for (let top = box.top; top < box.bottom;) {
    const tileRow = Math.floor(top / tileSide);
    const bottom = Math.min((tileRow + 1) * tileSide, box.bottom);
    const runs: Run[] = [];
    for (let y = top; y < bottom; y += 1) {
      for (let cut = 0; cut < cutsPerRow; cut += 1) scanning.cut(y + (cut + 0.5) / cutsPerRow, add);
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
    const before = this.#changes[pixel] ?? 0;
    // A change that came to nothing in between is noted twice, which does no harm.
    if (before === 0) this.#places.push(pixel);
    this.#changes[pixel] = before + by;
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
  const { top, bottom } = mask.boxOf(0, tileRow);
  // Asked for once each: undefined as long as nothing was written, null where nothing has to be.
  const tiles = Array.from(fullRows, (rows): Tile | undefined => (rows === bottom - top ? null : undefined));
  for (const [column, tile] of tiles.entries()) if (tile === null) mask.setTile(column, tileRow, mask.fullTileAt(column, tileRow));
  for (const { y, from, to, value } of runs)
    for (let column = Math.floor(from / tileSide); column * tileSide < to; column += 1) {
      const tile = (tiles[column] ??= tiles[column] === null ? null : mask.writable(column, tileRow));
      const start = (y - top) * tileSide - column * tileSide;
      tile?.fill(value, start + Math.max(from, column * tileSide), start + Math.min(to, (column + 1) * tileSide));
    }
}

function countFullRows(fullRows: Uint16Array, from: number, to: number, width: number): void {
  const last = to === width ? fullRows.length : Math.floor(to / tileSide);
  for (let column = Math.ceil(from / tileSide); column < last; column += 1) fullRows[column] = (fullRows[column] ?? 0) + 1;
}
