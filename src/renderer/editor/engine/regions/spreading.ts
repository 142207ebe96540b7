import type { Cells } from './cells.ts';
import { CostQueue } from './cost-queue.ts';

const unreached = 255;
/** How far the colour that a cell is compared with follows the picture's, per cell: soft shading is followed, an edge isn't. */
const driftPerCell = 1;

/** What the brush has touched: how much colours vary there, and how strong edges are. */
interface Touched {
  count: number;
  edges: number;
  edgeSquares: number;
  spread: number;
}

/** A selection that spreads from what the brush touched over what looks alike, until it meets edges and other colours. */
export class Spreading {
  readonly cells: Cells;
  /** What it costs to reach each cell: 255 for those that aren't selected. */
  readonly costs: Uint8Array;
  /** The colour that each selected cell's neighbours are compared with. */
  readonly #reference: Uint8Array;
  readonly #queue = new CostQueue();
  readonly #tolerance: number;
  readonly #touched: Touched = { count: 0, edges: 0, edgeSquares: 0, spread: 0 };
  #calm = 0;
  #close = 0;

  constructor(cells: Cells, tolerance: number) {
    this.cells = cells;
    this.#tolerance = tolerance;
    this.costs = new Uint8Array(cells.columns * cells.rows).fill(unreached);
    this.#reference = cells.data.slice();
  }

  /** The brush's disc, in cells: what lies in it is selected whatever it looks like, and the rest is measured by it. */
  touch(x: number, y: number, radius: number, selected: (cell: number) => void): void {
    const { columns, rows } = this.cells;
    const inside: number[] = [];
    for (let row = Math.max(0, Math.floor(y - radius)); row <= Math.min(rows - 1, y + radius); row += 1)
      for (let column = Math.max(0, Math.floor(x - radius)); column <= Math.min(columns - 1, x + radius); column += 1)
        if (Math.hypot(column + 0.5 - x, row + 0.5 - y) <= Math.max(radius, 0.75)) inside.push(row * columns + column);
    this.#measure(inside);
    for (const cell of inside) {
      if (this.costs[cell] === 0) continue;
      if (this.costs[cell] === unreached) selected(cell);
      this.costs[cell] = 0;
      this.#reference.set(this.cells.data.subarray(4 * cell, 4 * cell + 4), 4 * cell);
      this.#queue.push(0, cell);
    }
  }

  /** Goes on by so many cells at most. False: there is nothing left to go to. */
  spread(most: number, selected: (cell: number) => void): boolean {
    const { columns, rows } = this.cells;
    for (let count = 0; count < most; count += 1) {
      const cost = this.#queue.leastCost();
      if (cost < 0) return false;
      const cell = this.#queue.pop();
      if (this.costs[cell] !== cost) continue;
      const column = cell % columns;
      if (column > 0) this.#step(cell, cell - 1, cost, selected);
      if (column < columns - 1) this.#step(cell, cell + 1, cost, selected);
      if (cell >= columns) this.#step(cell, cell - columns, cost, selected);
      if (cell < columns * (rows - 1)) this.#step(cell, cell + columns, cost, selected);
    }
    return this.#queue.leastCost() >= 0;
  }

  #step(from: number, to: number, cost: number, selected: (cell: number) => void): void {
    const before = this.costs[to] ?? 0;
    if (before <= cost) return;
    const over = Math.max(0, this.#edgeAt(to) - this.#calm) / (0.75 * this.#tolerance + 1);
    const off = Math.max(0, this.#difference(from, to) - this.#close) / (this.#tolerance + 1);
    const total = cost + Math.round(254 * (over + off));
    if (total >= before || total >= unreached) return;
    this.costs[to] = total;
    this.#follow(from, to);
    this.#queue.push(total, to);
    if (before === unreached) selected(to);
  }

  #difference(from: number, to: number): number {
    const { data } = this.cells;
    let most = 0;
    for (let channel = 0; channel < 4; channel += 1)
      most = Math.max(most, Math.abs((data[4 * to + channel] ?? 0) - (this.#reference[4 * from + channel] ?? 0)));
    return most;
  }

  #follow(from: number, to: number): void {
    const { data } = this.cells;
    for (let channel = 0; channel < 4; channel += 1) {
      const known = this.#reference[4 * from + channel] ?? 0;
      const way = (data[4 * to + channel] ?? 0) - known;
      this.#reference[4 * to + channel] = known + Math.max(-driftPerCell, Math.min(driftPerCell, way));
    }
  }

  /** The largest difference of any channel across a cell, in either direction. */
  #edgeAt(cell: number): number {
    const { data, columns } = this.cells;
    const column = cell % columns;
    const [left, right] = [column > 0 ? cell - 1 : cell, column < columns - 1 ? cell + 1 : cell];
    const [up, down] = [cell >= columns ? cell - columns : cell, cell + columns < this.costs.length ? cell + columns : cell];
    let most = 0;
    for (let channel = 0; channel < 4; channel += 1) {
      const across = Math.abs((data[4 * left + channel] ?? 0) - (data[4 * right + channel] ?? 0));
      const along = Math.abs((data[4 * up + channel] ?? 0) - (data[4 * down + channel] ?? 0));
      most = Math.max(most, across, along);
    }
    return most;
  }

  /** Where the brush is, nothing is an edge, and as much as colours vary there they may vary elsewhere. */
  #measure(inside: readonly number[]): void {
    const touched = this.#touched;
    const means = [0, 1, 2, 3].map(
      (channel) => inside.reduce((sum, cell) => sum + (this.cells.data[4 * cell + channel] ?? 0), 0) / inside.length,
    );
    for (const cell of inside) {
      const edge = this.#edgeAt(cell);
      touched.count += 1;
      touched.edges += edge;
      touched.edgeSquares += edge ** 2;
      touched.spread += Math.max(...means.map((mean, channel) => Math.abs((this.cells.data[4 * cell + channel] ?? 0) - mean)));
    }
    if (touched.count === 0) return;
    const edge = touched.edges / touched.count;
    const deviation = Math.sqrt(Math.max(0, touched.edgeSquares / touched.count - edge ** 2));
    this.#calm = Math.min(2 + edge + 2 * deviation, 4 + this.#tolerance / 2);
    this.#close = Math.min(this.#tolerance / 8 + (3 * touched.spread) / touched.count, this.#tolerance);
  }
}
