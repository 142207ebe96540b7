import type { Verdict } from '../../../shared/edit.ts';
import type { MaskPixels, SrgbPixels } from '../pixels/picture-pixels.ts';
import { colourOf } from './colour.ts';
import { Level } from './level.ts';
import { matches } from './matching.ts';
import { nearestShift } from './nearest-shift.ts';
import { lightness, softened, type Plane } from './plane.ts';
import { resized } from './resampling.ts';
import { ringAround, type Ring } from './ring.ts';
import { wholeShift, type Shift } from './whole-shift.ts';

/** One number each for red, green and blue. */
type PerChannel = readonly [number, number, number];

/**
 * How an answer lies over what was sent: what was sent at p is in the answer at p + shift, in pixels of what was sent, and there
 * every channel is what it was times its gain plus its offset (in levels of 255).
 */
export interface Registration {
  readonly verdict: Verdict;
  readonly shift: { readonly x: number; readonly y: number };
  readonly gain: PerChannel;
  readonly offset: PerChannel;
}

/** Finds it by what surrounds the mask. `editable` is as large as what was sent: above 0 where the answer may differ. */
export function register(sent: SrgbPixels, answer: SrgbPixels, editable: MaskPixels): Registration {
  if (!alike(sent, answer)) return unmoved('other-shape');
  const theirs = resized(answer, sent.width, sent.height);
  const ring = ringAround(editable, Math.round(Math.max(4, Math.min(sent.width, sent.height) / 150)));
  const [ours, other] = [lightness(sent), lightness(theirs)];
  const levels = levelsOf(ours, other, ring);
  const whole = wholeShift(levels, searchedPx(sent));
  if (!whole || scarce(ring)) return plain(sent, theirs, ring);
  const fine = nearestShift(new Level(1, { sent: softened(ours), answer: softened(other) }, ring), whole, certainPx);
  if (!matches(ours, other, ring, fine)) return unmoved('other-picture');
  return fine.uncertainPx > certainPx ? plain(sent, theirs, ring) : fits(sent, theirs, ring, fine);
}

// The answer to a picture of 1 : 1 may be a few pixels off that.
const aspectTolerance = 0.01;

function alike(sent: SrgbPixels, answer: SrgbPixels): boolean {
  return Math.abs((answer.width * sent.height) / (answer.height * sent.width) - 1) <= aspectTolerance;
}

/** How far a shift is searched for: 1.5 % of the longer side, at least 16 pixels. */
function searchedPx({ width, height }: SrgbPixels): number {
  return Math.max(16, Math.ceil(Math.max(width, height) * 0.015));
}

/** Whole, and by a half, a quarter, an eighth. */
function levelsOf(sent: Plane, answer: Plane, ring: Ring): Level[] {
  const levels = [new Level(1, { sent, answer }, ring)];
  for (let last = levels[0]; last && last.scale < 8; last = levels.at(-1)) levels.push(last.half);
  return levels;
}

function unmoved(verdict: Verdict): Registration {
  return { verdict, shift: { x: 0, y: 0 }, gain: [1, 1, 1], offset: [0, 0, 0] };
}

/** Beyond this a shift would rather be a guess. */
const certainPx = 0.35;
/** With less of the picture than this to go by, nothing is concluded from what doesn't match. */
const leastShare = 0.01;

function scarce({ data }: Ring): boolean {
  return data.reduce((sum, one) => sum + one, 0) < data.length * leastShare;
}

/** What may still be off where there was nothing but even colour, in levels. */
const plainSpread = 16;
const [leastGain, mostGain, mostOffset] = [0.5, 2, 90];

function plain(sent: SrgbPixels, answer: SrgbPixels, ring: Ring): Registration {
  const colour = colourOf(sent, answer, ring, { x: 0, y: 0 });
  if (!colour) return unmoved('plain');
  const { gain, offset, spread } = colour;
  if (spread > plainSpread || !likely(gain, offset)) return unmoved(scarce(ring) ? 'plain' : 'other-picture');
  return { verdict: 'plain', shift: { x: 0, y: 0 }, gain, offset };
}

function fits(sent: SrgbPixels, answer: SrgbPixels, ring: Ring, { x, y }: Shift): Registration {
  const colour = colourOf(sent, answer, ring, { x, y });
  if (!colour) return { ...unmoved('fits'), shift: { x, y } };
  const { gain, offset } = colour;
  return likely(gain, offset) ? { verdict: 'fits', shift: { x, y }, gain, offset } : unmoved('other-picture');
}

function likely(gain: PerChannel, offset: PerChannel): boolean {
  return gain.every((one) => one > leastGain && one < mostGain) && offset.every((one) => Math.abs(one) < mostOffset);
}
