import fc from 'fast-check';
import { expect, test } from 'vitest';

import { bitsOf, countRows, difference, hasRow, intersection, isEmpty, rowsIn, union } from './row-bits.ts';

const rows = fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { maxLength: 80 });
const sorted = (given: Iterable<number>) => [...given].sort((a, b) => a - b);

test('bits over rows are the sets that they stand for', () => {
  fc.assert(
    fc.property(rows, rows, (first, second) => {
      const [one, other] = [bitsOf(first), bitsOf(second)];
      const [a, b] = [new Set(first), new Set(second)];
      expect([...rowsIn(one)]).toEqual(sorted(a));
      expect([...rowsIn(union(one, other))]).toEqual(sorted(a.union(b)));
      expect([...rowsIn(intersection(one, other))]).toEqual(sorted(a.intersection(b)));
      expect([...rowsIn(difference(one, other))]).toEqual(sorted(a.difference(b)));
      expect(countRows(one)).toBe(a.size);
      expect(isEmpty(difference(one, one))).toBe(true);
      for (let row = 0; row <= 301; row += 1) expect(hasRow(one, row)).toBe(a.has(row));
    }),
  );
});

test('bits that begin anywhere in memory are counted', () => {
  const memory = new Uint8Array(100).fill(255);
  for (const from of [0, 1, 2, 3])
    for (const until of [from, 50, 97, 100]) expect(countRows(memory.subarray(from, until))).toBe((until - from) * 8);
});
