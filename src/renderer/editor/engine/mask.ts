import { emptyBox, intersection, isEmpty, isSame, moved, union, type Box } from './geometry.ts';
import { copyShifted } from './shifted-copy.ts';
import { eachTile, factsOf, fillPart, fullTile, isSameTile, tileBytes, tileSide, type TileFacts } from './tile.ts';

export { tileSide } from './tile.ts';

/** A tile of 256 × 256 bytes, row by row, to be read only; null where all of it is 0. */
export type Tile = Uint8Array | null;

/** A mask as it was at a moment. Its tiles are shared with the mask and with other marks: nobody writes to them any more. */
export interface MaskMark {
  readonly width: number;
  readonly height: number;
  readonly tiles: readonly Tile[];
}

/**
 * What is painted: 8 bits a pixel in tiles, 255 where everything changes. What of a tile lies beyond the canvas is always 0.
 * Tiles are copied when they are written to for the first time after a mark, so a mark costs next to nothing.
 */
export class Mask {
  #width: number;
  #height: number;
  #tiles: Tile[];
  /** 1 for tiles that no mark and no other mask knows: they are written to in place. */
  #own: Uint8Array;
  #dirty: Box = emptyBox;
  readonly #facts = new WeakMap<Uint8Array, TileFacts>();

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.#tiles = new Array<Tile>(this.columns * this.rows).fill(null);
    this.#own = new Uint8Array(this.#tiles.length);
  }

  /** A mask of its own that is as the marked one was. */
  static from(mark: MaskMark): Mask {
    const mask = new Mask(mark.width, mark.height);
    mask.restore(mark);
    return mask;
  }

  get width(): number {
    return this.#width;
  }

  get height(): number {
    return this.#height;
  }

  /** Of tiles. */
  get columns(): number {
    return Math.ceil(this.#width / tileSide);
  }

  get rows(): number {
    return Math.ceil(this.#height / tileSide);
  }

  get canvas(): Box {
    return { left: 0, top: 0, right: this.#width, bottom: this.#height };
  }

  /** What of the canvas a tile covers. */
  boxOf(column: number, row: number): Box {
    const [left, top] = [column * tileSide, row * tileSide];
    return { left, top, right: Math.min(left + tileSide, this.#width), bottom: Math.min(top + tileSide, this.#height) };
  }

  tile(column: number, row: number): Tile {
    return this.#tiles[row * this.columns + column] ?? null;
  }

  /** The tile that is 255 wherever it covers the canvas. To be read only. */
  fullTileAt(column: number, row: number): Uint8Array {
    const { left, top, right, bottom } = this.boxOf(column, row);
    return fullTile(right - left, bottom - top);
  }

  /**
   * To be written to at once: after anything else was asked of the mask, it may be another tile that counts.
   * What changes (canvas pixels) is all of the tile if nothing is said.
   */
  writable(column: number, row: number, changes: Box = this.boxOf(column, row)): Uint8Array {
    const index = row * this.columns + column;
    const before = this.#tiles[index] ?? null;
    const tile = before === null ? new Uint8Array(tileBytes) : this.#own[index] === 1 ? before : before.slice();
    this.#tiles[index] = tile;
    this.#own[index] = 1;
    this.#facts.delete(tile);
    this.#dirty = union(this.#dirty, intersection(changes, this.boxOf(column, row)));
    return tile;
  }

  /** From now on the tile is shared: whoever gave it doesn't write to it any more. It must be 0 beyond the canvas. */
  setTile(column: number, row: number, tile: Tile): void {
    const index = row * this.columns + column;
    if (this.#tiles[index] === tile) return;
    this.#tiles[index] = tile;
    this.#own[index] = 0;
    this.#dirty = union(this.#dirty, this.boxOf(column, row));
  }

  /** 0 outside the canvas. */
  at(x: number, y: number): number {
    if (x < 0 || y < 0 || x >= this.#width || y >= this.#height) return 0;
    return this.tile(Math.floor(x / tileSide), Math.floor(y / tileSide))?.[(y % tileSide) * tileSide + (x % tileSide)] ?? 0;
  }

  /** Row by row; 0 outside the canvas. */
  read(box: Box): Uint8Array<ArrayBuffer> {
    const width = Math.max(0, box.right - box.left);
    const pixels = new Uint8Array(isEmpty(box) ? 0 : width * (box.bottom - box.top));
    this.#eachPart(box, (column, row, part) => {
      const tile = this.tile(column, row);
      if (tile === null) return;
      const length = part.right - part.left;
      for (let y = part.top; y < part.bottom; y += 1) {
        const start = (y - row * tileSide) * tileSide + part.left - column * tileSide;
        pixels.set(tile.subarray(start, start + length), (y - box.top) * width + part.left - box.left);
      }
    });
    return pixels;
  }

  /** Row by row; what lies outside the canvas is left out. */
  write(box: Box, pixels: Uint8Array): void {
    const width = box.right - box.left;
    this.#eachPart(box, (column, row, part) => {
      const tile = this.writable(column, row, part);
      const length = part.right - part.left;
      for (let y = part.top; y < part.bottom; y += 1) {
        const start = (y - box.top) * width + part.left - box.left;
        tile.set(pixels.subarray(start, start + length), (y - row * tileSide) * tileSide + part.left - column * tileSide);
      }
    });
  }

  fill(box: Box, value: number): void {
    this.#eachPart(box, (column, row, part) => {
      const whole = isSame(part, this.boxOf(column, row));
      if (whole && value === 0) this.setTile(column, row, null);
      else if (whole && value === 255) this.setTile(column, row, this.fullTileAt(column, row));
      else if (value > 0 || this.tile(column, row) !== null)
        fillPart(this.writable(column, row, part), moved(part, -column * tileSide, -row * tileSide), value);
    });
  }

  mark(): MaskMark {
    this.#own.fill(0);
    return { width: this.#width, height: this.#height, tiles: this.#tiles.slice() };
  }

  /** Goes back to a mark, also of another size. */
  restore(mark: MaskMark): void {
    const isResized = mark.width !== this.#width || mark.height !== this.#height;
    const before = this.#tiles;
    this.#width = mark.width;
    this.#height = mark.height;
    this.#tiles = mark.tiles.slice();
    this.#own = new Uint8Array(this.#tiles.length);
    if (isResized) this.#dirty = this.canvas;
    else
      for (const [index, tile] of this.#tiles.entries()) if (tile !== before[index]) this.#dirty = union(this.#dirty, this.#boxAt(index));
  }

  /** Whether anything differs from a mark of the same size; takes the mark's tiles back where nothing does. */
  settle(mark: MaskMark): boolean {
    let differs = false;
    for (const [index, tile] of this.#tiles.entries()) {
      const before = mark.tiles[index] ?? null;
      if (tile === before) continue;
      const now = this.#lean(index, tile);
      if (!this.#isAlike(now, before)) differs = true;
      else this.#put(index, before);
    }
    return differs;
  }

  /** What changed since this was asked for the last time; empty when nothing did. */
  takeDirty(): Box {
    const dirty = this.#dirty;
    this.#dirty = emptyBox;
    return dirty;
  }

  /** Around every pixel that isn't 0. */
  bounds(): Box {
    let bounds = emptyBox;
    for (const [index, tile] of this.#tiles.entries()) {
      if (tile === null) continue;
      const { left, top } = this.#boxAt(index);
      bounds = union(bounds, moved(this.#factsOf(tile).bounds, left, top));
    }
    return bounds;
  }

  /** 0 to 1: the part of the canvas that changes. */
  coverage(): number {
    const sum = this.#tiles.reduce((sum, tile) => sum + (tile === null ? 0 : this.#factsOf(tile).sum), 0);
    return sum / 255 / (this.#width * this.#height);
  }

  /** A mask of another size that has what is at 0, 0 now at `dx`, `dy`. What it can it shares. */
  resized(width: number, height: number, dx: number, dy: number): Mask {
    const other = new Mask(width, height);
    copyShifted(this, other, dx, dy);
    return other;
  }

  /** A tile without a pixel is no tile, and one that is full is the one everybody shares. */
  #lean(index: number, tile: Tile): Tile {
    if (tile === null) return null;
    const { left, top, right, bottom } = this.#boxAt(index);
    const { sum } = this.#factsOf(tile);
    const lean = sum === 0 ? null : sum === 255 * (right - left) * (bottom - top) ? fullTile(right - left, bottom - top) : tile;
    if (lean !== tile) this.#put(index, lean);
    return lean;
  }

  #isAlike(a: Tile, b: Tile): boolean {
    if (a === b) return true;
    if (a !== null && b !== null) return isSameTile(a, b);
    return [a, b].every((tile) => tile === null || this.#factsOf(tile).sum === 0);
  }

  /** Another tile with the same pixels. */
  #put(index: number, tile: Tile): void {
    this.#tiles[index] = tile;
    this.#own[index] = 0;
  }

  #boxAt(index: number): Box {
    return this.boxOf(index % this.columns, Math.floor(index / this.columns));
  }

  #factsOf(tile: Uint8Array): TileFacts {
    const known = this.#facts.get(tile);
    if (known !== undefined) return known;
    const facts = factsOf(tile);
    this.#facts.set(tile, facts);
    return facts;
  }

  #eachPart(box: Box, visit: (column: number, row: number, part: Box) => void): void {
    eachTile(intersection(box, this.canvas), (column, row) => visit(column, row, intersection(box, this.boxOf(column, row))));
  }
}
