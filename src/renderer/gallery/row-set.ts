/** Pictures by their rows in the index, one bit each: half a million are 62 kB. Never changes: one more makes another set. */
export class RowSet {
  readonly size: number;
  readonly #words: Uint32Array;

  private constructor(words: Uint32Array) {
    this.#words = words;
    this.size = words.reduce((sum, word) => sum + bitsIn(word), 0);
  }

  static readonly empty = new RowSet(new Uint32Array());

  static of(rows: Int32Array): RowSet {
    return RowSet.empty.with(rows);
  }

  has(row: number): boolean {
    return row >= 0 && ((this.#words[row >>> 5] ?? 0) & (1 << (row & 31))) !== 0;
  }

  with(rows: Int32Array): RowSet {
    return this.#changed(rows, (words, row) => (words[row >>> 5] = (words[row >>> 5] ?? 0) | (1 << (row & 31))));
  }

  /** Those of the rows that aren't in the set, and those of the set that aren't among the rows. */
  toggled(rows: Int32Array): RowSet {
    return this.#changed(rows, (words, row) => (words[row >>> 5] = (words[row >>> 5] ?? 0) ^ (1 << (row & 31))));
  }

  /** Those of the rows that are in the set, in the order of the rows. */
  among(rows: Int32Array): Int32Array<ArrayBuffer> {
    const found = new Int32Array(Math.min(this.size, rows.length));
    let length = 0;
    for (const row of rows) if (this.has(row)) found[length++] = row;
    return length === found.length ? found : found.slice(0, length);
  }

  #changed(rows: Int32Array, change: (words: Uint32Array, row: number) => unknown): RowSet {
    let highest = -1;
    for (const row of rows) if (row > highest) highest = row;
    const words = new Uint32Array(Math.max(this.#words.length, (highest + 32) >> 5));
    words.set(this.#words);
    for (const row of rows) change(words, row);
    return new RowSet(words);
  }
}

function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
