/** A set of rows as bits: row r is bit r & 7 of byte r >> 3. Half a million rows are 62 kB. */
export class RowSet {
  // Rows beyond the last word aren't in the set; words are little-endian on every machine that this runs on.
  #words: Uint32Array<ArrayBuffer>;

  /** An empty set with room for so many rows; it grows by itself. */
  constructor(rows = 0) {
    this.#words = new Uint32Array((rows + 31) >>> 5);
  }

  static of(rows: Iterable<number>): RowSet {
    const set = new RowSet();
    for (const row of rows) set.add(row);
    return set;
  }

  /** Of `bytes` as another set gave them. */
  static from(bytes: Uint8Array): RowSet {
    const set = new RowSet(bytes.byteLength * 8);
    new Uint8Array(set.#words.buffer).set(bytes);
    return set;
  }

  /** The bits themselves: to be read, or copied. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#words.buffer);
  }

  /** For loops over many rows; it is another one after the set has grown. */
  get words(): Uint32Array<ArrayBuffer> {
    return this.#words;
  }

  has(row: number): boolean {
    return (((this.#words[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
  }

  add(row: number): void {
    const at = row >>> 5;
    if (at >= this.#words.length) this.#growTo(at + 1);
    this.#words[at] = (this.#words[at] ?? 0) | (1 << (row & 31));
  }

  delete(row: number): void {
    const at = row >>> 5;
    if (at < this.#words.length) this.#words[at] = (this.#words[at] ?? 0) & ~(1 << (row & 31));
  }

  get count(): number {
    let count = 0;
    for (const word of this.#words) count += bitsIn(word);
    return count;
  }

  /** In ascending order. */
  rows(): Int32Array<ArrayBuffer> {
    const rows = new Int32Array(this.count);
    let found = 0;
    this.#words.forEach((word, at) => {
      for (let left = word; left !== 0; left &= left - 1) rows[found++] = (at << 5) + (31 - Math.clz32(left & -left));
    });
    return rows;
  }

  copy(): RowSet {
    const copy = new RowSet();
    copy.#words = this.#words.slice();
    return copy;
  }

  /** Keeps only the rows that are in the other one, too. */
  keep(other: RowSet): this {
    const words = other.#words;
    for (let at = 0; at < this.#words.length; at += 1) this.#words[at] = (this.#words[at] ?? 0) & (words[at] ?? 0);
    return this;
  }

  addAll(other: RowSet): this {
    const words = other.#words;
    if (words.length > this.#words.length) this.#growTo(words.length);
    for (let at = 0; at < words.length; at += 1) this.#words[at] = (this.#words[at] ?? 0) | (words[at] ?? 0);
    return this;
  }

  deleteAll(other: RowSet): this {
    const words = other.#words;
    for (let at = 0; at < this.#words.length; at += 1) this.#words[at] = (this.#words[at] ?? 0) & ~(words[at] ?? 0);
    return this;
  }

  #growTo(words: number): void {
    const grown = new Uint32Array(Math.max(words, this.#words.length + (this.#words.length >>> 1)));
    grown.set(this.#words);
    this.#words = grown;
  }
}

function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
