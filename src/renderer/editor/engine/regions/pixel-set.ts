import { tileSide } from '../tile.ts';

/** So many words hold the bits of a tile's row. */
export const tileWords = tileSide / 32;

/** A set of a canvas' pixels, one bit each, 32 to a word. A row is padded to whole tiles, so that a tile's row begins with a word. */
export class PixelSet {
  readonly width: number;
  readonly height: number;
  readonly wordsPerRow: number;
  readonly words: Int32Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.wordsPerRow = tileWords * Math.ceil(width / tileSide);
    this.words = new Int32Array(this.wordsPerRow * height);
  }

  has(x: number, y: number): boolean {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return false;
    return (((this.words[y * this.wordsPerRow + (x >> 5)] ?? 0) >>> (x & 31)) & 1) === 1;
  }

  /** The first pixel of the row from `x` to `last` that is in the set; -1 when there is none. */
  next(x: number, last: number, y: number): number {
    const row = y * this.wordsPerRow;
    let at = x >> 5;
    let word = (this.words[row + at] ?? 0) & (-1 << (x & 31));
    while (word === 0) {
      at += 1;
      if (at << 5 > last) return -1;
      word = this.words[row + at] ?? 0;
    }
    const found = (at << 5) + 31 - Math.clz32(word & -word);
    return found > last ? -1 : found;
  }

  /** The first pixel of the run that `x` lies in. */
  runStart(x: number, y: number): number {
    const row = y * this.wordsPerRow;
    let at = x >> 5;
    let gaps = ~(this.words[row + at] ?? 0) & (-1 >>> (31 - (x & 31)));
    while (gaps === 0 && at > 0) {
      at -= 1;
      gaps = ~(this.words[row + at] ?? 0);
    }
    return gaps === 0 ? 0 : (at << 5) + 32 - Math.clz32(gaps);
  }

  /** The last pixel of the run that `x` lies in. */
  runEnd(x: number, y: number): number {
    const row = y * this.wordsPerRow;
    let at = x >> 5;
    let gaps = ~(this.words[row + at] ?? 0) & (-1 << (x & 31));
    while (gaps === 0 && at < this.wordsPerRow - 1) {
      at += 1;
      gaps = ~(this.words[row + at] ?? 0);
    }
    return gaps === 0 ? this.width - 1 : (at << 5) + 30 - Math.clz32(gaps & -gaps);
  }

  /** Moves the pixels from `first` to `last` of a row, all of which are in this set, to another one. */
  moveRun(first: number, last: number, y: number, to: PixelSet): void {
    const row = y * this.wordsPerRow;
    const firstWord = first >> 5;
    const lastWord = last >> 5;
    for (let at = firstWord; at <= lastWord; at += 1) {
      let bits = -1;
      if (at === firstWord) bits &= -1 << (first & 31);
      if (at === lastWord) bits &= -1 >>> (31 - (last & 31));
      this.words[row + at] = (this.words[row + at] ?? 0) & ~bits;
      to.words[row + at] = (to.words[row + at] ?? 0) | bits;
    }
  }
}
