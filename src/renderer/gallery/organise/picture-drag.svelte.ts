import type { Which } from '../picture-actions.ts';

/** As many files as the system is asked to carry at once. */
export const mostCarried = 100;

/** The pictures that are being dragged across the window: to a collection, a tag or the trash. */
export class PictureDrag {
  #dragged = $state.raw<Which | null>(null);

  get dragged(): Which | null {
    return this.#dragged;
  }

  begin(which: Which): void {
    this.#dragged = which;
  }

  end(): void {
    this.#dragged = null;
  }

  /** What is dragged as files leaves without a word: the next time that the pointer moves with nothing pressed it must be over. */
  listen(target: Window): () => void {
    const listening = new AbortController();
    const { signal } = listening;
    target.addEventListener('dragend', () => this.end(), { signal });
    target.addEventListener('pointermove', ({ buttons }) => buttons === 0 && this.#dragged && this.end(), { signal });
    return () => listening.abort();
  }
}
