import type { Path } from './path.ts';

/** Each row of pixels is cut at so many heights. */
export const cutsPerRow = 16;

interface Edge {
  readonly top: number;
  readonly bottom: number;
  /** Where it crosses the height 0, and how far it goes aside per pixel down. */
  readonly x: number;
  readonly slope: number;
  readonly winding: 1 | -1;
}

/** Goes down a closed line height by height and says where it is inside: everywhere the line winds around a point (nonzero). */
export class Scanning {
  readonly #edges: readonly Edge[];
  #next = 0;
  #active: Edge[] = [];
  #xs = new Float64Array(16);
  #windings = new Int8Array(16);

  constructor(path: Path) {
    this.#edges = edgesOf(path);
  }

  /** Calls back with each piece of a horizontal line that is inside, left to right. Heights must only grow from call to call. */
  cut(y: number, inside: (from: number, to: number) => void): void {
    for (let edge = this.#edges[this.#next]; edge !== undefined && edge.top <= y; edge = this.#edges[this.#next]) {
      this.#active.push(edge);
      this.#next += 1;
    }
    let count = 0;
    for (const edge of this.#active) if (edge.bottom > y) this.#active[count++] = edge;
    this.#active.length = count;
    this.#cross(y);
    this.#walk(count, inside);
  }

  /** Where the line crosses a height, left to right; few enough to be sorted by hand. */
  #cross(y: number): void {
    if (this.#xs.length < this.#active.length) this.#makeRoom(2 * this.#active.length);
    const [xs, windings] = [this.#xs, this.#windings];
    for (const [count, { x, slope, winding }] of this.#active.entries()) {
      const crossing = x + slope * y;
      let place = count;
      for (; place > 0 && (xs[place - 1] ?? 0) > crossing; place -= 1) {
        xs[place] = xs[place - 1] ?? 0;
        windings[place] = windings[place - 1] ?? 0;
      }
      xs[place] = crossing;
      windings[place] = winding;
    }
  }

  #walk(count: number, inside: (from: number, to: number) => void): void {
    let [turns, from] = [0, 0];
    for (let crossing = 0; crossing < count; crossing += 1) {
      const x = this.#xs[crossing] ?? 0;
      if (turns === 0) from = x;
      turns += this.#windings[crossing] ?? 0;
      if (turns === 0 && x > from) inside(from, x);
    }
  }

  #makeRoom(count: number): void {
    this.#xs = new Float64Array(count);
    this.#windings = new Int8Array(count);
  }
}

/** Without those that lie level, topmost first. */
function edgesOf(path: Path): Edge[] {
  const edges: Edge[] = [];
  for (const [index, end] of path.entries()) {
    const start = path.at(index - 1) ?? end;
    if (start.y === end.y) continue;
    const slope = (end.x - start.x) / (end.y - start.y);
    const down = end.y > start.y;
    const [top, bottom] = down ? [start.y, end.y] : [end.y, start.y];
    edges.push({ top, bottom, x: start.x - slope * start.y, slope, winding: down ? 1 : -1 });
  }
  return edges.sort((a, b) => a.top - b.top);
}
