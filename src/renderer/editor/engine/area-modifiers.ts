import { isEmpty } from './geometry.ts';
import type { Combination, Modifiers, ToolWork } from './tool.ts';

/**
 * What Shift and Alt mean to an area tool. Held when the pointer is pressed on a canvas that is painted already, they say how the
 * new area is put together with that; pressed later (or when nothing is painted) they bind its shape.
 */
export class AreaModifiers {
  readonly combination: Combination;
  /** Held since the press, as a combination. */
  #shift: boolean;
  #alt: boolean;

  /** Of a tool that draws its area, as the pointer is pressed. */
  static pressed({ mask, settings }: ToolWork, held: Modifiers): AreaModifiers {
    return new AreaModifiers(held, !isEmpty(mask.bounds()), settings.combination);
  }

  /** `combines`: whether the keys that are held have this meaning at all. They always do where no shape is drawn that they could bind. */
  constructor({ shift, alt }: Modifiers, combines: boolean, usual: Combination) {
    this.#shift = shift && combines;
    this.#alt = alt && combines;
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
