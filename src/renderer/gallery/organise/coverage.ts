import type { Bridge } from '../../../shared/bridge.ts';
import { everyPicture, type PictureQuery } from '../../../shared/picture.ts';

/** How many of some pictures something is true of. */
export type Coverage = 'none' | 'some' | 'all';

/** Bits as `PictureMatches` has them: row r is bit r & 7 of byte r >> 3. */
export function hasRow(bits: Uint8Array, row: number): boolean {
  return ((bits[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
}

export function coverageOf(rows: Int32Array, bits: Uint8Array): Coverage {
  let found = 0;
  for (const row of rows) if (hasRow(bits, row)) found += 1;
  if (found === 0) return 'none';
  return found === rows.length ? 'all' : 'some';
}

/** The rows whose bits are set, rising. */
export function rowsOf(bits: Uint8Array): Int32Array<ArrayBuffer> {
  const rows: number[] = [];
  for (const [place, byte] of bits.entries()) {
    for (let bit = 0; byte >> bit > 0; bit += 1) if ((byte >> bit) & 1) rows.push(place * 8 + bit);
  }
  return Int32Array.from(rows);
}

/** Asks the library of how many of the rows something is true: any number of them is one question. */
export async function askCoverage(
  bridge: Pick<Bridge['pictures'], 'matching'>,
  rows: Int32Array,
  what: Partial<PictureQuery>,
): Promise<Coverage> {
  const { bits } = await bridge.matching({ ...everyPicture, ...what });
  return coverageOf(rows, bits);
}
