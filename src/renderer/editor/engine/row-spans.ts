import type { Box } from './geometry.ts';
import type { SweptArea } from './swept-area.ts';

/**
 * Which pixels of each row a swept area covers: between `from` and `to` something, between `fullFrom` and `fullTo` (inside it, the
 * first ones beyond excluded) everything. Entry 0 is the box's first row.
 */
export class RowSpans {
  from = new Int32Array(0);
  to = new Int32Array(0);
  fullFrom = new Int32Array(0);
  fullTo = new Int32Array(0);
  /** The interval at hand, between pixel centres. */
  #low = 0;
  #high = 0;

  /** For the rows of a box, cut off at its sides. */
  measure(area: SweptArea, box: Box): void {
    this.#makeRoom(box.bottom - box.top);
    const { outer, outerSlope, width, widthSlope } = area;
    for (let y = box.top; y < box.bottom; y += 1) {
      const row = y - box.top;
      this.#cover(area, y + 0.5, outer, outerSlope, Number.POSITIVE_INFINITY);
      const from = Math.max(box.left, Math.ceil(this.#low - 0.5));
      const to = Math.min(box.right, Math.floor(this.#high - 0.5) + 1);
      this.from[row] = from;
      this.to[row] = Math.max(from, to);
      this.#cover(area, y + 0.5, outer - width, outerSlope - widthSlope, 1e-6);
      const fullFrom = Math.min(Math.max(from, Math.ceil(this.#low - 0.5)), Math.max(from, to));
      this.fullFrom[row] = fullFrom;
      this.fullTo[row] = Math.max(fullFrom, Math.min(to, Math.floor(this.#high - 0.5) + 1));
    }
  }

  /**
   * The part of a row within so much of the way (`radius` at its start, changing by `slope`): the way's sides and its end together.
   * A way that narrows quickly may leave a gap between the two.
   */
  #cover(area: SweptArea, y: number, radius: number, slope: number, gap: number): void {
    const [s, n] = [area.sy * y + area.s0, area.ny * y + area.n0];
    this.#disc(area, s - area.length, n, radius + slope * area.length);
    if (area.length === 0) return;
    this.#clip(area.sx, s - area.length);
    const [low, high] = [this.#low, this.#high];
    this.#low = Number.NEGATIVE_INFINITY;
    this.#high = Number.POSITIVE_INFINITY;
    this.#clip(area.sx, s);
    this.#clip(-area.sx, area.length - s);
    this.#clip(slope * area.sx - area.nx, radius + slope * s - n);
    this.#clip(slope * area.sx + area.nx, radius + slope * s + n);
    this.#join(low, high, gap);
  }

  /** Where a row crosses a circle around the end. */
  #disc({ sx, nx }: SweptArea, s: number, n: number, radius: number): void {
    const square = sx * sx + nx * nx;
    const middle = -(sx * s + nx * n) / square;
    // How far the row passes from the centre.
    const off = (sx * n - nx * s) ** 2 / square;
    const half = radius <= 0 ? -1 : Math.sqrt(Math.max(0, radius * radius - off) / square);
    const isCrossed = radius > 0 && off <= radius * radius;
    this.#low = isCrossed ? middle - half : 0;
    this.#high = isCrossed ? middle + half : -1;
  }

  /** Leaves where `factor` × x + `rest` isn't below 0. */
  #clip(factor: number, rest: number): void {
    if (factor > 0) this.#low = Math.max(this.#low, -rest / factor);
    else if (factor < 0) this.#high = Math.min(this.#high, -rest / factor);
    else if (rest < 0) {
      this.#low = 0;
      this.#high = -1;
    }
  }

  /** Both intervals as one where no more than `gap` lies between them, else the longer one. */
  #join(low: number, high: number, gap: number): void {
    if (high < low) return;
    const isHere = this.#high >= this.#low;
    const touches = isHere && low <= this.#high + gap && high >= this.#low - gap;
    if (isHere && !touches && this.#high - this.#low >= high - low) return;
    this.#low = touches ? Math.min(this.#low, low) : low;
    this.#high = touches ? Math.max(this.#high, high) : high;
  }

  #makeRoom(rows: number): void {
    if (rows <= this.from.length) return;
    this.from = new Int32Array(rows);
    this.to = new Int32Array(rows);
    this.fullFrom = new Int32Array(rows);
    this.fullTo = new Int32Array(rows);
  }
}
