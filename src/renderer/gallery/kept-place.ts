import type { Pictures } from '../pictures.svelte.ts';

type Shown = Pick<Pictures, 'shown' | 'generation' | 'indexOfRow'>;

/** A picture that is followed when others come or go; when it goes itself, the next one that stays takes its place. */
export class KeptPlace {
  readonly #pictures: Shown;
  /** Those shown when it was last looked for: to know who came next. */
  #rows = new Int32Array();
  #generation = '';
  #index = 0;
  /** How far its row is below the window's upper edge. */
  offsetPx = 0;

  constructor(pictures: Shown) {
    this.#pictures = pictures;
  }

  keep(index: number, offsetPx = 0): void {
    this.#rows = this.#pictures.shown.rows;
    this.#generation = this.#pictures.generation;
    this.#index = index;
    this.offsetPx = offsetPx;
  }

  /** Where it is among those shown now. */
  get index(): number {
    const { rows } = this.#pictures.shown;
    if (rows !== this.#rows) this.keep(this.#found(rows.length), this.offsetPx);
    return this.#index;
  }

  #found(count: number): number {
    if (this.#rows.length === 0) return 0;
    // The index was made anew, and its rows with it.
    if (this.#generation !== this.#pictures.generation) return Math.max(0, Math.min(this.#index, count - 1));
    for (let index = this.#index; index < this.#rows.length; index += 1) {
      const found = this.#pictures.indexOfRow(this.#rows[index] ?? -1);
      if (found >= 0) return found;
    }
    return Math.max(0, count - 1);
  }
}
