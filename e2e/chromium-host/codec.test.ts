import fc from 'fast-check';
import { expect, test } from 'vitest';

import { decode, encode } from './codec.ts';

const leaf = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withTypedArray: true, withSparseArray: true, withMap: true, withSet: true, maxDepth: 3 }),
  fc.anything({ withBoxedValues: true, withObjectString: true, maxDepth: 2 }),
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.constantFrom(
    /a+/giu,
    new RangeError('too far'),
    new Error('why', { cause: new Map([[1, new Date(0)]]) }),
    new DataView(new ArrayBuffer(3), 1),
  ),
);

test('carries exactly what structured clone carries', () => {
  fc.assert(
    fc.property(leaf, (value) => {
      let expected: unknown;
      try {
        expected = structuredClone(value);
      } catch {
        expect(() => encode(value)).toThrow('An object could not be cloned.');
        return;
      }
      expect(decode(encode(value))).toStrictEqual(expected);
    }),
    { numRuns: 2000 },
  );
});

test('keeps cycles and shared objects, buffers included', () => {
  const buffer = new Uint8Array([1, 2, 3, 4]).buffer;
  const shared = { name: 'shared' };
  const root: Record<string, unknown> = {
    first: shared,
    second: shared,
    bytes: new Uint8Array(buffer, 1, 2),
    words: new Uint16Array(buffer),
  };
  root['self'] = root;
  root['set'] = new Set([root]);
  const copy = decode(encode(root)) as typeof root & { bytes: Uint8Array; words: Uint16Array; set: Set<unknown> };
  expect(copy['self']).toBe(copy);
  expect(copy.set.has(copy)).toBe(true);
  expect(copy['first']).toBe(copy['second']);
  expect(copy.bytes.buffer).toBe(copy.words.buffer);
  expect([...copy.bytes]).toEqual([2, 3]);
});

test('keeps the number zero with its sign, holes, extra properties, __proto__ as a key, lone surrogates', () => {
  const list: unknown[] & { extra?: number } = [1];
  list[3] = -0;
  list.extra = 1;
  const odd = JSON.parse('{"__proto__": 1}') as object;
  const copy = decode(encode({ list, odd, text: '\ud800 \u0000' })) as { list: typeof list; odd: object; text: string };
  expect(1 in copy.list).toBe(false);
  expect(Object.is(copy.list[3], -0)).toBe(true);
  expect(copy.list.extra).toBe(1);
  expect(Object.keys(copy.odd)).toEqual(['__proto__']);
  expect(copy.text).toBe('\ud800 \u0000');
});

test('drops prototypes, getters become values', () => {
  class Point {
    x = 1;
    get y(): number {
      return 2;
    }
  }
  const value = {
    point: new Point(),
    get now() {
      return 3;
    },
  };
  expect(decode(encode(value))).toStrictEqual({ point: { x: 1 }, now: 3 });
});

test.each<[string, unknown]>([
  ['a function', () => undefined],
  ['a Proxy', new Proxy({}, {})],
  ['a symbol', Symbol('s')],
  ['a promise', Promise.resolve()],
  ['a WeakMap', new WeakMap()],
  ['a Blob', new Blob(['x'])],
  ['a nested Blob', { list: [new Blob(['x'])] }],
])('refuses %s', (_, value) => {
  expect(() => encode(value)).toThrow('An object could not be cloned.');
});
