import { LeastSquares, spreadOf, trust, tukey } from './least-squares.ts';
import type { Level } from './level.ts';
import { smoothlyBetween, type Plane } from './plane.ts';
import { placesIn, steep, steepest } from './slopes.ts';
import type { Shift } from './whole-shift.ts';

/** Where the answer lies, and how much lighter it is there. */
export interface Guess extends Shift {
  readonly gain: number;
  readonly offset: number;
}

export interface FineShift extends Guess {
  /** Standard error in pixels, in the direction in which it is told worst. */
  readonly uncertainPx: number;
  /** And across that direction, in which it is told best. */
  readonly uncertainAcrossPx: number;
  /** The same shift without what lies in the direction in which it is told worst: along stripes, it is 0. */
  readonly across: Shift;
}

const usual = 40_000;
const fewest = 50;
const [rounds, tolerantRounds] = [20, 3];
/** Detail of a few pixels makes a step too long; one that leaves more than this share of misfits is halved. */
const tolerance = 1.02;
/** As far as a shift still is from the whole pixels it begins with. */
const reachPx = 2.5;
/** The shift moves freely within this; where the picture tells nothing (along a horizon), it stays at 0. */
const usualPx = 5;
// Neighbouring pixels aren't as many witnesses as they are pixels.
export const witnessesPerPixel = 0.2;

/**
 * Shift to parts of a pixel with one gain and offset of lightness, by Gauss-Newton with weights that leave out what doesn't
 * match, and let no edge speak louder than others. The slopes are the sent picture's, which has no noise: an answer's own would
 * pull towards half pixels.
 * `finest` is softened.
 */
export function fineShift(finest: Level, start: Shift, places = fineDetail(finest, reachOf(start), usual)): FineShift {
  const { sent, answer } = finest.planes;
  let guess: Guess = { x: start.x, y: start.y, gain: 1, offset: 0 };
  let last = { guess, size: Infinity };
  let told: Told = { along: { x: 1, y: 0 }, uncertainPx: Infinity, uncertainAcrossPx: Infinity };
  for (let round = 0, bettered = 0; round < rounds && places.length >= fewest; round++) {
    const misfits = misfitsOf(sent, answer, places, guess);
    const size = meanSize(misfits);
    if (size > last.size * tolerance) {
      guess = midway(last.guess, guess);
      continue;
    }
    const next = step({ sent, places, misfits, guess, tolerant: bettered++ < tolerantRounds });
    if (!next) break;
    const moved = Math.hypot(next.x - guess.x, next.y - guess.y);
    last = { guess, size };
    guess = { ...next, x: within(next.x, start.x, reachPx), y: within(next.y, start.y, reachPx), gain: within(next.gain, 1, 0.5) };
    told = next.told;
    if (bettered > tolerantRounds && moved < 0.002) break;
  }
  const { along, ...errors } = told;
  return { ...guess, ...errors, across: without(guess, along) };
}

function reachOf({ x, y }: Shift): number {
  return Math.max(Math.abs(x), Math.abs(y));
}

/** Places whose detail can be compared whatever the fine search makes of a shift of `px`. */
export function fineDetail({ planes: { sent }, sent: slopes, ring }: Level, px: number, most: number): Int32Array {
  return placesIn(ring, Math.ceil(px + reachPx) + 3, most, (at) => steep(slopes, at) && unclipped(sent.data[at] ?? 0));
}

function meanSize(misfits: Float32Array): number {
  let [sum, count] = [0, 0];
  for (const misfit of misfits) {
    if (Number.isNaN(misfit)) continue;
    sum += Math.abs(misfit);
    count += 1;
  }
  return sum / count;
}

function midway(a: Guess, b: Guess): Guess {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, gain: (a.gain + b.gain) / 2, offset: (a.offset + b.offset) / 2 };
}

function unclipped(value: number): boolean {
  return value > 3 && value < 252;
}

