import {
  directionsOf,
  fineDetail,
  fineShift,
  misfitsOf,
  steepnessAt,
  without,
  witnessesPerPixel,
  type FineShift,
  type Guess,
} from './fine-shift.ts';
import { spreadOf, tukey } from './least-squares.ts';
import type { Level } from './level.ts';
import { likeness } from './slopes.ts';
import type { Shift } from './whole-shift.ts';

/** So far a better place is looked for in any case: answers of the model are rarely further off. */
const usualPx = 8;
const [most, fewest, mostRivals, likeliest] = [4_000, 250, 40, 3];
/** Whole pixels lie beside the true place, which takes up to half of its likeness from fine detail. */
const beside = 0.5;
/** Slopes that say so little in one direction, compared with the other, may be those of stripes; or of nothing else. */
const [oneSided, asStripes] = [0.1, 1 / 50];

/**
 * Where the answer lies, to parts of a pixel. Bricks, cloth and halftones lie on themselves again and again, stripes on themselves
 * wherever they are moved along: of shifts that fit equally well it is the smallest, since nothing else tells one from the next.
 */
export function nearestShift(finest: Level, whole: Shift, certainPx: number): FineShift {
  const reach = Math.max(usualPx, Math.ceil(lengthOf(whole)));
  const seen = { finest, places: fineDetail(finest, reach + 1, most) };
  const rivals = rivalsOf(seen, whole, reach);
  const fine = fineShift(finest, rivals.length === 0 ? whole : nearestOf(seen, whole, rivals));
  const { uncertainPx, uncertainAcrossPx } = fine;
  const maybeStripes = uncertainPx > certainPx || uncertainAcrossPx ** 2 < asStripes * uncertainPx ** 2;
  if (!maybeStripes) return fine;
  const again = fineShift(finest, fine.across);
  const asStriped = { ...again, ...again.across, uncertainPx: again.uncertainAcrossPx };
  return uncertainPx > certainPx || new Fit(seen, [fine]).isAsGood(asStriped) ? asStriped : fine;
}

/** What is looked at again and again. */
interface Seen {
  readonly finest: Level;
  readonly places: Int32Array;
}

interface Rival extends Shift {
  readonly score: number;
}

/** Other shifts at which the answer looks like what was sent, the smallest first; none where it does so at one place only. */
function rivalsOf({ finest, places }: Seen, whole: Shift, reach: number): Rival[] {
  if (places.length < fewest) return [];
  // For these fewer will do.
  const some = places.filter((_, at) => at % 2 === 0);
  const peaks = peaksOf(reach, ({ x, y }) => likeness(finest.sent, finest.answer, some, x, y));
  const { along, least, most } = slopesSay({ finest, places });
  const projected = least < oneSided * most ? [{ ...whole, score: 0 }, ...peaks].map((one) => ({ ...one, ...without(one, along) })) : [];
  if (peaks.length + projected.length < 2) return [];
  const all = [{ x: 0, y: 0, score: 0 }, ...peaks, ...projected];
  return all.sort((a, b) => lengthOf(a) - lengthOf(b)).slice(0, mostRivals);
}

function peaksOf(reach: number, scoreOf: (shift: Shift) => number): Rival[] {
  const side = 2 * reach + 3;
  const shiftAt = (at: number): Shift => ({ x: (at % side) - reach - 1, y: Math.floor(at / side) - reach - 1 });
  const scores = Float64Array.from({ length: side * side }, (_, at) => {
    const shift = shiftAt(at);
    return lengthOf(shift) < reach + Math.SQRT2 + 0.1 ? scoreOf(shift) : -Infinity;
  });
  const least = beside * Math.max(...scores);
  return [...scores]
    .map((score, at) => ({ ...shiftAt(at), score, at }))
    .filter((one) => one.score >= least && lengthOf(one) <= reach && isPeak(scores, one.at, side));
}

function isPeak(scores: Float64Array, at: number, side: number): boolean {
  const score = scores[at] ?? 0;
  return [-side - 1, -side, -side + 1, -1, 1, side - 1, side, side + 1].every((by) => (scores[at + by] ?? Infinity) <= score);
}

