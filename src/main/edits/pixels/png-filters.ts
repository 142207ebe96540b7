/** PNG 3rd edition, 9.2: what is taken from each byte before it is packed. Paeth is left out: it takes longer than all others together. */
const filter = { none: 0, sub: 1, up: 2, average: 3 } as const;
type FilterType = (typeof filter)[keyof typeof filter];

export interface Rows {
  /** Rows of `stride` bytes; the first one is only the one before, all 0 above the picture. */
  readonly bytes: Uint8Array;
  readonly count: number;
}

const sampledRows = 3;
const sampledBytes = 2048;
const lowBits = 0x7f7f7f7f;
const highBits = 0x80808080 | 0;

/** Filters rows of one length, four bytes at a time: a byte at a time it would take longer than the packing. */
export class RowFilter {
  readonly #stride: number;
  readonly #pixelBytes: number;
  readonly #current: Line;
  /** The row as seen from one pixel further right. */
  readonly #left: Line;
  readonly #above: Line;
  readonly #result: Line;

  constructor(stride: number, pixelBytes: number) {
    this.#stride = stride;
    this.#pixelBytes = pixelBytes;
    this.#current = lineOf(stride);
    this.#left = lineOf(stride);
    this.#above = lineOf(stride);
    this.#result = lineOf(stride);
  }

  /** The rows, each behind the number of its filter. */
  filter({ bytes, count }: Rows, type: FilterType, into: Uint8Array): Uint8Array {
    const stride = this.#stride;
    for (let row = 1; row <= count; row++) {
      const to = (row - 1) * (stride + 1);
      into[to] = type;
      this.#read(bytes, row * stride);
      into.set(this.#filtered(type).bytes.subarray(0, stride), to + 1);
    }
    return into.subarray(0, count * (stride + 1));
  }

  /** The filter that leaves the smallest numbers, by a part of a few rows. */
  best({ bytes, count }: Rows): FilterType {
    const sums = [0, 0, 0, 0];
    const start = Math.max(0, (this.#stride - sampledBytes) >> 1);
    const step = Math.max(1, Math.floor(count / sampledRows));
    // The one after the first where there is one: above the picture nothing can be seen.
    for (let row = Math.min(2, count); row <= count; row += step) {
      this.#read(bytes, row * this.#stride);
      for (const type of Object.values(filter)) {
        sums[type] = (sums[type] ?? 0) + sumOf(this.#filtered(type).bytes.subarray(start, Math.min(this.#stride, start + sampledBytes)));
      }
    }
    return Object.values(filter).reduce((best, type) => ((sums[type] ?? 0) < (sums[best] ?? 0) ? type : best));
  }

  #read(bytes: Uint8Array, from: number): void {
    const stride = this.#stride;
    this.#current.bytes.set(bytes.subarray(from, from + stride));
    this.#above.bytes.set(bytes.subarray(from - stride, from));
    this.#left.bytes.set(bytes.subarray(from, from + stride - this.#pixelBytes), this.#pixelBytes);
  }

  #filtered(type: FilterType): Line {
    if (type === filter.none) return this.#current;
    if (type === filter.average) averaged(this.#current.words, this.#left.words, this.#above.words, this.#result.words);
    else differences(this.#current.words, (type === filter.sub ? this.#left : this.#above).words, this.#result.words);
    return this.#result;
  }
}

interface Line {
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
}

function lineOf(length: number): Line {
  const words = new Int32Array(Math.ceil(length / 4));
  return { bytes: new Uint8Array(words.buffer), words };
}

function differences(from: Int32Array, taken: Int32Array, into: Int32Array): void {
  for (let at = 0; at < into.length; at++) {
    const [a, b] = [from[at] ?? 0, taken[at] ?? 0];
    // Four subtractions in one: the highest bits are kept out, so that none borrows from the next.
    into[at] = ((a | highBits) - (b & lowBits)) ^ ((a ^ ~b) & highBits);
  }
}

function averaged(from: Int32Array, left: Int32Array, above: Int32Array, into: Int32Array): void {
  for (let at = 0; at < into.length; at++) {
    const [a, b, c] = [from[at] ?? 0, left[at] ?? 0, above[at] ?? 0];
    const mean = (b & c) + (((b ^ c) >>> 1) & lowBits);
    into[at] = ((a | highBits) - (mean & lowBits)) ^ ((a ^ ~mean) & highBits);
  }
}

/** Of how far each byte is from 0, read as −128 to 127. */
function sumOf(filtered: Uint8Array): number {
  let sum = 0;
  for (const value of filtered) sum += value < 128 ? value : 256 - value;
  return sum;
}
