import type { AlikePixels } from './alike-pixels.ts';
import { PixelSet } from './pixel-set.ts';

/** Runs of pixels that are filled and whose neighbours above and below are still to be looked at. */
class Runs {
  #values = new Int32Array(3 * 1024);
  #length = 0;

  push(y: number, first: number, last: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Int32Array(2 * this.#length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length] = y;
    this.#values[this.#length + 1] = first;
    this.#values[this.#length + 2] = last;
    this.#length += 3;
  }

  /** Takes the newest away; where it begins in `values`. */
  pop(): number {
    this.#length -= 3;
    return this.#length;
  }

  get values(): Int32Array {
    return this.#values;
  }
}

/** Every alike pixel that is reached from one of them by steps up, down, left and right. They are taken out of `alike`. */
export function flood(alike: AlikePixels, x: number, y: number): PixelSet {
  const open = alike.set;
  const filled = new PixelSet(open.width, open.height);
  const runs = new Runs();
  const fillFrom = (first: number, last: number, row: number) => {
    if (row < 0 || row >= open.height) return;
    alike.look(row);
    let next = open.next(first, last, row);
    while (next >= 0) {
      const start = open.runStart(next, row);
      const end = open.runEnd(next, row);
      open.moveRun(start, end, row, filled);
      runs.push(row, start, end);
      next = end < last ? open.next(end + 1, last, row) : -1;
    }
  };
  fillFrom(x, x, y);
  for (let at = runs.pop(); at >= 0; at = runs.pop()) {
    const [row = 0, first = 0, last = 0] = runs.values.subarray(at, at + 3);
    fillFrom(first, last, row - 1);
    fillFrom(first, last, row + 1);
  }
  return filled;
}

export function everywhere(alike: AlikePixels): PixelSet {
  for (let y = 0; y < alike.set.height; y += 1) alike.look(y);
  return alike.set;
}
