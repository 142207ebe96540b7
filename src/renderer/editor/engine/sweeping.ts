import type { Dab } from './dab.ts';
import { intersection, isEmpty, moved, type Box } from './geometry.ts';
import type { Mask } from './mask.ts';
import { RowSpans } from './row-spans.ts';
import { falloffOf, falloffSteps, hasEvenSoftEdge, SquaredFalloff } from './falloff.ts';
import { sweptArea, type SweptArea } from './swept-area.ts';
import { eachTile, tileSide } from './tile.ts';

/**
 * Moves dabs over a mask. Painting keeps the larger value of each pixel and erasing the smaller one, so a stroke that crosses itself
 * doesn't build up, and what the mask was before the stroke needn't be kept.
 */
export class Sweeping {
  /** 255: paints, 0: erases. */
  readonly #value: 0 | 255;
  readonly #spans = new RowSpans();
  #hardness = -1;
  #falloff: Uint8Array = new Uint8Array(0);
  #squares: SquaredFalloff | null = null;
  #squaresOf = '';

  constructor(value: 0 | 255) {
    this.#value = value;
  }

  dab(mask: Mask, at: Dab, hardness: number): void {
    this.sweep(mask, at, at, hardness);
  }

  /** From a dab that is there already to the next one. */
  sweep(mask: Mask, from: Dab, to: Dab, hardness: number): void {
    const area = sweptArea(from, to, hardness);
    const box = intersection(area.box, mask.canvas);
    if (isEmpty(box)) return;
    this.#makeTables(area, hardness);
    this.#spans.measure(area, box);
    eachTile(box, (column, row) => this.#paintTile(mask, area, box, column, row));
  }

  #makeTables(area: SweptArea, hardness: number): void {
    if (hardness !== this.#hardness) this.#falloff = falloffOf(hardness);
    this.#hardness = hardness;
    const isEven = hasEvenSoftEdge(area);
    const name = isEven ? `${hardness} ${area.outer} ${area.width}` : '';
    if (name !== this.#squaresOf) this.#squares = isEven ? new SquaredFalloff(area.outer, area.width, hardness) : null;
    this.#squaresOf = name;
  }

  #paintTile(mask: Mask, area: SweptArea, box: Box, column: number, row: number): void {
    const whole = mask.boxOf(column, row);
    const part = intersection(whole, box);
    const done = this.#value === 0 ? null : mask.fullTileAt(column, row);
    if (mask.tile(column, row) === done || this.#isUntouched(part, box.top)) return;
    if (this.#isCovered(whole, box)) mask.setTile(column, row, done);
    else this.#paint(mask.writable(column, row, part), area, part, box.top, column, row);
  }

  #isUntouched({ left, top, right, bottom }: Box, firstRow: number): boolean {
    const { from, to } = this.#spans;
    for (let row = top - firstRow; row < bottom - firstRow; row += 1)
      if ((from[row] ?? 0) < right && (to[row] ?? 0) > left && (to[row] ?? 0) > (from[row] ?? 0)) return false;
    return true;
  }

  #isCovered({ left, top, right, bottom }: Box, box: Box): boolean {
    if (top < box.top || bottom > box.bottom) return false;
    const { fullFrom, fullTo } = this.#spans;
    for (let row = top - box.top; row < bottom - box.top; row += 1)
      if ((fullFrom[row] ?? 0) > left || (fullTo[row] ?? 0) < right) return false;
    return true;
  }

  #paint(tile: Uint8Array, area: SweptArea, part: Box, firstRow: number, column: number, row: number): void {
    const spans = this.#spans;
    const { left, right } = moved(part, -column * tileSide, 0);
    const within = (x: number | undefined) => Math.min(right, Math.max(left, (x ?? 0) - column * tileSide));
    for (let y = part.top; y < part.bottom; y += 1) {
      const span = y - firstRow;
      const [from, to] = [within(spans.from[span]), within(spans.to[span])];
      if (to <= from) continue;
      const [fullFrom, fullTo] = [within(spans.fullFrom[span]), within(spans.fullTo[span])];
      const start = (y - row * tileSide) * tileSide;
      // One border, where nothing in the row is full.
      this.#border(tile, area, start, from, fullTo > fullFrom ? fullFrom : to, column * tileSide, y);
      if (fullTo <= fullFrom) continue;
      tile.fill(this.#value, start + fullFrom, start + fullTo);
      this.#border(tile, area, start, fullTo, to, column * tileSide, y);
    }
  }

  /** The pixels of a row where the coverage changes. */
  #border(tile: Uint8Array, area: SweptArea, start: number, from: number, to: number, x: number, y: number): void {
    if (to <= from) return;
    const s0 = area.sx * (x + 0.5) + area.sy * (y + 0.5) + area.s0;
    const n0 = area.nx * (x + 0.5) + area.ny * (y + 0.5) + area.n0;
    if (this.#squares === null) this.#borderByPixel(tile, area, start, from, to, s0, n0);
    else this.#evenBorder(this.#squares, tile, area, start, from, to, s0, n0);
  }

  #borderByPixel(tile: Uint8Array, area: SweptArea, start: number, from: number, to: number, s0: number, n0: number): void {
    const { sx, nx, length, outer, outerSlope, width, widthSlope } = area;
    const falloff = this.#falloff;
    const flip = 255 - this.#value;
    const first = length > 0 ? 0 : Number.NEGATIVE_INFINITY;
    for (let column = from; column < to; column += 1) {
      const s = s0 + sx * column;
      const n = n0 + nx * column;
      if (s <= first) continue;
      const at = Math.max(0, Math.min(s, length));
      const inside = (outer + outerSlope * at - Math.sqrt(n * n + (s - at) * (s - at))) / (width + widthSlope * at);
      const coverage = falloff[(Math.max(0, Math.min(inside, 1)) * falloffSteps + 0.5) | 0] ?? 0;
      if (coverage > ((tile[start + column] ?? 0) ^ flip)) tile[start + column] = coverage ^ flip;
    }
  }

  /** Along the way only the distance across counts, beyond its end the one from there. */
  #evenBorder(
    squares: SquaredFalloff,
    tile: Uint8Array,
    area: SweptArea,
    start: number,
    from: number,
    to: number,
    s0: number,
    n0: number,
  ): void {
    const { sx, nx, length } = area;
    const flip = 255 - this.#value;
    // A row enters or leaves the way at most once; a single dab has no way.
    const isBesideFirst = length > 0 && (sx > 0 || (sx === 0 && s0 <= length));
    const turn = length === 0 || sx === 0 ? to : Math.min(to, Math.max(from, Math.ceil((length - s0) / sx)));
    const [besideFrom, besideTo] = isBesideFirst ? [from, turn] : [turn, to];
    const [beyondFrom, beyondTo] = isBesideFirst ? [turn, to] : [from, turn];
    squares.spread(tile, start, besideFrom, besideTo, flip, 0, 0, n0, nx);
    squares.spread(tile, start, beyondFrom, beyondTo, flip, s0 - length, sx, n0, nx);
  }
}
