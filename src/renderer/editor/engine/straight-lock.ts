import type { Point } from './geometry.ts';
import type { PointerSample } from './tool.ts';

/** Shift, while it is held: the hand moves only across or only up and down, whichever it begins with. */
export class StraightLock {
  #last: Point = { x: 0, y: 0 };
  #from: Point | null = null;
  #way: 'x' | 'y' | null = null;

  begin(at: Point): void {
    this.#last = at;
    this.#from = null;
    this.#way = null;
  }

  /** Where the brush goes when the hand goes to a sample; it waits until the hand has moved by `nearPx`. */
  follow(sample: PointerSample, isHeld: boolean, nearPx: number): PointerSample {
    if (!isHeld) {
      this.begin(sample);
      return sample;
    }
    this.#from ??= this.#last;
    const { x, y } = this.#from;
    const [dx, dy] = [Math.abs(sample.x - x), Math.abs(sample.y - y)];
    if (this.#way === null && Math.max(dx, dy) >= nearPx) this.#way = dx >= dy ? 'x' : 'y';
    return { ...sample, x: this.#way === 'x' ? sample.x : x, y: this.#way === 'y' ? sample.y : y };
  }
}
