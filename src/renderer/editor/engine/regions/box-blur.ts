/** Pixels of a row, finer than 8 bits so that three passes in both directions lose nothing: 256 is one level. */
export type BlurRow = Uint16Array;

/** The mean of the 2 × radius + 1 pixels around each one of a row, whose ends go on for ever. */
export function blurRow(row: BlurRow, radius: number): BlurRow {
  const width = row.length;
  const [first, last] = [row[0] ?? 0, row[width - 1] ?? 0];
  const padded = new Uint16Array(width + 2 * radius + 1);
  padded.fill(first, 0, radius).set(row, radius);
  padded.fill(last, radius + width);
  const blurred = new Uint16Array(width);
  const [length, share] = [2 * radius + 1, 1 / (2 * radius + 1)];
  let sum = 0;
  for (let x = 0; x < length; x += 1) sum += padded[x] ?? 0;
  for (let x = 0; x < width; x += 1) {
    blurred[x] = sum * share + 0.5;
    sum += (padded[x + length] ?? 0) - (padded[x] ?? 0);
  }
  return blurred;
}

/**
 * The same from row to row: takes rows one by one and hands each on as soon as the rows below it are known. The first and the
 * last row go on for ever. Holds 2 × radius + 1 rows.
 */
export class ColumnBlur {
  readonly #radius: number;
  readonly #next: (row: BlurRow) => void;
  /** The newest rows; the oldest of them is at `#oldest`. */
  readonly #rows: BlurRow[] = [];
  #oldest = 0;
  #sums = new Uint32Array(0);
  #count = 0;
  #last: BlurRow | null = null;

  constructor(radius: number, next: (row: BlurRow) => void) {
    this.#radius = radius;
    this.#next = next;
  }

  push(row: BlurRow): void {
    if (this.#count === 0) this.#begin(row);
    const mean = this.#slide(row);
    this.#last = row;
    this.#count += 1;
    if (this.#count > this.#radius) this.#next(mean);
  }

  /** No more rows come. */
  end(): void {
    const last = this.#last;
    if (last !== null) for (let more = 0; more < this.#radius; more += 1) this.push(last);
  }

  #begin(row: BlurRow): void {
    const length = 2 * this.#radius + 1;
    for (let at = 0; at < length; at += 1) this.#rows.push(row);
    this.#sums = Uint32Array.from(row, (value) => value * length);
  }

  #slide(row: BlurRow): BlurRow {
    const sums = this.#sums;
    const gone = this.#rows[this.#oldest] ?? row;
    this.#rows[this.#oldest] = row;
    this.#oldest = (this.#oldest + 1) % this.#rows.length;
    const mean = new Uint16Array(sums.length);
    const share = 1 / this.#rows.length;
    for (let x = 0; x < mean.length; x += 1) {
      const sum = (sums[x] ?? 0) + (row[x] ?? 0) - (gone[x] ?? 0);
      sums[x] = sum;
      mean[x] = sum * share + 0.5;
    }
    return mean;
  }
}
