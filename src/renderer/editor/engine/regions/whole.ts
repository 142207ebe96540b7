import type { Mask, Tile } from '../mask.ts';
import { eachTile } from '../tile.ts';

/** Every pixel becomes what is missing in it. Tiles without anything and full ones cost nothing. */
export function invert(mask: Mask): void {
  eachTile(mask.canvas, (column, row) => {
    const tile = mask.tile(column, row);
    mask.setTile(column, row, tile === null ? mask.fullTileAt(column, row) : inverted(tile, mask.fullTileAt(column, row)));
  });
}

export function clear(mask: Mask): void {
  eachTile(mask.canvas, (column, row) => mask.setTile(column, row, null));
}

export function fillAll(mask: Mask): void {
  eachTile(mask.canvas, (column, row) => mask.setTile(column, row, mask.fullTileAt(column, row)));
}

/** Four pixels at once; what lies beyond the canvas is 0 in both tiles and stays 0. */
function inverted(tile: Uint8Array, full: Uint8Array): Tile {
  if (tile === full) return null;
  const result = new Uint8Array(tile.length);
  const [from, most, to] = [wordsOf(tile), wordsOf(full), wordsOf(result)];
  let any = 0;
  for (let word = 0; word < to.length; word += 1) {
    const value = (from[word] ?? 0) ^ (most[word] ?? 0);
    to[word] = value;
    any |= value;
  }
  return any === 0 ? null : result;
}

function wordsOf(tile: Uint8Array): Uint32Array {
  return new Uint32Array(tile.buffer, tile.byteOffset, tile.byteLength >> 2);
}
