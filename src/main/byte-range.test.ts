import fc from 'fast-check';
import { expect, test } from 'vitest';

import { rangeOf } from './byte-range.ts';

test.each([
  ['bytes=0-3', { first: 0, last: 3 }],
  ['bytes=4-', { first: 4, last: 9 }],
  ['bytes=4-100', { first: 4, last: 9 }],
  ['bytes=-3', { first: 7, last: 9 }],
  ['bytes=-100', { first: 0, last: 9 }],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=5-2', null],
  ['bytes=0-1,4-5', null],
  ['bytes=-', null],
  ['items=0-3', null],
  [null, null],
])('of ten bytes, %s asks for %o', (header, range) => {
  expect(rangeOf(header, 10)).toEqual(range);
});

test('nothing of an empty file can be asked for', () => {
  expect(rangeOf('bytes=0-', 0)).toBe('unsatisfiable');
  expect(rangeOf('bytes=-1', 0)).toBe('unsatisfiable');
});

test('whatever is asked for lies within the file', () => {
  const bound = fc.oneof(fc.constant(''), fc.nat().map(String));
  fc.assert(
    fc.property(bound, bound, fc.nat(1000), (from, to, size) => {
      const range = rangeOf(`bytes=${from}-${to}`, size);
      if (range === null || range === 'unsatisfiable') return true;
      return 0 <= range.first && range.first <= range.last && range.last < size;
    }),
  );
});
