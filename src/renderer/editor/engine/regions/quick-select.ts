import { heldCombination } from '../area-modifiers.ts';
import { combine } from '../combine.ts';
import { between } from '../dab.ts';
import { Mask, type MaskMark } from '../mask.ts';
import type { Colours, Combination, Modifiers, PointerSample, Preview, Tool, ToolWork } from '../tool.ts';
import { cellsAround, type Cells } from './cells.ts';
import { fittingColours } from './fitting-colours.ts';
import { QuickStroke } from './quick-stroke.ts';

interface Gesture {
  readonly colours: Colours;
  readonly combination: Combination;
  /** What was painted before. */
  readonly before: MaskMark;
  /** What the parts of the stroke selected that lie in other windows. */
  readonly area: Mask;
  stroke: QuickStroke;
  last: PointerSample;
}

/** A brush that selects what looks like what it touches, as far as the next edge. */
export class QuickSelect implements Tool {
  readonly isOpen = false;
  readonly preview: Preview = { kind: 'none' };
  #gesture: Gesture | null = null;
  /** The window that was looked at last: the next stroke often begins in it. */
  #known: { readonly colours: Colours; readonly cells: Cells; readonly brushPx: number } | null = null;

  down(work: ToolWork, at: PointerSample, modifiers: Modifiers): void {
    const { mask, settings } = work;
    const colours = fittingColours(work);
    if (colours === null) return;
    const combination = heldCombination(modifiers, settings.combination);
    const stroke = new QuickStroke(this.#cellsFor(colours, at, settings.brushPx), settings.tolerance);
    this.#gesture = { colours, combination, before: mask.mark(), area: new Mask(mask.width, mask.height), stroke, last: at };
    if (combination === 'replace' || combination === 'intersect') mask.fill(mask.canvas, 0);
    this.#touch(this.#gesture, work, at);
    stroke.show(mask, this.#gesture.before, combination);
  }

  move(work: ToolWork, to: readonly PointerSample[]): void {
    const gesture = this.#gesture;
    if (gesture === null) return;
    for (const at of to) {
      for (const step of stepsBetween(gesture.last, at, work.settings.brushPx)) this.#touch(gesture, work, step);
      gesture.last = at;
    }
    gesture.stroke.show(work.mask, gesture.before, gesture.combination);
  }

  up({ mask }: ToolWork): void {
    if (this.#gesture === null) return;
    const { stroke, area, colours, before, combination } = this.#gesture;
    stroke.finish(area, colours);
    mask.restore(before);
    combine(mask, area, combination);
    this.cancel();
  }

  cancel(): void {
    this.#gesture = null;
  }

  /** Goes on in another window where the brush comes near the border of this one. */
  #touch(gesture: Gesture, { settings }: ToolWork, at: PointerSample): void {
    const { stroke, colours, area } = gesture;
    if (!isWellInside(stroke.cells, colours, at, settings.brushPx)) {
      stroke.finish(area, colours);
      gesture.stroke = new QuickStroke(this.#cellsFor(colours, at, settings.brushPx), settings.tolerance);
    }
    gesture.stroke.touch(at, settings.brushPx);
  }

  #cellsFor(colours: Colours, at: PointerSample, brushPx: number): Cells {
    const known = this.#known;
    if (known?.colours === colours && known.brushPx === brushPx && isWellInside(known.cells, colours, at, brushPx)) return known.cells;
    const cells = cellsAround(colours, at, brushPx);
    this.#known = { colours, cells, brushPx };
    return cells;
  }
}

/** Whether the brush and some surroundings lie in the window, unless the picture itself ends there. */
function isWellInside({ px, left, top, columns, rows }: Cells, { width, height }: Colours, at: PointerSample, brushPx: number): boolean {
  const margin = brushPx / 2 + 50 * px;
  return (
    (left === 0 || at.x >= left + margin) &&
    (top === 0 || at.y >= top + margin) &&
    (left + columns * px >= width || at.x <= left + columns * px - margin) &&
    (top + rows * px >= height || at.y <= top + rows * px - margin)
  );
}

/** Samples on the way from one (without it) to another, near enough to one another that the brush leaves no gap. */
function stepsBetween(from: PointerSample, to: PointerSample, brushPx: number): PointerSample[] {
  const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / Math.max(1, brushPx / 4)));
  return Array.from({ length: steps }, (_, step) => between(from, to, (step + 1) / steps));
}
