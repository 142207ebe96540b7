import type { Layout } from './layout.ts';

/** Where a month's pictures begin. */
export interface Month {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly firstPicture: number;
  /** How far down all pictures. */
  readonly topPx: number;
}

/** A month's beginning on the scrubber, and whether there is room for the year beside it. */
export interface Mark {
  readonly atPx: number;
  readonly year: number | null;
}

/** The months in which there are pictures, as the grid shows them: newest first. */
export function monthsOf({ groupFirstRows, firstPictures, topsPx, rules }: Layout, days: Int32Array): readonly Month[] {
  const months: Month[] = [];
  let known = { month: 0, first: Number.POSITIVE_INFINITY, end: Number.NEGATIVE_INFINITY };
  for (let group = 0; group + 1 < groupFirstRows.length; group += 1) {
    const row = groupFirstRows[group] ?? 0;
    const firstPicture = firstPictures[row] ?? 0;
    const day = days[firstPicture] ?? 0;
    if (day >= known.first && day < known.end) continue;
    const date = new Date(day * dayMs);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
    known = { month, first: Date.UTC(year, month - 1) / dayMs, end: Date.UTC(year, month) / dayMs };
    months.push({ year, month, firstPicture, topPx: Math.max(0, (topsPx[row] ?? 0) - rules.headingPx) });
  }
  return months;
}

/** The month that is at a height; undefined when there is none at all. */
export function monthAt(months: readonly Month[], yPx: number): Month | undefined {
  return months[monthIndexAt(months, yPx)];
}

function monthIndexAt(months: readonly Month[], yPx: number): number {
  let [low, high] = [0, months.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((months[middle]?.topPx ?? 0) <= yPx) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Marks along a scrubber of a length, none nearer to another than can be told apart, and years only where none covers another. */
export function marksOf(months: readonly Month[], furthestPx: number, lengthPx: number): readonly Mark[] {
  const marks: Mark[] = [];
  const taken: number[] = [];
  const named = new Set<number>();
  const place = ({ topPx }: Month): number => Math.round(placeOf(topPx, furthestPx, lengthPx));
  // Years first: where one is written no mark of a month may crowd it out.
  for (const month of months) {
    if (named.has(month.year)) continue;
    named.add(month.year);
    const atPx = place(month);
    const hasRoom = atPx <= lengthPx - labelPx / 2 && taken.every((other) => Math.abs(other - atPx) >= labelPx);
    if (hasRoom) taken.push(atPx);
    marks.push({ atPx, year: hasRoom ? month.year : null });
  }
  for (const month of months) {
    const atPx = place(month);
    if (!marks.some((mark) => Math.abs(mark.atPx - atPx) < dotPx)) marks.push({ atPx, year: null });
  }
  return marks.sort((a, b) => a.atPx - b.atPx);
}

/** Where on the scrubber a height is, and back. */
export function placeOf(yPx: number, furthestPx: number, lengthPx: number): number {
  return furthestPx === 0 ? 0 : Math.min(1, Math.max(0, yPx / furthestPx)) * lengthPx;
}

export function heightAt(placePx: number, furthestPx: number, lengthPx: number): number {
  return lengthPx === 0 ? 0 : Math.min(1, Math.max(0, placePx / lengthPx)) * furthestPx;
}

/** Where a key leads from a height: by months with the arrows, by years with the pages. */
export function stepFrom(months: readonly Month[], yPx: number, key: string): number | null {
  // A pixel, so that what is shown first counts as where one is.
  const at = monthIndexAt(months, yPx + 1);
  const here = months[at];
  if (!here) return null;
  const topOf = (index: number): number => months[index]?.topPx ?? Number.POSITIVE_INFINITY;
  const isInside = yPx > here.topPx + 1;
  const leadTo: Readonly<Record<string, () => number>> = {
    ArrowDown: () => topOf(at + 1),
    ArrowUp: () => topOf(isInside ? at : Math.max(0, at - 1)),
    PageDown: () => months.find(({ year }) => year < here.year)?.topPx ?? Number.POSITIVE_INFINITY,
    PageUp: () => topOf(yearAbove(months, at, isInside)),
    Home: () => 0,
    End: () => Number.POSITIVE_INFINITY,
  };
  const name = { ArrowRight: 'ArrowDown', ArrowLeft: 'ArrowUp' }[key] ?? key;
  return leadTo[name]?.() ?? null;
}

/** The beginning of this year, or of the one above it when one is there already. */
function yearAbove(months: readonly Month[], at: number, isInside: boolean): number {
  const beginning = (index: number): number => months.findIndex(({ year }) => year === months[index]?.year);
  const own = beginning(at);
  return own < at || isInside ? own : beginning(Math.max(0, own - 1));
}

const dayMs = 24 * 60 * 60 * 1000;
/** The height of a year's label with some air, and the least distance of two dots. */
const labelPx = 22;
const dotPx = 6;
