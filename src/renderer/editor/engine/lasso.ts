import { AreaModifiers } from './area-modifiers.ts';
import { combine } from './combine.ts';
import { filledPath } from './filled-path.ts';
import type { Point } from './geometry.ts';
import type { Modifiers, PointerSample, Preview, Tool, ToolWork } from './tool.ts';

/** Points nearer to one another than this say nothing new. */
const leastStepPx = 0.5;

/** A line drawn freely around an area, closed where the hand is lifted. */
export class Lasso implements Tool {
  readonly isOpen = false;
  #points: Point[] = [];
  #modifiers: AreaModifiers | null = null;

  get preview(): Preview {
    return this.#points.length === 0 ? { kind: 'none' } : { kind: 'line', points: this.#points.slice(), closed: true };
  }

  down(work: ToolWork, { x, y }: PointerSample, modifiers: Modifiers): void {
    this.#modifiers = new AreaModifiers(work, modifiers);
    this.#points = [{ x, y }];
  }

  move(_work: ToolWork, to: readonly PointerSample[]): void {
    for (const { x, y } of to) {
      const last = this.#points.at(-1);
      if (last === undefined || Math.hypot(x - last.x, y - last.y) >= leastStepPx) this.#points.push({ x, y });
    }
  }

  up({ mask }: ToolWork): void {
    // A click surrounds nothing, and shouldn't clear what is painted.
    if (this.#points.length > 2 && this.#modifiers !== null)
      combine(mask, filledPath(this.#points, mask.width, mask.height), this.#modifiers.combination);
    this.cancel();
  }

  cancel(): void {
    this.#points = [];
    this.#modifiers = null;
  }
}
