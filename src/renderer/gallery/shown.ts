import type { PictureMatches, PictureOutline } from '../../shared/picture.ts';

/** The pictures that a query finds, newest first: of each its row in the index, its shape and its day. */
export interface Shown {
  readonly rows: Int32Array<ArrayBuffer>;
  /** Width divided by height. */
  readonly ratios: Float32Array;
  /** Days since 1970 in local time. */
  readonly days: Int32Array;
}

export const nothingShown: Shown = { rows: new Int32Array(), ratios: new Float32Array(), days: new Int32Array() };

/** Picks from the outline what a query found, in the outline's order. Linear, and fast enough for every key that is typed. */
export function pick(outline: PictureOutline, { bits, count }: Pick<PictureMatches, 'bits' | 'count'>): Shown {
  const length = Math.min(count, outline.rows.length);
  const shown = { rows: new Int32Array(length), ratios: new Float32Array(length), days: new Int32Array(length) };
  let found = 0;
  for (let place = 0; place < outline.rows.length && found < length; place += 1) {
    const row = outline.rows[place] ?? 0;
    if (((bits[row >> 3] ?? 0) & (1 << (row & 7))) === 0) continue;
    shown.rows[found] = row;
    shown.ratios[found] = outline.ratios[place] ?? 1;
    shown.days[found] = outline.days[place] ?? 0;
    found += 1;
  }
  return found === length ? shown : shortened(shown, found);
}

/** For each row its place among those shown, or -1. */
export function placesOf({ rows }: Shown): Int32Array {
  const last = rows.reduce((highest, row) => Math.max(highest, row), -1);
  const places = new Int32Array(last + 1).fill(-1);
  for (let place = 0; place < rows.length; place += 1) places[rows[place] ?? 0] = place;
  return places;
}

function shortened({ rows, ratios, days }: Shown, length: number): Shown {
  return { rows: rows.slice(0, length), ratios: ratios.slice(0, length), days: days.slice(0, length) };
}
