import { localDays } from '../local-days.ts';
import type { ColumnArrays } from './column-arrays.ts';
import type { Columns } from './columns.ts';

/** Two million rows fit into so many bits of a sorting key; the moment has the other 43, which last until 2248. */
const rowBits = 21;
const momentBits = 64 - rowBits;
const mostInserted = 16;

/** All pictures of the library, newest first, as columns: what a layout needs. */
export interface Order {
  readonly rows: Int32Array<ArrayBuffer>;
  readonly ratios: Float32Array<ArrayBuffer>;
  readonly days: Int32Array<ArrayBuffer>;
}

/** The order of all pictures: sorted once, then kept up as pictures come and go. */
export class PictureOrder {
  readonly #columns: Columns;
  #rows: Int32Array<ArrayBuffer> | null = null;
  #added: number[] = [];
  #isDropped = false;
  #order: Order | null = null;

  constructor(columns: Columns) {
    this.#columns = columns;
  }

  get current(): Order {
    this.#order ??= this.#outline();
    return this.#order;
  }

  added(row: number): void {
    this.#added.push(row);
    this.#order = null;
  }

  dropped(): void {
    this.#isDropped = true;
    this.#order = null;
  }

  /** Sorts anew when it is asked for next. */
  forget(): void {
    [this.#rows, this.#order, this.#added, this.#isDropped] = [null, null, [], false];
  }

  #outline(): Order {
    const rows = this.#sorted();
    const { createdAt, ratio } = this.#columns.arrays;
    const ratios = new Float32Array(rows.length);
    const moments = new Float64Array(rows.length);
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] ?? 0;
      ratios[at] = ratio[row] ?? 1;
      moments[at] = createdAt[row] ?? 0;
    }
    return { rows, ratios, days: localDays(moments) };
  }

  #sorted(): Int32Array<ArrayBuffer> {
    const kept = this.#rows && this.#isDropped ? this.#rows.filter((row) => this.#columns.isHere(row)) : this.#rows;
    const added = this.#added.filter((row) => this.#columns.isHere(row));
    const rows = kept ? merged(kept, added, this.#columns.arrays) : sortedRows(this.#columns, (row) => this.#columns.isHere(row));
    [this.#rows, this.#added, this.#isDropped] = [rows, [], false];
    return rows;
  }
}

/** Newest first; the pictures of one job stand in the service's order, from left to right. */
function compare(a: number, b: number, { createdAt, jobKey, jobIndex, idKey }: ColumnArrays): number {
  return by(createdAt, b, a) || by(jobKey, a, b) || by(jobIndex, a, b) || by(idKey, a, b) || a - b;
}

function by(column: ArrayLike<number>, a: number, b: number): number {
  return (column[a] ?? 0) - (column[b] ?? 0);
}

function merged(rows: Int32Array<ArrayBuffer>, added: readonly number[], arrays: ColumnArrays): Int32Array<ArrayBuffer> {
  if (added.length === 0) return rows;
  const sorted = added.toSorted((a, b) => compare(a, b, arrays));
  const all = new Int32Array(rows.length + sorted.length);
  let [from, to] = [0, 0];
  for (const row of sorted) {
    const until = placeOf(row, rows, from, arrays);
    all.set(rows.subarray(from, until), to);
    to += until - from;
    all[to] = row;
    [from, to] = [until, to + 1];
  }
  all.set(rows.subarray(from), to);
  return all;
}

/** Where a row belongs among sorted ones. */
function placeOf(row: number, rows: Int32Array, from: number, arrays: ColumnArrays): number {
  let [low, high] = [from, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(rows[middle] ?? 0, row, arrays) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sortedRows({ arrays, length }: Columns, isHere: (row: number) => boolean): Int32Array<ArrayBuffer> {
  const rows = new Int32Array(length);
  let count = 0;
  let latest = 0;
  for (let row = 0; row < length; row += 1) {
    if (!isHere(row)) continue;
    rows[count++] = row;
    latest = Math.max(latest, arrays.createdAt[row] ?? 0);
  }
  const found = rows.subarray(0, count);
  if (length > 2 ** rowBits || latest >= 2 ** momentBits) return found.sort((a, b) => compare(a, b, arrays));
  sortByMoment(found, arrays);
  return withTiesSorted(found, arrays);
}

/** Moment and row as one number each, which the machine sorts by itself: in a tenth of the time of a comparing function. */
function sortByMoment(rows: Int32Array, { createdAt }: ColumnArrays): void {
  const keys = new BigUint64Array(rows.length);
  const halves = new Uint32Array(keys.buffer);
  const lowBits = 32 - rowBits;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    // Counted back from the end of time, so that the newest come first.
    const before = 2 ** momentBits - 1 - (createdAt[row] ?? 0);
    halves[2 * at] = ((before % 2 ** lowBits) << rowBits) | row;
    halves[2 * at + 1] = Math.floor(before / 2 ** lowBits);
  }
  keys.sort();
  for (let at = 0; at < rows.length; at += 1) rows[at] = (halves[2 * at] ?? 0) & (2 ** rowBits - 1);
}

/** Pictures of one moment are few, the same job's mostly: they are put in order where they stand. */
function withTiesSorted(rows: Int32Array<ArrayBuffer>, arrays: ColumnArrays): Int32Array<ArrayBuffer> {
  const { createdAt } = arrays;
  for (let from = 0; from < rows.length;) {
    const moment = createdAt[rows[from] ?? 0];
    let until = from + 1;
    while (until < rows.length && createdAt[rows[until] ?? 0] === moment) until += 1;
    if (until - from > mostInserted) rows.subarray(from, until).sort((a, b) => compare(a, b, arrays));
    else for (let at = from + 1; at < until; at += 1) insert(rows, from, at, arrays);
    from = until;
  }
  return rows;
}

function insert(rows: Int32Array, from: number, at: number, arrays: ColumnArrays): void {
  const row = rows[at] ?? 0;
  let to = at;
  for (; to > from && compare(row, rows[to - 1] ?? 0, arrays) < 0; to -= 1) rows[to] = rows[to - 1] ?? 0;
  rows[to] = row;
}
