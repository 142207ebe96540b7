import { AreaModifiers } from '../area-modifiers.ts';
import { combine } from '../combine.ts';
import { between } from '../dab.ts';
import { Mask, type MaskMark } from '../mask.ts';
import type { Colours, Combination, Modifiers, PointerSample, Tool, ToolWork } from '../tool.ts';
import { cellsAround, type Cells } from './cells.ts';
import { QuickStroke } from './quick-stroke.ts';
import { fits } from './wand.ts';

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
export function quickSelectTool(): Tool {
  let gesture: Gesture | null = null;
  let known: { readonly colours: Colours; readonly cells: Cells; readonly brushPx: number } | null = null;
  const cellsFor = (colours: Colours, at: PointerSample, brushPx: number) => {
    if (known?.colours !== colours || known.brushPx !== brushPx || !isWellInside(known.cells, colours, at, brushPx))
      known = { colours, brushPx, cells: cellsAround(colours, at, brushPx) };
    return known.cells;
  };
  const touch = (of: Gesture, { settings }: ToolWork, at: PointerSample) => {
    if (!isWellInside(of.stroke.cells, of.colours, at, settings.brushPx)) {
      of.stroke.finish(of.area, of.colours);
      of.stroke = new QuickStroke(cellsFor(of.colours, at, settings.brushPx), settings.tolerance);
    }
    of.stroke.touch(at, settings.brushPx);
  };
  return {
    down: (work: ToolWork, at: PointerSample, modifiers: Modifiers) => {
      const { mask, colours, settings } = work;
      if (colours === null || !fits(colours, mask)) return;
      const { combination } = new AreaModifiers(modifiers, true, settings.combination);
      const stroke = new QuickStroke(cellsFor(colours, at, settings.brushPx), settings.tolerance);
      gesture = { colours, combination, before: mask.mark(), area: new Mask(mask.width, mask.height), stroke, last: at };
      if (combination === 'replace' || combination === 'intersect') mask.fill(mask.canvas, 0);
      touch(gesture, work, at);
      stroke.show(mask, gesture.before, combination);
    },
    move: (work: ToolWork, to: readonly PointerSample[]) => {
      if (gesture === null) return;
      for (const at of to) {
        for (const point of stepsBetween(gesture.last, at, work.settings.brushPx)) touch(gesture, work, point);
        gesture.last = at;
      }
      gesture.stroke.show(work.mask, gesture.before, gesture.combination);
    },
    up: ({ mask }: ToolWork) => {
      if (gesture === null) return;
      const { stroke, area, colours, before, combination } = gesture;
      stroke.finish(area, colours);
      mask.restore(before);
      combine(mask, area, combination);
      gesture = null;
    },
    cancel: () => {
      gesture = null;
    },
    isOpen: false,
    preview: { kind: 'none' },
  };
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
