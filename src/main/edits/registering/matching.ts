import { between, boxed, type Plane } from './plane.ts';
import type { Ring } from './ring.ts';
import { limited, placesIn } from './slopes.ts';
import type { Shift } from './whole-shift.ts';

// Measured over 54 pairs of scenes each: what is redrawn with every detail a pixel or two from its place, recoloured, noisy and saved as
// JPEG stays above 0.87; other pictures stay below 0.45, and two drawings of one and the same figure below 0.66 but for one of 0.76.
// A part of what is around the mask may have become something else, and whoever paid for an answer loses more by one that is refused
// than by one that looks wrong before it is kept: so there is a lot of room.
const leastLikeness = 0.6;
const witnessesNeeded = 200;
const tellingSlope = 2.5;
const mostWitnesses = 20_000;

/** Whether what is told by the sent picture's edges is there in the answer too, upright ones and level ones alike: a mirrored horizon is a horizon. */
export function matches(sent: Plane, answer: Plane, ring: Ring, shift: Shift): boolean {
  const directions = new Set<'x' | 'y'>(['x', 'y']);
  // By the coarsest detail that there is enough of: the finer it is, the further from its place it may be drawn.
  for (const side of [4, 2, 1] as const) {
    if (directions.size === 0) break;
    // Means about every pixel and not of a grid of squares, in which a fine pattern would look like another one.
    const planes = { sent: boxed(sent, side), answer: boxed(answer, side) };
    for (const direction of directions) {
      const one = likenessAlong({ ...planes, ring, shift }, direction === 'x' ? { x: side, y: 0 } : { x: 0, y: side });
      if (one === null) continue;
      if (one < leastLikeness) return false;
      directions.delete(direction);
    }
  }
  return true;
}

interface Compared {
  readonly sent: Plane;
  readonly answer: Plane;
  readonly ring: Ring;
  readonly shift: Shift;
}

/** How alike both rise over a step in one direction, −1 to 1; null where too few places of the ring tell it. */
function likenessAlong({ sent, answer, ring, shift }: Compared, step: Shift): number | null {
  const { width, data } = sent;
  const by = step.x + step.y * width;
  const rise = (at: number): number => limited(((data[at + by] ?? 0) - (data[at - by] ?? 0)) / 2);
  const margin = Math.max(step.x, step.y) + Math.ceil(Math.max(Math.abs(shift.x), Math.abs(shift.y))) + 2;
  const places = placesIn(ring, margin, mostWitnesses, (at) => Math.abs(rise(at)) >= tellingSlope);
  if (places.length < witnessesNeeded) return null;
  let [both, ours, theirs] = [0, 0, 0];
  for (const at of places) {
    const our = rise(at);
    const row = Math.floor(at / width);
    const [x, y] = [at - row * width + shift.x, row + shift.y];
    const their = limited((between(answer, x + step.x, y + step.y) - between(answer, x - step.x, y - step.y)) / 2);
    both += our * their;
    ours += our * our;
    theirs += their * their;
  }
  return both / Math.sqrt(ours * theirs + 1e-9);
}
