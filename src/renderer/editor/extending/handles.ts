import { maxSidePx } from '../../../shared/edit.ts';
import type { Point } from '../engine/geometry.ts';
import type { Margins, Side } from './margins.ts';
import type { Handle } from './pulling.ts';

export type HandleName = Side | 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';

/** In the order in which Tab goes through them; corners last, so that they lie on top. */
export const handles: Readonly<Record<HandleName, Handle>> = {
  left: { x: -1, y: 0 },
  top: { x: 0, y: -1 },
  right: { x: 1, y: 0 },
  bottom: { x: 0, y: 1 },
  'top-left': { x: -1, y: -1 },
  'top-right': { x: 1, y: -1 },
  'bottom-right': { x: 1, y: 1 },
  'bottom-left': { x: -1, y: 1 },
};
export const handleNames = Object.keys(handles) as HandleName[];

const stepsPx = { small: 1, large: 10, page: 100 };
const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
/** Outwards, as far as they reach. */
const leaps: Readonly<Record<string, number>> = { PageUp: stepsPx.page, PageDown: -stepsPx.page, Home: -maxSidePx, End: maxSidePx };

/** How far a key pulls a handle, in pixels of the picture; null for a key that means nothing to it. */
export function pullOf({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>, handle: Handle): Point | null {
  const leap = leaps[key];
  if (leap !== undefined) return outwards(handle, leap);
  const arrow = arrows[key];
  if (!arrow) return null;
  const step = shiftKey ? stepsPx.large : stepsPx.small;
  // Where the handle can't go along with the arrow it is a slider: up and right are more.
  const isAcross = arrow.x * handle.x === 0 && arrow.y * handle.y === 0;
  return isAcross ? outwards(handle, (arrow.x - arrow.y) * step) : { x: arrow.x * step, y: arrow.y * step };
}

function outwards({ x, y }: Handle, px: number): Point {
  return { x: x * px, y: y * px };
}

/** The margin that a handle alone sets; a corner sets two, so it has none. */
export function marginOf(name: HandleName, margins: Margins): number | null {
  return name in margins ? margins[name as Side] : null;
}
