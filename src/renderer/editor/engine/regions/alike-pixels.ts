import type { Colours } from '../tool.ts';
import { PixelSet } from './pixel-set.ts';

/** Two channels of a pixel, or four bounds, in 16 bits each: both are compared by one addition. */
const twoChannels = 0x00ff00ff;
const carries = 0x01000100;

/** The pixels whose red, green, blue and alpha each differ by at most the tolerance from one colour; a row is looked at when it is asked for. */
export class AlikePixels {
  readonly set: PixelSet;
  readonly #pixels: Uint32Array;
  readonly #seen: Uint8Array;
  readonly #bounds: Bounds;

  constructor({ width, height, data }: Colours, colour: readonly number[], tolerance: number) {
    this.set = new PixelSet(width, height);
    const aligned = data.byteOffset % 4 === 0 ? data : data.slice();
    this.#pixels = new Uint32Array(aligned.buffer, aligned.byteOffset, width * height);
    this.#seen = new Uint8Array(height);
    this.#bounds = boundsOf(colour, tolerance);
  }

  /** Makes sure that the set knows a row. */
  look(y: number): void {
    if (this.#seen[y] !== 0) return;
    this.#seen[y] = 1;
    const { width, words, wordsPerRow } = this.set;
    const row = y * wordsPerRow;
    for (let x = 0; x < width; x += 32) words[row + (x >> 5)] = wordOf(this.#pixels, y * width + x, Math.min(32, width - x), this.#bounds);
  }
}

/** What is added to two channels so that a carry says: not below the lowest level, or above the highest. */
interface Bounds {
  readonly lowestRB: number;
  readonly highestRB: number;
  readonly lowestGA: number;
  readonly highestGA: number;
}

function boundsOf([r = 0, g = 0, b = 0, a = 0]: readonly number[], tolerance: number): Bounds {
  const lowest = (first: number, second: number) => 256 - Math.max(0, first - tolerance) + ((256 - Math.max(0, second - tolerance)) << 16);
  const highest = (first: number, second: number) =>
    255 - Math.min(255, first + tolerance) + ((255 - Math.min(255, second + tolerance)) << 16);
  return { lowestRB: lowest(r, b), highestRB: highest(r, b), lowestGA: lowest(g, a), highestGA: highest(g, a) };
}

/** One bit a pixel, without branches: in pictures with noise a processor would guess wrong at every other pixel. */
function wordOf(pixels: Uint32Array, first: number, count: number, { lowestRB, highestRB, lowestGA, highestGA }: Bounds): number {
  let word = 0;
  for (let bit = 0; bit < count; bit += 1) {
    const pixel = pixels[first + bit] ?? 0;
    const rb = pixel & twoChannels;
    const ga = (pixel >>> 8) & twoChannels;
    const alike = (rb + lowestRB) & ~(rb + highestRB) & (ga + lowestGA) & ~(ga + highestGA) & carries;
    word |= ((alike >>> 8) & (alike >>> 24)) << bit;
  }
  return word;
}
