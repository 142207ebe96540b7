import { tileSide } from '../engine/mask.ts';

/** The level at which a whole tile is one sample. */
export const lastLevel = Math.log2(tileSide);

interface Levels {
  /** From half the side on, each half of the one before. */
  readonly halves: Uint8Array[];
  /** The one value of the whole tile, or null when there are several. */
  readonly even: number | null;
}

/** Tiles at half, a quarter, an eighth … of their side, made when they are looked at and forgotten when the tile is written to. */
export class MaskMips {
  readonly #made = new WeakMap<Uint8Array, Levels>();

  /** Level 0 is the tile itself. */
  level(tile: Uint8Array, level: number): Uint8Array {
    if (level === 0) return tile;
    const { halves } = this.#of(tile);
    let from = halves.at(-1) ?? tile;
    while (halves.length < level) {
      from = halved(from, tileSide >> halves.length);
      halves.push(from);
    }
    return halves[level - 1] ?? from;
  }

  /** The value of all of the tile's pixels, if they have only one. */
  even(tile: Uint8Array): number | null {
    return this.#of(tile).even;
  }

  forget(tile: Uint8Array): void {
    this.#made.delete(tile);
  }

  #of(tile: Uint8Array): Levels {
    const known = this.#made.get(tile);
    if (known) return known;
    const levels = { halves: [], even: evenValue(tile) };
    this.#made.set(tile, levels);
    return levels;
  }
}

function evenValue(tile: Uint8Array): number | null {
  const words = new Uint32Array(tile.buffer, tile.byteOffset, tile.byteLength >> 2);
  const first = tile[0] ?? 0;
  const four = (first * 0x01010101) >>> 0;
  for (let at = 0; at < words.length; at += 1) if (words[at] !== four) return null;
  return first;
}

/** Each sample is the mean of four. */
export function halved(from: Uint8Array, side: number): Uint8Array {
  const half = side >> 1;
  const made = new Uint8Array(half * half);
  if (side < 4) made[0] = ((from[0] ?? 0) + (from[1] ?? 0) + (from[2] ?? 0) + (from[3] ?? 0) + 2) >> 2;
  else halveWords(new Uint32Array(from.buffer, from.byteOffset, from.byteLength >> 2), new Uint16Array(made.buffer), side >> 2);
  return made;
}

/** Four pixels of two rows at a time: each word is taken as two pairs, whose sums don't run into one another. */
function halveWords(from: Uint32Array, to: Uint16Array, words: number): void {
  for (let row = 0, at = 0; at < to.length; row += 2) {
    for (let i = row * words; i < (row + 1) * words; i += 1, at += 1) {
      const upper = from[i] ?? 0;
      const lower = from[i + words] ?? 0;
      const pairs = (upper & 0xff00ff) + ((upper >>> 8) & 0xff00ff) + (lower & 0xff00ff) + ((lower >>> 8) & 0xff00ff) + 0x20002;
      to[at] = ((pairs >>> 2) & 0xff) | (((pairs >>> 18) & 0xff) << 8);
    }
  }
}
