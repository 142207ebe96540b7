import { LeastSquares, spreadOf, trust, tukey } from './least-squares.ts';
import { smoothlyBetween, type Plane } from './plane.ts';
import type { Ring } from './ring.ts';
import { placesIn, slopesOf, steep, type Slopes } from './slopes.ts';
import type { Shift } from './whole-shift.ts';

export interface FineShift extends Shift {
  /** Standard error in pixels, in the direction in which it is told worst. */
  readonly uncertainPx: number;
}

interface Guess extends Shift {
  readonly gain: number;
  readonly offset: number;
}

const most = 40_000;
const fewest = 50;
const [rounds, tolerantRounds] = [12, 3];
/** As far as a shift still is from the whole pixels it begins with. */
const reachPx = 2.5;
/** The shift moves freely within this; where the picture tells nothing (along a horizon), it stays at 0. */
const usualPx = 5;
// Neighbouring pixels aren't as many witnesses as they are pixels.
const witnessesPerPixel = 0.2;

/**
 * Shift to parts of a pixel with one gain and offset of lightness, by Gauss-Newton with weights that leave out what doesn't
 * match. The slopes are the sent picture's, which has no noise: an answer's own would pull towards half pixels.
 */
export function fineShift(sent: Plane, answer: Plane, ring: Ring, start: Shift): FineShift {
  const slopes = slopesOf(sent);
  const margin = Math.ceil(Math.max(Math.abs(start.x), Math.abs(start.y)) + reachPx) + 3;
  const places = placesIn(ring, margin, most, (at) => steep(slopes, at) && unclipped(sent.data[at] ?? 0));
  let guess: Guess = { ...start, gain: 1, offset: 0 };
  let uncertainPx = Infinity;
  for (let round = 0; round < rounds && places.length >= fewest; round++) {
    const next = step({ sent, slopes, places, misfits: misfitsOf(sent, answer, places, guess), guess, tolerant: round < tolerantRounds });
    if (!next) break;
    const moved = Math.hypot(next.x - guess.x, next.y - guess.y);
    guess = { ...next, x: within(next.x, start.x, reachPx), y: within(next.y, start.y, reachPx), gain: within(next.gain, 1, 0.5) };
    uncertainPx = next.uncertainPx;
    if (round >= tolerantRounds && moved < 0.002) break;
  }
  return { x: guess.x, y: guess.y, uncertainPx };
}

function unclipped(value: number): boolean {
  return value > 3 && value < 252;
}

function within(value: number, middle: number, reach: number): number {
  return Math.min(middle + reach, Math.max(middle - reach, value));
}

/** By how much the answer is lighter at each place than the guess has it; NaN where it is clipped. */
function misfitsOf(sent: Plane, answer: Plane, places: Int32Array, { x, y, gain, offset }: Guess): Float32Array {
  const misfits = new Float32Array(places.length);
  for (let i = 0; i < places.length; i++) {
    const at = places[i] ?? 0;
    const row = Math.floor(at / sent.width);
    const found = smoothlyBetween(answer, at - row * sent.width + x, row + y);
    misfits[i] = unclipped(found) ? found - gain * (sent.data[at] ?? 0) - offset : NaN;
  }
  return misfits;
}

interface Step {
  readonly sent: Plane;
  readonly slopes: Slopes;
  readonly places: Int32Array;
  readonly misfits: Float32Array;
  readonly guess: Guess;
  readonly tolerant: boolean;
}

// Gain and offset would hardly be told apart around 0.
const middling = 128;

/** The guess, bettered: by what gain, offset and slopes explain of the misfits. */
function step(given: Step): (Guess & { readonly uncertainPx: number }) | null {
  const { guess, misfits } = given;
  const spread = Math.max(0.3, spreadOf(misfits));
  const sums = measured(given, tukey * spread * (given.tolerant ? 3 : 1));
  const uncertainPx = spread / Math.sqrt(witnessesPerPixel * leastCertain(sums) + 1e-9);
  // What is usual counts as much as a measurement that is as uncertain as that.
  const worth = (spread / usualPx) ** 2 / witnessesPerPixel;
  sums.expect(0, -guess.x, worth);
  sums.expect(1, -guess.y, worth);
  const found = sums.solve();
  if (!found) return null;
  const [x = 0, y = 0, gain = 0, offset = 0] = found;
  return { x: guess.x + x, y: guess.y + y, gain: guess.gain + gain, offset: guess.offset + offset - gain * middling, uncertainPx };
}

function measured({ sent, slopes, places, misfits, guess }: Step, limit: number): LeastSquares {
  const sums = new LeastSquares(4);
  for (let i = 0; i < places.length; i++) {
    const misfit = misfits[i] ?? 0;
    const weight = trust(misfit, limit);
    if (weight === 0) continue;
    const at = places[i] ?? 0;
    const [right, down] = [slopes.x.data[at] ?? 0, slopes.y.data[at] ?? 0];
    sums.add([-guess.gain * right, -guess.gain * down, (sent.data[at] ?? 0) - middling, 1], misfit, weight);
  }
  return sums;
}

/** How much the slopes say in the direction in which they say least: the smaller eigenvalue. */
function leastCertain(sums: LeastSquares): number {
  const [xx, xy, yy] = [sums.at(0, 0), sums.at(0, 1), sums.at(1, 1)];
  return (xx + yy) / 2 - Math.hypot((xx - yy) / 2, xy);
}
