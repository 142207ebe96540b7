import { Mask, type Tile } from '../mask.ts';
import { eachTile, tileBytes, tileSide } from '../tile.ts';
import { tileWords, type PixelSet } from './pixel-set.ts';

/** How much of a pixel beside the set belongs to it, 0 to 255. */
export type BorderCoverage = (x: number, y: number) => number;

/** The set as a mask: its pixels are 255, and those beside them as the border has it. */
export function areaOf(set: PixelSet, border: BorderCoverage): Mask {
  const mask = new Mask(set.width, set.height);
  eachTile(mask.canvas, (column, row) => mask.setTile(column, row, tileOf(mask, set, border, column, row)));
  return mask;
}

function tileOf(mask: Mask, set: PixelSet, border: BorderCoverage, column: number, row: number): Tile {
  const { top, bottom } = mask.boxOf(column, row);
  const full = mask.fullTileAt(column, row);
  if (isFull(set, column, top, bottom, full)) return full;
  let tile: Tile = null;
  for (let y = top; y < bottom; y += 1)
    for (let word = 0; word < tileWords; word += 1) {
      const inside = set.words[y * set.wordsPerRow + column * tileWords + word] ?? 0;
      const beside = inside === -1 ? 0 : besideOf(set, column * tileWords + word, y);
      if ((inside | beside) === 0) continue;
      tile ??= new Uint8Array(tileBytes);
      const at = (y - top) * tileSide + word * 32;
      paint(tile, at, inside);
      if (beside !== 0) soften(tile, at, beside, border, column * tileSide + word * 32, y);
    }
  return tile;
}

function isFull(set: PixelSet, column: number, top: number, bottom: number, full: Uint8Array): boolean {
  for (let word = 0; word < tileWords; word += 1) {
    const missing = full.subarray(word * 32, word * 32 + 32).indexOf(0);
    // At the canvas' right border, only its first bits are pixels.
    const wanted = missing < 0 ? -1 : missing === 0 ? 0 : -1 >>> (32 - missing);
    for (let y = top; y < bottom; y += 1) if ((set.words[y * set.wordsPerRow + column * tileWords + word] ?? 0) !== wanted) return false;
  }
  return true;
}

/** Pixels of a word that aren't in the set but have a neighbour above, below, left or right that is. */
function besideOf(set: PixelSet, word: number, y: number): number {
  const inCanvas = set.width - word * 32;
  if (inCanvas <= 0) return 0;
  const inside = wordAt(set, word, y);
  const beside = (inside << 1) | (inside >>> 1) | (wordAt(set, word - 1, y) >>> 31) | (wordAt(set, word + 1, y) << 31);
  const near = beside | wordAt(set, word, y - 1) | wordAt(set, word, y + 1);
  return near & ~inside & (inCanvas >= 32 ? -1 : -1 >>> (32 - inCanvas));
}

function wordAt({ words, wordsPerRow, height }: PixelSet, word: number, y: number): number {
  if (word < 0 || word >= wordsPerRow || y < 0 || y >= height) return 0;
  return words[y * wordsPerRow + word] ?? 0;
}

function paint(tile: Uint8Array, at: number, bits: number): void {
  if (bits === -1) tile.fill(255, at, at + 32);
  else for (let left = bits; left !== 0; left &= left - 1) tile[at + 31 - Math.clz32(left & -left)] = 255;
}

function soften(tile: Uint8Array, at: number, bits: number, border: BorderCoverage, x: number, y: number): void {
  for (let left = bits; left !== 0; left &= left - 1) {
    const bit = 31 - Math.clz32(left & -left);
    tile[at + bit] = border(x + bit, y);
  }
}
