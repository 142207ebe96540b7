import type { Combination, Modifiers } from './tool.ts';

/**
 * What Shift and Alt mean to an area tool. Held when the pointer is pressed on a canvas that is painted already, they say how the
 * new area is put together with that; pressed later (or when nothing is painted) they bind its shape.
 */
export class AreaModifiers {
  readonly combination: Combination;
  /** Held since the press, as a combination. */
  #shift: boolean;
  #alt: boolean;

  constructor({ shift, alt }: Modifiers, isPainted: boolean, usual: Combination) {
    this.#shift = shift && isPainted;
    this.#alt = alt && isPainted;
    this.combination = combinationOf(this.#shift, this.#alt) ?? usual;
  }

  /** Which of them bind the shape now. */
  shaping(now: Modifiers): Modifiers {
    this.#shift &&= now.shift;
    this.#alt &&= now.alt;
    return { ...now, shift: now.shift && !this.#shift, alt: now.alt && !this.#alt };
  }
}

function combinationOf(shift: boolean, alt: boolean): Combination | null {
  if (shift && alt) return 'intersect';
  if (shift) return 'add';
  return alt ? 'subtract' : null;
}
