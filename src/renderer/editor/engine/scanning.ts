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
  readonly #crossings: { x: number; winding: number }[] = [];

  constructor(path: Path) {
    this.#edges = edgesOf(path);
  }

  /** The first height at which there is anything. */
  get top(): number {
    return this.#edges[0]?.top ?? 0;
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
    if (count > 0) this.#walk(this.#cross(y), inside);
  }

  #cross(y: number): { x: number; winding: number }[] {
    const crossings = this.#crossings;
    crossings.length = 0;
    for (const { x, slope, winding } of this.#active) crossings.push({ x: x + slope * y, winding });
    return crossings.length === 2 ? inOrder(crossings) : crossings.sort((a, b) => a.x - b.x);
  }

  #walk(crossings: readonly { x: number; winding: number }[], inside: (from: number, to: number) => void): void {
    let [turns, from] = [0, 0];
    for (const { x, winding } of crossings) {
      if (turns === 0) from = x;
      turns += winding;
      if (turns === 0 && x > from) inside(from, x);
    }
  }
}

function inOrder(two: { x: number; winding: number }[]): { x: number; winding: number }[] {
  const [first, second] = two;
  if (first !== undefined && second !== undefined && first.x > second.x) two.reverse();
  return two;
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
