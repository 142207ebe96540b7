import type { Point } from '../geometry.ts';
import { Mask, type MaskMark } from '../mask.ts';
import type { Colours, Combination } from '../tool.ts';
import type { Cells } from './cells.ts';
import { boxOf, drawRefined } from './refining.ts';
import { Spreading } from './spreading.ts';
import { tidied } from './tidying.ts';

/** Only the middle of the brush picks up colours: its rim often lies on an edge. */
const middle = 0.5;
/** So many cells a movement, which takes some milliseconds; the rest follows with the next ones, or at the end. */
const cellsPerMove = 16_000;

/** The part of a quick selection that lies in one window of cells. */
export class QuickStroke {
  readonly cells: Cells;
  readonly #spreading: Spreading;
  /** 1 for cells that were selected since they were shown for the last time. */
  readonly #fresh: Uint8Array;
  #firstFresh: number;
  #lastFresh = -1;

  constructor(cells: Cells, tolerance: number) {
    this.cells = cells;
    this.#spreading = new Spreading(cells, tolerance);
    this.#fresh = new Uint8Array(cells.columns * cells.rows);
    this.#firstFresh = this.#fresh.length;
  }

  touch(at: Point, brushPx: number): void {
    const { px, left, top } = this.cells;
    this.#spreading.touch((at.x - left) / px, (at.y - top) / px, (middle * brushPx) / 2 / px, this.#note);
  }

  /** Spreads a little, and draws what is new into the mask, cell by cell. */
  show(mask: Mask, before: MaskMark, combination: Combination): void {
    this.#spreading.spread(cellsPerMove, this.#note);
    const { columns } = this.cells;
    const old = combination === 'intersect' ? Mask.from(before) : null;
    for (let at = this.#firstFresh; at <= this.#lastFresh; at += 1) {
      if (this.#fresh[at] === 0) continue;
      const [row, first] = [Math.floor(at / columns), at % columns];
      let end = first;
      while (end < columns && this.#fresh[row * columns + end] === 1) end += 1;
      this.#fresh.fill(0, at, row * columns + end);
      const box = boxOf(this.cells, first, end, row);
      if (old !== null) mask.write(box, old.read(box));
      else mask.fill(box, combination === 'subtract' ? 0 : 255);
    }
    [this.#firstFresh, this.#lastFresh] = [this.#fresh.length, -1];
  }

  /** Spreads to the end, and draws all of it, with its border at full size. */
  finish(area: Mask, colours: Colours): void {
    this.#spreading.spread(Infinity, () => undefined);
    const { columns, rows } = this.cells;
    const selected = this.#spreading.costs.map((cost) => (cost < 255 ? 1 : 0));
    drawRefined(area, colours, this.cells, tidied(selected, columns, rows));
  }

  readonly #note = (cell: number) => {
    this.#fresh[cell] = 1;
    this.#firstFresh = Math.min(this.#firstFresh, cell);
    this.#lastFresh = Math.max(this.#lastFresh, cell);
  };
}
