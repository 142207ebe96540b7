import type { Level } from './level.ts';
import { likeness, placesIn, steep } from './slopes.ts';

/** How far an answer lies from what was sent: to the right and downwards, in pixels of what was sent. */
export interface Shift {
  readonly x: number;
  readonly y: number;
}

const [fewest, most] = [250, 6_000];
// Where a shift can't be told (along a horizon), none is likelier than any.
const perPxSquared = 5e-5;

/** The shift to whole pixels, searched for over `reachPx` in every direction on the coarsest level that tells anything, then step by step finer. */
export function wholeShift(levels: readonly Level[], reachPx: number): Shift | null {
  let shift: Shift | null = null;
  for (const level of [...levels].sort((a, b) => b.scale - a.scale)) {
    // A pixel more or less is left to the fine search.
    if (shift && level.scale === 1) break;
    const { scale, ring, sent } = level;
    const reach: number = shift ? 2 : Math.ceil(reachPx / scale);
    const around: Shift = shift ? { x: Math.round(shift.x / scale), y: Math.round(shift.y / scale) } : { x: 0, y: 0 };
    const places = placesIn(ring, margin(around, reach), most, (at) => steep(sent, at));
    if (places.length >= fewest) shift = best(level, places, around, reach);
  }
  return shift;
}

function margin({ x, y }: Shift, reach: number): number {
  return Math.max(Math.abs(x), Math.abs(y)) + reach + 1;
}

function best({ scale, sent, answer }: Level, places: Int32Array, around: Shift, reach: number): Shift {
  let [found, highest] = [around, -Infinity];
  for (let y = around.y - reach; y <= around.y + reach; y++) {
    for (let x = around.x - reach; x <= around.x + reach; x++) {
      const score = likeness(sent, answer, places, x, y) - perPxSquared * scale * scale * (x * x + y * y);
      if (score > highest) [found, highest] = [{ x, y }, score];
    }
  }
  return { x: found.x * scale, y: found.y * scale };
}
