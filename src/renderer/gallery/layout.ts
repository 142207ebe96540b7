/** What a layout follows besides the pictures themselves. Lengths in CSS pixels. */
export interface LayoutRules {
  readonly widthPx: number;
  /** The height that rows come as close to as they can. */
  readonly rowHeightPx: number;
  readonly gapPx: number;
  /** Room for the date above each day's first row. */
  readonly headingPx: number;
  /** Room between two days, above the heading. */
  readonly dayGapPx: number;
}

/**
 * Where every picture stands: rows of one height each, filled from edge to edge, days apart.
 * One number per row and none per picture, so that a hundred thousand pictures cost a few milliseconds and megabytes.
 */
export interface Layout {
  readonly rules: LayoutRules;
  readonly ratios: Float32Array;
  readonly rowCount: number;
  readonly heightPx: number;
  /** The first picture of each row; one more entry at the end, the number of pictures. */
  readonly firstPictures: Int32Array;
  readonly topsPx: Float64Array;
  readonly heightsPx: Float64Array;
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

/** Shapes beyond these are shown cut off, so that a panorama doesn't become a line. */
const narrowest = 0.4;
const widest = 3.2;
/** How much taller than asked a row may get in order to reach the right edge, and how much lower it may be. */
const stretch = 1.45;
const squeeze = 0.6;
/** How much an unfilled last row weighs against rows that aren't as high as asked. */
const ragged = 0.6;
const uneven = 3;

/** Lays pictures out in justified rows, in the order given, never two days in one row. */
export function layOut(ratios: Float32Array, days: Int32Array, rules: LayoutRules): Layout {
  const rows = new Rows(ratios, rules);
  for (let start = 0; start < ratios.length;) {
    let end = start + 1;
    while (end < ratios.length && days[end] === days[start]) end += 1;
    rows.addDay(start, end);
    start = end;
  }
  return rows.finish();
}

class Rows {
  readonly #ratios: Float32Array;
  readonly #rules: LayoutRules;
  readonly #firstPictures: number[] = [];
  readonly #tops: number[] = [];
  readonly #heights: number[] = [];
  readonly #groups: number[] = [];
  readonly #groupFirstRows: number[] = [];
  #yPx = 0;

  constructor(ratios: Float32Array, rules: LayoutRules) {
    this.#ratios = ratios;
    this.#rules = rules;
  }

  addDay(start: number, end: number): void {
    const { gapPx, headingPx, dayGapPx } = this.#rules;
    const nexts = this.#breaks(start, end);
    if (this.#tops.length > 0) this.#yPx += dayGapPx - gapPx;
    this.#groupFirstRows.push(this.#tops.length);
    this.#yPx += headingPx;
    for (let first = start; first < end;) {
      const next = nexts[first - start] ?? end;
      this.#addRow(first, next);
      first = next;
    }
  }

  finish(): Layout {
    const rowCount = this.#tops.length;
    return {
      rules: this.#rules,
      ratios: this.#ratios,
      rowCount,
      heightPx: rowCount === 0 ? 0 : this.#yPx - this.#rules.gapPx,
      firstPictures: Int32Array.from([...this.#firstPictures, this.#ratios.length]),
      topsPx: Float64Array.from(this.#tops),
      heightsPx: Float64Array.from(this.#heights),
      groups: Int32Array.from(this.#groups),
      groupFirstRows: Int32Array.from([...this.#groupFirstRows, rowCount]),
    };
  }

  /** For each picture of a day where the row that begins with it ends, in the best way to break what follows: like the lines of a good paragraph. */
  #breaks(start: number, end: number): Int32Array {
    const nexts = new Int32Array(end - start);
    const costs = new Float64Array(end - start + 1);
    for (let first = end - 1; first >= start; first -= 1) {
      let best = Number.POSITIVE_INFINITY;
      let sum = 0;
      for (let next = first + 1; next <= end; next += 1) {
        sum += shownRatio(this.#ratios, next - 1);
        const scale = this.#justifiedPx(sum, next - first) / this.#rules.rowHeightPx;
        if (scale < squeeze && next > first + 1) break;
        const cost = rowCost(scale, next === end) + (costs[next - start] ?? 0);
        if (cost >= best) continue;
        best = cost;
        nexts[first - start] = next;
      }
      costs[first - start] = best;
    }
    return nexts;
  }

  #addRow(first: number, next: number): void {
    let sum = 0;
    for (let index = first; index < next; index += 1) sum += shownRatio(this.#ratios, index);
    const { rowHeightPx, gapPx } = this.#rules;
    const justified = this.#justifiedPx(sum, next - first);
    // A day's last pictures don't grow to fill a row that they are too few for.
    const heightPx = justified > rowHeightPx * stretch ? rowHeightPx : justified;
    this.#firstPictures.push(first);
    this.#groups.push(this.#groupFirstRows.length - 1);
    this.#tops.push(this.#yPx);
    this.#heights.push(Math.max(1, Math.round(heightPx)));
    this.#yPx += Math.max(1, Math.round(heightPx)) + gapPx;
  }

  /** The height at which pictures of these ratios together reach the right edge. */
  #justifiedPx(ratioSum: number, count: number): number {
    if (count === 0) return Number.POSITIVE_INFINITY;
    return (this.#rules.widthPx - (count - 1) * this.#rules.gapPx) / ratioSum;
  }
}

/** How bad a row looks that is `scale` times as high as asked. A last row may stay unfilled: the emptier, the worse. */
function rowCost(scale: number, isLast: boolean): number {
  if (isLast && scale > stretch) return ragged * (1 - 1 / scale) ** 2;
  return uneven * Math.log(scale) ** 2 * (scale > stretch ? 10 : 1);
}

function shownRatio(ratios: Float32Array, index: number): number {
  const ratio = ratios[index] ?? 1;
  return ratio > 0 && Number.isFinite(ratio) ? Math.min(widest, Math.max(narrowest, ratio)) : 1;
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
    const right = x + shownRatio(ratios, index) * heightPx;
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