function within(value: number, middle: number, reach: number): number {
  return Math.min(middle + reach, Math.max(middle - reach, value));
}

/** By how much the answer is lighter at each place than the guess has it; NaN where it is clipped. */
export function misfitsOf(sent: Plane, answer: Plane, places: Int32Array, { x, y, gain, offset }: Guess): Float32Array {
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
  readonly places: Int32Array;
  readonly misfits: Float32Array;
  readonly guess: Guess;
  readonly tolerant: boolean;
}

// Gain and offset would hardly be told apart around 0.
const middling = 128;

/** The guess, bettered: by what gain, offset and slopes explain of the misfits. */
function step(given: Step): (Guess & { readonly told: Told }) | null {
  const { guess, misfits } = given;
  const spread = Math.max(0.3, spreadOf(misfits));
  const sums = measured(given, tukey * spread * (given.tolerant ? 3 : 1));
  const told = toldBy(sums, spread);
  // What is usual counts as much as a measurement that is as uncertain as that.
  const worth = (spread / usualPx) ** 2 / witnessesPerPixel;
  sums.expect(0, -guess.x, worth);
  sums.expect(1, -guess.y, worth);
  const found = sums.solve();
  if (!found) return null;
  const [x = 0, y = 0, gain = 0, offset = 0] = found;
  return { x: guess.x + x, y: guess.y + y, gain: guess.gain + gain, offset: guess.offset + offset - gain * middling, told };
}

function measured({ sent, places, misfits, guess }: Step, limit: number): LeastSquares {
  const sums = new LeastSquares(4);
  const row = [0, 0, 0, 1];
  for (let i = 0; i < places.length; i++) {
    const misfit = misfits[i] ?? 0;
    const weight = trust(misfit, limit);
    if (weight === 0) continue;
    const at = places[i] ?? 0;
    const [right, down] = [steepnessAt(sent, at, 1), steepnessAt(sent, at, sent.width)];
    const heard = Math.min(1, steepest ** 2 / (right * right + down * down));
    [row[0], row[1], row[2]] = [-guess.gain * right, -guess.gain * down, (sent.data[at] ?? 0) - middling];
    sums.add(row, misfit, weight * heard);
  }
  return sums;
}

/** By how much a plane rises per pixel in one direction: as steep as it is, also where detail is a few pixels wide. */
export function steepnessAt({ data }: Plane, at: number, aside: number): number {
  return (8 * ((data[at + aside] ?? 0) - (data[at - aside] ?? 0)) - ((data[at + 2 * aside] ?? 0) - (data[at - 2 * aside] ?? 0))) / 12;
}

/** The direction in which a shift is told worst, as a step of one pixel, and standard errors along and across it. */
interface Told extends Pick<FineShift, 'uncertainPx' | 'uncertainAcrossPx'> {
  readonly along: Shift;
}

function toldBy(sums: LeastSquares, spread: number): Told {
  const { along, least, most } = directionsOf(sums.at(0, 0), sums.at(0, 1), sums.at(1, 1));
  const errorOf = (said: number): number => spread / Math.sqrt(witnessesPerPixel * said + 1e-9);
  return { along, uncertainPx: errorOf(least), uncertainAcrossPx: errorOf(most) };
}

/** How much slopes say (sums of their products) in the direction in which they say least, and across it: the eigenvalues. */
export function directionsOf(xx: number, xy: number, yy: number): { readonly along: Shift; readonly least: number; readonly most: number } {
  const apart = Math.hypot((xx - yy) / 2, xy);
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  return { along: { x: -Math.sin(angle), y: Math.cos(angle) }, least: (xx + yy) / 2 - apart, most: (xx + yy) / 2 + apart };
}

export function without({ x, y }: Shift, along: Shift): Shift {
  const part = x * along.x + y * along.y;
  return { x: x - part * along.x, y: y - part * along.y };
}
