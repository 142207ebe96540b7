import type { Level } from './level.ts';
import { likenessAlong, placesIn } from './slopes.ts';
import type { Shift } from './whole-shift.ts';

// Redrawn with every detail some pixels from its place, the practice server's pictures stay above 0.9; others, and mirrored ones, stay
// below 0.45, and only two drawings of one and the same figure come near this.
const leastLikeness = 0.6;
const witnessesNeeded = 200;
const tellingSlope = 2.5;

/** Whether what is told by the sent picture's edges is there in the answer too, upright ones and level ones alike: a mirrored horizon is a horizon. */
export function matches(levels: readonly Level[], shift: Shift): boolean {
  return likenesses(levels, shift).every((one) => one >= leastLikeness);
}

function likenesses(levels: readonly Level[], shift: Shift): number[] {
  return (['x', 'y'] as const).flatMap((direction) => {
    for (const level of [4, 2, 1].map((scale) => levels.find((one) => one.scale === scale))) {
      if (!level) continue;
      const slopes = level.sent[direction];
      const [dx, dy] = [shift.x / level.scale, shift.y / level.scale];
      const margin = Math.ceil(Math.max(Math.abs(dx), Math.abs(dy))) + 2;
      const places = placesIn(level.ring, margin, 20_000, (at) => Math.abs(slopes.data[at] ?? 0) >= tellingSlope);
      if (places.length >= witnessesNeeded) return [likenessAlong(slopes, level.answer[direction], places, dx, dy)];
    }
    return [];
  });
}
