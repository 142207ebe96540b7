import type { SrgbPixels } from '../pixels/picture-pixels.ts';
import { LeastSquares, spreadOf, trust, tukey } from './least-squares.ts';
import { placesIn } from './slopes.ts';
import { halvedRing, type Ring } from './ring.ts';
import type { Shift } from './whole-shift.ts';

/** What red, green and blue of what was sent were multiplied by, and then raised by (levels of 255). */
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

/**
 * The answer's colour by what the ring shows; null where there is too little of it. Told by means of small squares: detail that was
 * drawn anew, or isn't quite where it was, says nothing of colour.
 */
export function colourOf(sent: SrgbPixels, answer: SrgbPixels, ring: Ring, shift: Shift): Colour | null {
  const squares = [8, 4, 2, 1].map((side) => squaresOf(ring, side, shift)).find(({ places }) => places.length >= fewest);
  if (!squares) return null;
  const [red, green, blue] = [0, 1, 2].map((channel) => {
    const ours = means(sent, squares, channel, { x: 0, y: 0 });
    return lineThrough(ours, means(answer, squares, channel, shift), doubtOf(sent, squares, channel, ours));
  });
  if (!red || !green || !blue) return null;
  return {
    gain: [red.gain, green.gain, blue.gain],
    offset: [red.offset, green.offset, blue.offset],
    spread: Math.max(red.spread, green.spread, blue.spread),
  };
}

/** Squares that lie in the ring as a whole, as places of a picture that is smaller by their side. */
interface Squares {
  readonly side: number;
  readonly columns: number;
  readonly places: Int32Array;
}

function squaresOf(ring: Ring, side: number, { x, y }: Shift): Squares {
  let smaller = ring;
  for (let one = 1; one < side; one *= 2) smaller = halvedRing(smaller);
  const margin = Math.ceil((Math.max(Math.abs(x), Math.abs(y)) + 1) / side);
  return { side, columns: smaller.width, places: placesIn(smaller, margin, most, () => true) };
}

/** One channel's mean over each square, moved by a shift. */
function means({ width, data }: SrgbPixels, { side, columns, places }: Squares, channel: number, shift: Shift): Float32Array {
  const [right, down] = [Math.floor(shift.x), Math.floor(shift.y)];
  const [across, along] = [sharesOf(side, shift.x - right), sharesOf(side, shift.y - down)];
  return Float32Array.from(places, (place) => {
    const row = Math.floor(place / columns);
    const first = ((row * side + down) * width + (place - row * columns) * side + right) * 3 + channel;
    let mean = 0;
    for (const [i, share] of along.entries()) mean += share * dot(data, first + i * width * 3, across);
    return mean;
  });
}

/**
 * By how much the means move, by and large, when the detail in them is drawn a little differently. Of a fine pattern that is all
 * that they differ by, and no gain can be told by that.
 */
function doubtOf({ width, data }: SrgbPixels, { side, columns, places }: Squares, channel: number, ours: Float32Array): number {
  let squares = 0;
  for (const [i, place] of places.entries()) {
    const row = Math.floor(place / columns);
    // Any of its pixels, each time another one.
    const [x, y] = [(place - row * columns) * side + ((i * 3) % side), row * side + ((i * 5 + (i >> 3)) % side)];
    squares += ((data[(y * width + x) * 3 + channel] ?? 0) - (ours[i] ?? 0)) ** 2;
  }
  return Math.sqrt(squares / places.length) / side;
}

function dot(data: Uint8Array, first: number, shares: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < shares.length; i++) sum += (shares[i] ?? 0) * (data[first + i * 3] ?? 0);
  return sum;
}

/** How much each pixel counts of a stretch that begins some way into its first one. */
function sharesOf(side: number, into: number): Float64Array {
  if (into === 0) return new Float64Array(side).fill(1 / side);
  return Float64Array.from({ length: side + 1 }, (_, i) => (i === 0 ? 1 - into : i === side ? into : 1) / side);
}

interface Line {
  readonly gain: number;
  readonly offset: number;
  readonly spread: number;
}

function lineThrough(ours: Float32Array, theirs: Float32Array, doubt: number): Line | null {
  const misfits = new Float32Array(ours.length);
  let line: Line = { gain: 1, offset: medianGap(ours, theirs), spread: 0 };
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < misfits.length; i++) misfits[i] = misfit(ours[i] ?? 0, theirs[i] ?? 0, line);
    const spread = Math.max(0.3, spreadOf(misfits));
    const next = bettered(ours, misfits, line, { limit: tukey * spread, doubt });
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

function bettered(
  ours: Float32Array,
  misfits: Float32Array,
  { gain, offset }: Line,
  { limit, doubt }: { readonly limit: number; readonly doubt: number },
): Omit<Line, 'spread'> | null {
  const sums = new LeastSquares(2);
  const scale = Math.min(1, witnesses / misfits.length);
  for (let i = 0; i < misfits.length; i++) {
    const off = misfits[i] ?? 0;
    const weight = trust(off, limit) * scale;
    if (weight > 0) sums.add([(ours[i] ?? 0) - middling, 1], off, weight);
  }
  const spread = limit / tukey;
  sums.expect(0, 1 - gain, (spread / usualGain) ** 2 + witnesses * doubt ** 2);
  const found = sums.solve();
  if (!found) return null;
  const [more = 0, higher = 0] = found;
  return { gain: gain + more, offset: offset + higher - more * middling };
}
