import { isEmpty } from './geometry.ts';
import type { Combination, Modifiers, ToolWork } from './tool.ts';

/**
 * What Shift and Alt mean to a tool that draws an area. Held when the pointer is pressed on a canvas that is painted already, they say how the
 * new area is put together with that; pressed later (or when nothing is painted) they bind its shape.
 */
export class AreaModifiers {
  readonly combination: Combination;
  /** Held since the press, as a combination. */
  #shift: boolean;
  #alt: boolean;

  /** As the pointer is pressed. */
  constructor({ mask, settings }: ToolWork, { shift, alt }: Modifiers) {
    const isPainted = !isEmpty(mask.bounds());
    this.#shift = shift && isPainted;
    this.#alt = alt && isPainted;
    this.combination = heldCombination({ shift: this.#shift, alt: this.#alt }, settings.combination);
  }

  /** Which of them bind the shape now. */
  shaping(now: Modifiers): Modifiers {
    this.#shift &&= now.shift;
    this.#alt &&= now.alt;
    return { ...now, shift: now.shift && !this.#shift, alt: now.alt && !this.#alt };
  }
}

/** What the keys that are held as a combination say, or what is usual. */
export function heldCombination({ shift, alt }: Pick<Modifiers, 'shift' | 'alt'>, usual: Combination): Combination {
  if (shift && alt) return 'intersect';
  if (shift) return 'add';
  return alt ? 'subtract' : usual;
}
