import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { RowSet } from './row-set.ts';

const someRows = fc.uniqueArray(fc.nat({ max: 500 }), { maxLength: 40 });

function sorted(set: RowSet): number[] {
  return [...set.among(Int32Array.from({ length: 501 }, (_, row) => row))];
}

describe('a set of rows', () => {
  test('is what a set of numbers would be', () => {
    fc.assert(
      fc.property(someRows, someRows, (left, right) => {
        const [a, b] = [new Set(left), new Set(right)];
        const set = RowSet.of(Int32Array.from(left));
        const ascending = (rows: Set<number>): number[] => [...rows].sort((x, y) => x - y);
        expect(set.size).toBe(left.length);
        expect(sorted(set)).toEqual(ascending(a));
        expect(sorted(set.with(Int32Array.from(right)))).toEqual(ascending(new Set([...left, ...right])));
        expect(sorted(set.toggled(Int32Array.from(right)))).toEqual(
          ascending(new Set([...left, ...right].filter((row) => a.has(row) !== b.has(row)))),
        );
      }),
    );
  });

  test('holds no row that it cannot', () => {
    expect(RowSet.empty.has(0)).toBe(false);
    expect(RowSet.of(Int32Array.of(31, 63)).has(-1)).toBe(false);
  });

  test('answers in the order that it is asked in', () => {
    expect([...RowSet.of(Int32Array.of(1, 5, 9)).among(Int32Array.of(9, 3, 1))]).toEqual([9, 1]);
  });
});
