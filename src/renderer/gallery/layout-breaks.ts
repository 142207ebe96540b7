import { squeeze, stretch, type LayoutRules } from './layout-rules.ts';
import { longestSection, type Sections } from './layout-sections.ts';

/** How much an unfilled last row weighs against rows that aren't as high as asked, and a row that should be filled but can't be. */
const ragged = 0.2;
const gappy = 10;

/** Which pictures share a row: for each section in the best way, or for a start in a quick one. */
export class RowBreaks {
  /** For each picture, if a row begins with it: the first one of the row after. */
  readonly nexts: Int32Array;
  readonly #sections: Sections;
  readonly #rules: LayoutRules;
  readonly #costs = new Float64Array(longestSection + 1);

  constructor(sections: Sections, rules: LayoutRules) {
    this.#sections = sections;
    this.#rules = rules;
    this.nexts = new Int32Array(sections.ratios.length);
  }

  /** Fills one row after the other, each as well as it can be by itself. */
  breakQuickly(section: number): void {
    const { widthPx, rowHeightPx, gapPx } = this.#rules;
    const { sums, starts } = this.#sections;
    const end = starts[section + 1] ?? 0;
    for (let first = starts[section] ?? 0; first < end;) {
      const before = sums[first] ?? 0;
      let next = first + 1;
      // Full when half of the next picture would be too much.
      while (next < end && ((sums[next] ?? 0) + (sums[next + 1] ?? 0) - 2 * before) * rowHeightPx < 2 * (widthPx - (next - first) * gapPx))
        next += 1;
      this.nexts[first] = next;
      first = next;
    }
  }

  /**
   * Breaks a section in the best way for it as a whole, like the lines of a good paragraph.
   * Which rows are worth a thought is found by two marks that only move one way, so that it takes a tenth of a microsecond a picture.
   */
  breakWell(section: number): void {
    const { starts, groups } = this.#sections;
    const [start, end] = [starts[section] ?? 0, starts[section + 1] ?? 0];
    // Rows that are to be filled: all but a day's last.
    const filledEnd = groups[section] === groups[section + 1] ? end : end - 1;
    this.#costs[end - start] = 0;
    let [shortest, longest] = [end, end];
    for (let first = end - 1; first >= start; first -= 1) {
      // From the longest row that is too tall still, in case none is right, to the longest that isn't too low.
      while (shortest > first + 1 && this.#scale(first, shortest) <= stretch) shortest -= 1;
      while (longest > first + 1 && this.#scale(first, longest) < squeeze) longest -= 1;
      this.#choose(start, first, shortest, longest, filledEnd);
    }
  }

  /** Ends the row that begins with a picture where that costs least, together with all rows below it. */
  #choose(start: number, first: number, shortest: number, longest: number, filledEnd: number): void {
    const costs = this.#costs;
    let best = Number.POSITIVE_INFINITY;
    for (let next = shortest; next <= longest; next += 1) {
      const scale = this.#scale(first, next);
      const own = next > filledEnd && scale > stretch ? ragged * (1 - 1 / scale) ** 2 : unevenness(scale);
      const cost = own + (costs[next - start] ?? 0);
      if (cost >= best) continue;
      best = cost;
      this.nexts[first] = next;
    }
    costs[first - start] = best;
  }

  /** The height at which the pictures of a row together reach the right edge, as a share of the height asked for. */
  #scale(first: number, next: number): number {
    const { sums } = this.#sections;
    const { widthPx, rowHeightPx, gapPx } = this.#rules;
    return (widthPx - (next - first - 1) * gapPx) / (((sums[next] ?? 0) - (sums[first] ?? 0)) * rowHeightPx);
  }

  /** A day's last pictures don't grow to fill a row that they are too few for. */
  heightPx(first: number, next: number): number {
    const scale = this.#scale(first, next);
    return Math.max(1, Math.round(this.#rules.rowHeightPx * (scale > stretch ? 1 : scale)));
  }
}

/** How bad a row looks that is `scale` times as high as asked: nearly the square of its logarithm, for a fraction of the time. */
function unevenness(scale: number): number {
  return (scale + 1 / scale - 2) * (scale > stretch ? gappy : 1);
}
