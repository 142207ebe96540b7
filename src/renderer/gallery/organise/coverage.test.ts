import fc from 'fast-check';
import { expect, test } from 'vitest';

import { coverageOf, hasRow, rowsOf } from './coverage.ts';

function bitsOf(rows: Iterable<number>): Uint8Array {
  const bits = new Uint8Array(16);
  for (const row of rows) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
  return bits;
}

const someRows = fc.uniqueArray(fc.integer({ min: 0, max: 127 }));

test('rows come out of bits as they went in', () => {
  fc.assert(
    fc.property(someRows, (rows) => {
      const bits = bitsOf(rows);
      expect([...rowsOf(bits)]).toEqual(rows.toSorted((one, other) => one - other));
      for (let row = 0; row < 128; row += 1) expect(hasRow(bits, row)).toBe(rows.includes(row));
    }),
  );
});

test('something is true of all, of some or of none', () => {
  const bits = bitsOf([1, 2, 64]);
  expect(coverageOf(Int32Array.of(1, 64), bits)).toBe('all');
  expect(coverageOf(Int32Array.of(1, 3), bits)).toBe('some');
  expect(coverageOf(Int32Array.of(3, 1000), bits)).toBe('none');
  expect(coverageOf(Int32Array.of(), bits)).toBe('none');
});
