import type { PixelSize } from '../../../shared/edit.ts';
import type { Point } from '../engine/geometry.ts';
import { areMargins, extentOf, type Margins } from './margins.ts';

/** Which edges of the frame a handle holds. -1: the left or the upper one, 1: the right or the lower one, 0: neither. */
export interface Handle {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

export interface Pull {
  readonly handle: Handle;
  /** How far, in pixels of the picture, not rounded. */
  readonly by: Point;
  /** The edges across move as far the other way. */
  readonly alike: boolean;
  /** Width to height, which a corner gives the whole; null: whatever comes of it. */
  readonly shape: number | null;
}

/** So often halved, the longest pull is told to within a part of a pixel. */
const halvings = 40;

/** What a handle that is pulled makes of the margins: whole pixels, never inside the picture, and only as far as a picture can be large. */
export function pulled(from: Margins, pull: Pull, picture: PixelSize): Margins {
  const at = (part: number): Margins => moved(from, { ...pull, by: { x: pull.by.x * part, y: pull.by.y * part } }, picture);
  const all = at(1);
  if (areMargins(all, picture)) return all;
  let [fits, over] = [0, 1];
  for (let times = 0; times < halvings; times++) {
    const between = (fits + over) / 2;
    if (areMargins(at(between), picture)) fits = between;
    else over = between;
  }
  const furthest = at(fits);
  // To have the shape at all may already be too much.
  return areMargins(furthest, picture) ? furthest : from;
}

function moved({ left, top, right, bottom }: Margins, { handle, by, alike, shape }: Pull, picture: PixelSize): Margins {
  const across = alongAxis([left, right], handle.x, by.x, alike);
  const down = alongAxis([top, bottom], handle.y, by.y, alike);
  const free = { left: across[0], top: down[0], right: across[1], bottom: down[1] };
  return shape === null || handle.x === 0 || handle.y === 0 ? free : shaped(free, { handle, alike, shape }, picture);
}

function alongAxis([before, after]: readonly [number, number], towards: -1 | 0 | 1, by: number, alike: boolean): [number, number] {
  const outwards = by * towards;
  const moves = (edge: -1 | 1): boolean => towards === edge || (alike && towards !== 0);
  const to = (margin: number): number => Math.max(0, Math.round(margin + outwards));
  return [moves(-1) ? to(before) : before, moves(1) ? to(after) : after];
}

/** As much larger as the shape needs, at the edges that move. */
function shaped(free: Margins, { handle, alike, shape }: Omit<Pull, 'by' | 'shape'> & { shape: number }, picture: PixelSize): Margins {
  const { width, height } = extentOf(free, picture);
  const [left, right] = added([free.left, free.right], handle.x, Math.round(height * shape) - width, alike);
  const [top, bottom] = added([free.top, free.bottom], handle.y, Math.round(width / shape) - height, alike);
  return { left, top, right, bottom };
}

function added([before, after]: readonly [number, number], towards: -1 | 0 | 1, missing: number, alike: boolean): [number, number] {
  const more = Math.max(0, missing);
  const half = Math.ceil(more / 2);
  if (alike) return [before + half, after + half];
  return towards === -1 ? [before + more, after] : [before, after + more];
}
