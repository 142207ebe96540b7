import { shownRatio, type LayoutRules } from './layout-rules.ts';
import { sectionsOf } from './layout-sections.ts';
import { LayoutWork } from './layout-work.ts';

/**
 * Where every picture stands: rows of one height each, filled from edge to edge, days apart.
 * One number per row and none per picture, so that half a million pictures cost a few megabytes.
 */
export interface Layout {
  readonly rules: LayoutRules;
  readonly ratios: Float32Array;
  readonly rowCount: number;
  readonly heightPx: number;
  /** The first picture of each row; one more entry at the end, the number of pictures. */
  readonly firstPictures: Int32Array;
  readonly topsPx: Float64Array;
  readonly heightsPx: Int32Array;
  /** Which day each row belongs to, counted from 0. */
  readonly groups: Int32Array;
  /** The first row of each day; one more entry at the end, the number of rows. */
  readonly groupFirstRows: Int32Array;
}

/** A picture's place in its row. */
export interface Cell {
  readonly index: number;
  readonly leftPx: number;
  readonly widthPx: number;
}

/** Lays pictures out in justified rows, in the order given, never two days in one row. */
export function layOut(ratios: Float32Array, days: Int32Array, rules: LayoutRules): Layout {
  const work = new LayoutWork(sectionsOf(ratios, days), rules, 0);
  work.goOn(() => false);
  return work.layout;
}

/** The places of a row's pictures, in whole pixels; a row that reaches the edge reaches it exactly. */
export function cellsOf(layout: Layout, row: number): Cell[] {
  const { rules, ratios, firstPictures, heightsPx } = layout;
  const first = firstPictures[row] ?? 0;
  const next = firstPictures[row + 1] ?? first;
  const heightPx = heightsPx[row] ?? 0;
  const cells: Cell[] = [];
  let x = 0;
  for (let index = first; index < next; index += 1) {
    const right = x + shownRatio(ratios[index] ?? 1) * heightPx;
    const leftPx = Math.round(x);
    cells.push({ index, leftPx, widthPx: Math.max(1, Math.round(right) - leftPx) });
    x = right + rules.gapPx;
  }
  return x - rules.gapPx >= rules.widthPx - cells.length * 2 ? reachEdge(cells, rules) : cells;
}

/** Rows have whole heights, so the widths that follow from them may miss the edge by a few pixels: shared among all pictures, nobody sees it. */
function reachEdge(cells: readonly Cell[], { widthPx, gapPx }: LayoutRules): Cell[] {
  const room = widthPx - (cells.length - 1) * gapPx;
  const natural = cells.reduce((sum, cell) => sum + cell.widthPx, 0);
  let x = 0;
  return cells.map(({ index, widthPx: own }, place) => {
    const leftPx = Math.round(x) + place * gapPx;
    x += (own * room) / natural;
    return { index, leftPx, widthPx: Math.max(1, Math.round(x) + place * gapPx - leftPx) };
  });
}

/** The row that a picture stands in. */
export function rowOf(layout: Layout, index: number): number {
  return lastAtMost(layout.firstPictures, layout.rowCount, index);
}

/** The last row that begins at or above `yPx`; 0 above all of them. */
export function rowAt(layout: Layout, yPx: number): number {
  return lastAtMost(layout.topsPx, layout.rowCount, yPx);
}

/** The rows that show between two heights, as [first, end). */
export function rowsBetween(layout: Layout, topPx: number, bottomPx: number): readonly [first: number, end: number] {
  if (layout.rowCount === 0) return [0, 0];
  return [rowAt(layout, topPx), Math.min(layout.rowCount, rowAt(layout, bottomPx) + 1)];
}

function lastAtMost(sorted: Int32Array | Float64Array, length: number, value: number): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? Number.POSITIVE_INFINITY) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
