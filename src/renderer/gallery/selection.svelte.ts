import type { Pictures } from '../pictures.svelte.ts';
import { PictureSet } from './picture-set.ts';

/** The pictures that the next action is for: by id, so that it outlives scrolling and news. */
export class Selection {
  readonly #pictures: Pick<Pictures, 'idsBetween' | 'count'>;
  #chosen = $state.raw(new PictureSet());
  /** Where a range begins when Shift is held. */
  #anchor = 0;
  /** What was selected before the range that is being drawn. */
  #before = new PictureSet();

  constructor(pictures: Pick<Pictures, 'idsBetween' | 'count'>) {
    this.#pictures = pictures;
  }

  get ids(): readonly string[] {
    return this.#chosen.ids;
  }

  get size(): number {
    return this.#chosen.size;
  }

  has(id: string): boolean {
    return this.#chosen.has(id);
  }

  toggle(id: string, index: number): void {
    this.#chosen = this.#chosen.toggled(id);
    this.begin(index);
  }

  /** The next range is drawn from here. */
  begin(index: number): void {
    this.#anchor = index;
    this.#before = this.#chosen;
  }

  /** Selects everything from where the range began to here, besides what was selected before. */
  async extendTo(index: number): Promise<void> {
    const before = this.#before;
    const range = await this.#pictures.idsBetween(Math.min(this.#anchor, index), Math.max(this.#anchor, index));
    if (before === this.#before) this.#chosen = before.with(range);
  }

  async selectAll(): Promise<void> {
    if (this.#pictures.count === 0) return;
    this.#chosen = new PictureSet(await this.#pictures.idsBetween(0, this.#pictures.count - 1));
    this.#before = this.#chosen;
  }

  clear(): void {
    this.#chosen = new PictureSet();
    this.#before = this.#chosen;
  }
}
