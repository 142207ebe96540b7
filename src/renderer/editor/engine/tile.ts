import type { Box } from './geometry.ts';

/** Tiles are square. */
export const tileSide = 256;
export const tileBytes = tileSide * tileSide;
const rowWords = tileSide / 4;

/** Calls back for every tile that a box touches, row by row; for none of `emptyBox`. */
export function eachTile({ left, top, right, bottom }: Box, visit: (column: number, row: number) => void): void {
  for (let row = Math.floor(top / tileSide); row * tileSide < bottom; row += 1)
    for (let column = Math.floor(left / tileSide); column * tileSide < right; column += 1) visit(column, row);
}

/** What bounds and coverage need to know of a tile. */
export interface TileFacts {
  /** All its pixels together. */
  readonly sum: number;
  /** Around every pixel that isn't 0, in the tile's own pixels; empty for a tile of zeros. */
  readonly bounds: Box;
}

/** Reads four pixels at once, most of which are all 0 or all 255. */
export function factsOf(tile: Uint8Array): TileFacts {
  const words = new Uint32Array(tile.buffer, tile.byteOffset, tileBytes / 4);
  const columns = new Uint32Array(rowWords);
  let [sum, top, bottom] = [0, tileSide, 0];
  for (let row = 0; row < tileSide; row += 1) {
    let any = 0;
    for (let word = 0; word < rowWords; word += 1) {
      const four = words[row * rowWords + word] ?? 0;
      if (four === 0) continue;
      any = 1;
      columns[word] = (columns[word] ?? 0) | four;
      sum += four === 0xffffffff ? 1020 : (four & 255) + ((four >>> 8) & 255) + ((four >>> 16) & 255) + (four >>> 24);
    }
    if (any === 0) continue;
    top = Math.min(top, row);
    bottom = row + 1;
  }
  const across = new Uint8Array(columns.buffer);
  const left = across.findIndex((value) => value > 0);
  return { sum, bounds: sum === 0 ? { left: 0, top: 0, right: 0, bottom: 0 } : { left, top, right: lastOf(across) + 1, bottom } };
}

function lastOf(values: Uint8Array): number {
  return values.findLastIndex((value) => value > 0);
}

export function isSameTile(a: Uint8Array, b: Uint8Array): boolean {
  const [left, right] = [new Uint32Array(a.buffer, a.byteOffset, tileBytes / 4), new Uint32Array(b.buffer, b.byteOffset, tileBytes / 4)];
  for (let word = 0; word < left.length; word += 1) if (left[word] !== right[word]) return false;
  return true;
}

const fullTiles = new Map<number, Uint8Array>();
const shared = new WeakSet<Uint8Array>();

/** The one tile that is 255 in so many columns and rows and 0 in the rest. Everybody shares it: nobody writes to it. */
export function fullTile(width: number, height: number): Uint8Array {
  const key = width * 1000 + height;
  const known = fullTiles.get(key);
  if (known !== undefined) return known;
  const tile = new Uint8Array(tileBytes);
  for (let row = 0; row < height; row += 1) tile.fill(255, row * tileSide, row * tileSide + width);
  fullTiles.set(key, tile);
  shared.add(tile);
  return tile;
}

/** Whether it is one of those that everybody shares, which take no memory of their own. */
export function isShared(tile: Uint8Array): boolean {
  return shared.has(tile);
}

/** A box of the tile's own pixels. */
export function fillPart(tile: Uint8Array, { left, top, right, bottom }: Box, value: number): void {
  for (let y = top; y < bottom; y += 1) tile.fill(value, y * tileSide + left, y * tileSide + right);
}
