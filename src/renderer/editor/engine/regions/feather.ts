import { intersection, isEmpty, widened, type Box } from '../geometry.ts';
import { Mask, type Tile } from '../mask.ts';
import { tileBytes, tileSide } from '../tile.ts';
import { blurRow, ColumnBlur, type BlurRow } from './box-blur.ts';

/** So often the mean of what is around: near enough to a bell curve. */
const passes = 3;
const fine = 256;

/**
 * Makes every edge soft, as a bell curve of `px` pixels does; it reaches three times as far. What touches the canvas' border stays
 * full there. Works row by row: it holds six times `px` rows.
 */
export function feather(mask: Mask, px: number): void {
  const bounds = mask.bounds();
  const radius = Math.round(px);
  if (isEmpty(bounds) || radius < 1) return;
  const box = intersection(widened(bounds, passes * radius), mask.canvas);
  const before = Mask.from(mask.mark());
  const rows = new RowsToTiles(mask, box);
  let sink = (row: BlurRow) => rows.push(row);
  const stages: ColumnBlur[] = [];
  for (let pass = 0; pass < passes; pass += 1) {
    const stage = new ColumnBlur(radius, sink);
    sink = (row) => stage.push(row);
    stages.unshift(stage);
  }
  const nothing = new Uint16Array(box.right - box.left);
  for (let y = box.top; y < box.bottom; y += 1) {
    let row = y < bounds.top || y >= bounds.bottom ? nothing : rowOf(before, box, y);
    for (let pass = 0; pass < passes && row !== nothing; pass += 1) row = blurRow(row, radius);
    sink(row);
  }
  for (const stage of stages) stage.end();
}

function rowOf(mask: Mask, { left, right }: Box, y: number): BlurRow {
  const pixels = mask.read({ left, top: y, right, bottom: y + 1 });
  const row = new Uint16Array(pixels.length);
  for (let x = 0; x < row.length; x += 1) row[x] = fine * (pixels[x] ?? 0);
  return row;
}

/** Takes the rows of a box from top to bottom and puts them into the mask, tile by tile. */
class RowsToTiles {
  readonly #mask: Mask;
  readonly #box: Box;
  #y: number;
  #tiles: Tile[] = [];

  constructor(mask: Mask, box: Box) {
    this.#mask = mask;
    this.#box = box;
    this.#y = box.top;
  }

  push(row: BlurRow): void {
    const { left, right, bottom } = this.#box;
    const first = Math.floor(left / tileSide);
    for (let column = first; column * tileSide < right; column += 1) this.#pushPart(row, column, first);
    this.#y += 1;
    if (this.#y % tileSide !== 0 && this.#y !== bottom) return;
    const tileRow = Math.floor((this.#y - 1) / tileSide);
    this.#tiles.forEach((tile, at) => this.#mask.setTile(first + at, tileRow, tile));
    this.#tiles = [];
  }

  #pushPart(row: BlurRow, column: number, first: number): void {
    const { left, right } = this.#box;
    const from = Math.max(left, column * tileSide);
    const to = Math.min(right, (column + 1) * tileSide);
    let tile = this.#tiles[column - first] ?? null;
    const start = (this.#y % tileSide) * tileSide - column * tileSide;
    for (let x = from; x < to; x += 1) {
      const value = ((row[x - left] ?? 0) + fine / 2) >> 8;
      if (value === 0) continue;
      tile ??= new Uint8Array(tileBytes);
      tile[start + x] = value;
    }
    this.#tiles[column - first] = tile;
  }
}
