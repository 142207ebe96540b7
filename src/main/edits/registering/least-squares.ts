/** Weighted least squares with a handful of unknowns: rows come one by one, none is kept. */
export class LeastSquares {
  readonly #size: number;
  readonly #squares: Float64Array;
  readonly #right: Float64Array;

  constructor(unknowns: number) {
    this.#size = unknowns;
    this.#squares = new Float64Array(unknowns * unknowns);
    this.#right = new Float64Array(unknowns);
  }

  /** One measurement: what the unknowns, times these, should add up to. */
  add(row: readonly number[], value: number, weight: number): void {
    for (let i = 0; i < this.#size; i++) {
      const share = (row[i] ?? 0) * weight;
      for (let j = 0; j < this.#size; j++)
        this.#squares[i * this.#size + j] = (this.#squares[i * this.#size + j] ?? 0) + share * (row[j] ?? 0);
      this.#right[i] = (this.#right[i] ?? 0) + share * value;
    }
  }

  /** What one unknown is expected to be, before anything is measured. */
  expect(unknown: number, value: number, weight: number): void {
    const row = Array.from({ length: this.#size }, (_, i) => (i === unknown ? 1 : 0));
    this.add(row, value, weight);
  }

  at(i: number, j: number): number {
    return this.#squares[i * this.#size + j] ?? 0;
  }

  /** Null where the measurements leave an unknown open. By elimination; the matrix is positive, so nothing is swapped. */
  solve(): number[] | null {
    const size = this.#size;
    const rows = Array.from({ length: size }, (_, i) => [...this.#squares.subarray(i * size, (i + 1) * size), this.#right[i] ?? 0]);
    for (const [i, row] of rows.entries()) {
      const pivot = row[i] ?? 0;
      if (!(pivot > 1e-9)) return null;
      for (const [j, other] of rows.entries()) {
        if (j === i) continue;
        const factor = (other[i] ?? 0) / pivot;
        for (let k = i; k <= size; k++) other[k] = (other[k] ?? 0) - factor * (row[k] ?? 0);
      }
    }
    return rows.map((row, i) => (row[size] ?? 0) / (row[i] ?? 1));
  }
}

/** Tukey's weight: 1 for what fits, falling to 0 for what is as far off as the limit. */
export function trust(misfit: number, limit: number): number {
  const share = misfit / limit;
  // Also when it is NaN.
  return Math.abs(share) < 1 ? (1 - share * share) ** 2 : 0;
}

/** Enough of them for a median. */
const asked = 4_000;

/** Standard deviation of the misfits that belong together, from their median; NaN are left out. */
export function spreadOf(misfits: Float32Array): number {
  const each = Math.max(1, Math.floor(misfits.length / asked));
  const some = Float32Array.from({ length: Math.floor(misfits.length / each) }, (_, i) => Math.abs(misfits[i * each] ?? 0));
  const sizes = some.filter((size) => !Number.isNaN(size)).sort();
  return 1.4826 * (sizes[sizes.length >> 1] ?? 0);
}

/** Beyond so many times the spread, Tukey's weight is 0. */
export const tukey = 4.685;
