import type { Pictures } from '../pictures.svelte.ts';
import { RowSet } from './row-set.ts';

/** The pictures that the next action is for: by their rows, so that it outlives scrolling and news, and half a million are no more work than one. */
export class Selection {
  readonly #pictures: Pick<Pictures, 'shown' | 'generation' | 'rowAt' | 'indexOfRow'>;
  #chosen = $state.raw(RowSet.empty);
  /** The row from which a range is drawn when Shift is held. */
  #anchor = -1;
  #generation = '';
  /** What was selected before the range or the frame that is being drawn. */
  #before = RowSet.empty;

  constructor(pictures: Pick<Pictures, 'shown' | 'generation' | 'rowAt' | 'indexOfRow'>) {
    this.#pictures = pictures;
    this.#generation = pictures.generation;
  }

  get size(): number {
    return this.#chosen.size;
  }

  /** Those selected, in the order in which they are shown: for `pictures.setOf`. */
  get rows(): Int32Array<ArrayBuffer> {
    return this.#chosen.among(this.#pictures.shown.rows);
  }

  has(row: number): boolean {
    return this.#chosen.has(row);
  }

  toggle(index: number): void {
    const row = this.#pictures.rowAt(index);
    if (row < 0) return;
    this.#chosen = this.#chosen.toggled(Int32Array.of(row));
    this.begin(index);
  }

  /** The next range is drawn from here. */
  begin(index: number): void {
    this.#anchor = this.#pictures.rowAt(index);
    this.#before = this.#chosen;
  }

  /** Selects everything from where the range began to here, besides what was selected before. */
  extendTo(index: number): void {
    const from = this.#pictures.indexOfRow(this.#anchor);
    const [first, last] = from < 0 ? [index, index] : [Math.min(from, index), Math.max(from, index)];
    this.#chosen = this.#before.with(this.#pictures.shown.rows.subarray(first, last + 1));
  }

  selectAll(): void {
    this.#set(RowSet.of(this.#pictures.shown.rows));
  }

  invert(): void {
    this.#set(this.#chosen.toggled(this.#pictures.shown.rows));
  }

  clear(): void {
    this.#set(RowSet.empty);
  }

  /** Begins a frame drawn with the mouse, in addition to what is selected or instead of it. */
  beginFrame(isAdditional: boolean): void {
    this.#before = isAdditional ? this.#chosen : RowSet.empty;
  }

  /** What lies in the frame by now. */
  frame(rows: Int32Array): void {
    this.#chosen = this.#before.with(rows);
  }

  /** Takes back what the frame did. */
  dropFrame(chosenBefore: RowSet): void {
    this.#set(chosenBefore);
  }

  /** What is selected, to go back to it. */
  get chosen(): RowSet {
    return this.#chosen;
  }

  /** Forgets those that are no longer shown. */
  keepShown(): void {
    const { generation } = this.#pictures;
    if (generation !== this.#generation) this.clear();
    this.#generation = generation;
    if (this.#chosen.size === 0) return;
    const rows = this.#chosen.among(this.#pictures.shown.rows);
    if (rows.length < this.#chosen.size) this.#set(RowSet.of(rows));
  }

  #set(chosen: RowSet): void {
    this.#chosen = chosen;
    this.#before = chosen;
  }
}