function slopesSay({ finest, places }: Seen): ReturnType<typeof directionsOf> {
  const { x, y } = finest.sent;
  let [xx, xy, yy] = [0, 0, 0];
  for (const at of places) {
    const [right, down] = [x.data[at] ?? 0, y.data[at] ?? 0];
    xx += right * right;
    xy += right * down;
    yy += down * down;
  }
  return directionsOf(xx, xy, yy);
}

/** Whole pixels are this far from what becomes of them, and a little more. */
const roundedPx = 1.5;

function nearestOf(seen: Seen, whole: Shift, rivals: readonly Rival[]): Shift {
  const refined = (start: Shift): FineShift => fineShift(seen.finest, start, seen.places);
  const hopeful = [...rivals].sort((a, b) => b.score - a.score).slice(0, likeliest);
  const fit = new Fit(seen, [whole, ...hopeful].map(refined));
  let nearest: FineShift | null = null;
  for (const rival of rivals) {
    if (nearest && lengthOf(rival) > lengthOf(nearest) + roundedPx) break;
    const one = refined(rival);
    if (fit.isAsGood(one) && (!nearest || lengthOf(one) < lengthOf(nearest))) nearest = one;
  }
  return nearest ?? whole;
}

/** However well a shift fits, detail of a few pixels is drawn anew within about so far of its place. */
const redrawnPx = 0.25;
/** What chance does to a measure is less than three standard errors. */
const errors = 3;

interface Misfit {
  /** The mean square of what is left, each no more than what counts as not matching at all, and of what drawing anew leaves. */
  readonly size: number;
  /** The share of places that don't match at all. */
  readonly odd: number;
}

/**
 * How well guesses fit. Of n independent witnesses a mean square is known to √(2/n) of itself, the ratio of two of them to 2/√n, and
 * the difference of two small shares to the root of their sum over n. What is off by no more than three times that is as good: a
 * thing that stands alone among what repeats itself is few places, but none of them matches at another repeat.
 */
class Fit {
  readonly #seen: Seen;
  readonly #redrawn: number;
  readonly #limit: number;
  readonly #best: Misfit;

  constructor(seen: Seen, guesses: readonly Guess[]) {
    this.#seen = seen;
    this.#redrawn = redrawnPx ** 2 * steepness(seen);
    const spread = Math.min(...guesses.map((guess) => spreadOf(this.#left(guess))));
    this.#limit = tukey ** 2 * (spread ** 2 + this.#redrawn);
    const misfits = guesses.map((guess) => this.#misfit(guess));
    this.#best = { size: Math.min(...misfits.map(({ size }) => size)), odd: Math.min(...misfits.map(({ odd }) => odd)) };
  }

  isAsGood(guess: Guess): boolean {
    const { size, odd } = this.#misfit(guess);
    const witnesses = witnessesPerPixel * this.#seen.places.length;
    if (size > this.#best.size * (1 + (errors * 2) / Math.sqrt(witnesses))) return false;
    return odd - this.#best.odd <= errors * Math.sqrt((odd + this.#best.odd) / witnesses);
  }

  #misfit(guess: Guess): Misfit {
    let [sum, count, odd] = [0, 0, 0];
    for (const misfit of this.#left(guess)) {
      if (Number.isNaN(misfit)) continue;
      const square = misfit * misfit;
      sum += Math.min(this.#limit, square);
      count += 1;
      if (square >= this.#limit) odd += 1;
    }
    return count === 0 ? { size: Infinity, odd: 1 } : { size: this.#redrawn + sum / count, odd: odd / count };
  }

  #left(guess: Guess): Float32Array {
    const { finest, places } = this.#seen;
    return misfitsOf(finest.planes.sent, finest.planes.answer, places, guess);
  }
}

/** The mean square of the slopes, in one direction. */
function steepness({ finest, places }: Seen): number {
  const { sent } = finest.planes;
  const sum = places.reduce((total, at) => total + steepnessAt(sent, at, 1) ** 2 + steepnessAt(sent, at, sent.width) ** 2, 0);
  return sum / places.length / 2;
}

function lengthOf({ x, y }: Shift): number {
  return Math.hypot(x, y);
}
