import type { Rectangle } from '../../../shared/edit.ts';
import type { Mask } from './mask.ts';

export function isSameExtent(a: Rectangle, b: Rectangle): boolean {
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}

/** What a mask is when it covers another part of the picture's plane: everything that it didn't cover before is full. */
export function extended(mask: Mask, before: Rectangle, after: Rectangle): Mask {
  const [left, top] = [before.left - after.left, before.top - after.top];
  const [right, bottom] = [left + before.width, top + before.height];
  const other = mask.resized(after.width, after.height, left, top);
  const { canvas } = other;
  other.fill({ ...canvas, bottom: top }, 255);
  other.fill({ ...canvas, top: bottom }, 255);
  other.fill({ ...canvas, top, bottom, right: left }, 255);
  other.fill({ ...canvas, top, bottom, left: right }, 255);
  return other;
}

/** A mask that was meant for what was covered before, for what is covered now. */
export function carriedOver(mask: Mask, before: Rectangle, now: Rectangle): Mask {
  return isSameExtent(before, now) ? mask : extended(mask, before, now);
}
