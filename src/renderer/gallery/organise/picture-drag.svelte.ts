import type { Which } from '../picture-actions.ts';

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
}
