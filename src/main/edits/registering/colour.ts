import type { SrgbPixels } from '../pixels/picture-pixels.ts';
import { LeastSquares, spreadOf, trust, tukey } from './least-squares.ts';
import { between, channelOf, type Plane } from './plane.ts';
import { placesIn } from './slopes.ts';
import { halvedRing, type Ring } from './ring.ts';
import type { Shift } from './whole-shift.ts';

export interface Colour {
  readonly gain: readonly [number, number, number];
  readonly offset: readonly [number, number, number];
  /** How far what fits is off by and large when it is corrected so, in levels. */
  readonly spread: number;
}

const most = 20_000;
const fewest = 60;
const rounds = 6;
/** A gain is expected to be 1, give or take this: even colours tell an offset, no gain. */
const usualGain = 0.15;
// As many independent witnesses as there are, however many pixels say the same.
const witnesses = 400;

/** What the ring's red, green and blue were multiplied by and raised by. Told by means of some pixels: detail that was drawn anew says nothing of colour. */
export function colourOf(sent: SrgbPixels, answer: SrgbPixels, ring: Ring, shift: Shift): Colour | null {
  const scale = [4, 2, 1].find((one) => placesOf(ring, one, shift).length >= fewest);
  if (scale === undefined) return null;
  const places = placesOf(ring, scale, shift);
  const part = { x: shift.x / scale, y: shift.y / scale };
  const [red, green, blue] = [0, 1, 2].map((channel) =>
    lineThrough(channelOf(sent, channel, scale), channelOf(answer, channel, scale), places, part),
  );
  if (!red || !green || !blue) return null;
  return {
    gain: [red.gain, green.gain, blue.gain],
    offset: [red.offset, green.offset, blue.offset],
    spread: Math.max(red.spread, green.spread, blue.spread),
  };
}

function placesOf(ring: Ring, scale: number, { x, y }: Shift): Int32Array {
  let smaller = ring;
  for (let one = 1; one < scale; one *= 2) smaller = halvedRing(smaller);
  return placesIn(smaller, Math.ceil(Math.max(Math.abs(x), Math.abs(y)) / scale) + 1, most, () => true);
}

interface Line {
  readonly gain: number;
  readonly offset: number;
  readonly spread: number;
}

function lineThrough(sent: Plane, answer: Plane, places: Int32Array, shift: Shift): Line | null {
  const [ours, theirs] = [new Float32Array(places.length), new Float32Array(places.length)];
  for (const [i, at] of places.entries()) {
    const row = Math.floor(at / sent.width);
    ours[i] = sent.data[at] ?? 0;
    theirs[i] = between(answer, at - row * sent.width + shift.x, row + shift.y);
  }
  const misfits = new Float32Array(places.length);
  let line: Line = { gain: 1, offset: medianGap(ours, theirs), spread: 0 };
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < misfits.length; i++) misfits[i] = misfit(ours[i] ?? 0, theirs[i] ?? 0, line);
    const spread = Math.max(0.3, spreadOf(misfits));
    const next = bettered(ours, misfits, line, tukey * spread);
    if (!next) return null;
    line = { ...next, spread };
  }
  return line;
}

function medianGap(ours: Float32Array, theirs: Float32Array): number {
  return theirs.map((their, i) => their - (ours[i] ?? 0)).sort()[ours.length >> 1] ?? 0;
}

/** NaN where either is clipped: there a gain can't be read off. */
function misfit(our: number, their: number, { gain, offset }: Line): number {
  return Math.min(our, their) < 2 || Math.max(our, their) > 253 ? NaN : their - gain * our - offset;
}

const middling = 128;

function bettered(ours: Float32Array, misfits: Float32Array, { gain, offset }: Line, limit: number): Omit<Line, 'spread'> | null {
  const sums = new LeastSquares(2);
  const scale = Math.min(1, witnesses / misfits.length);
  for (let i = 0; i < misfits.length; i++) {
    const off = misfits[i] ?? 0;
    const weight = trust(off, limit) * scale;
    if (weight > 0) sums.add([(ours[i] ?? 0) - middling, 1], off, weight);
  }
  const spread = limit / tukey;
  sums.expect(0, 1 - gain, (spread / usualGain) ** 2);
  const found = sums.solve();
  if (!found) return null;
  const [more = 0, higher = 0] = found;
  return { gain: gain + more, offset: offset + higher - more * middling };
}
