/**
 * Sets of pictures as bits over the index's rows: row r is bit r & 7 of byte r >> 3. Two sets may differ in length; what a
 * shorter one doesn't reach isn't in it. Nothing here changes what it is given.
 */
export type RowBits = Uint8Array;

export const noRows: RowBits = new Uint8Array(0);

export function bitsOf(rows: Iterable<number>): RowBits {
  const all = Int32Array.from(rows).filter((row) => row >= 0);
  const bits = new Uint8Array((all.reduce((highest, row) => Math.max(highest, row), -1) >> 3) + 1);
  for (const row of all) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
  return bits;
}

export function hasRow(bits: RowBits, row: number): boolean {
  return ((bits[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
}

export function* rowsIn(bits: RowBits): Generator<number> {
  for (let at = 0; at < bits.length; at += 1) {
    for (let byte = bits[at] ?? 0; byte !== 0; byte &= byte - 1) yield at * 8 + 31 - Math.clz32(byte & -byte);
  }
}

export function union(one: RowBits, other: RowBits): RowBits {
  const [long, short] = one.length >= other.length ? [one, other] : [other, one];
  const bits = long.slice();
  for (let at = 0; at < short.length; at += 1) bits[at] = (bits[at] ?? 0) | (short[at] ?? 0);
  return bits;
}

export function intersection(one: RowBits, other: RowBits): RowBits {
  const bits = one.slice(0, other.length);
  for (let at = 0; at < bits.length; at += 1) bits[at] = (bits[at] ?? 0) & (other[at] ?? 0);
  return bits;
}

/** Those of the first that aren't in the second. */
export function difference(one: RowBits, other: RowBits): RowBits {
  const bits = one.slice();
  const both = Math.min(one.length, other.length);
  for (let at = 0; at < both; at += 1) bits[at] = (bits[at] ?? 0) & ~(other[at] ?? 0);
  return bits;
}

export function isEmpty(bits: RowBits): boolean {
  return bits.every((byte) => byte === 0);
}

export function countRows(bits: RowBits): number {
  const isAligned = bits.byteOffset % 4 === 0;
  const words = isAligned ? new Uint32Array(bits.buffer, bits.byteOffset, bits.length >> 2) : new Uint32Array(0);
  let count = 0;
  for (const word of words) count += onesIn(word);
  for (let at = words.length * 4; at < bits.length; at += 1) count += onesIn(bits[at] ?? 0);
  return count;
}

function onesIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const quads = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((quads + (quads >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
