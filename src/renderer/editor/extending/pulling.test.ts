import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { areMargins, extentOf, noMargins, sides, type Margins, type Side } from './margins.ts';
import { pulled, type Handle, type Pull } from './pulling.ts';

const towards = fc.constantFrom<-1 | 0 | 1>(-1, 0, 1);
const handle = fc.record<Handle>({ x: towards, y: towards }).filter(({ x, y }) => x !== 0 || y !== 0);
const corner = handle.filter(({ x, y }) => x !== 0 && y !== 0);
const far = fc.double({ min: -200_000, max: 200_000, noNaN: true });
/** Here nothing comes near the limit. */
const near = fc.double({ min: -2_000, max: 2_000, noNaN: true });
const small = fc.record({ width: fc.integer({ min: 1, max: 2_000 }), height: fc.integer({ min: 1, max: 2_000 }) });
const margin = fc.integer({ min: 0, max: 1_000 });
const margins = fc.record<Margins>({ left: margin, top: margin, right: margin, bottom: margin });
const side = fc.integer({ min: 1, max: 6_000 });
const picture = fc.record({ width: side, height: side });
const shape = fc.option(fc.double({ min: 0.2, max: 5, noNaN: true }));

const nothing = { by: { x: 0, y: 0 }, alike: false, shape: null };
/** The edges that a handle holds, and how far out it was pulled at each. */
const held = ({ handle: { x, y }, by }: Pick<Pull, 'handle' | 'by'>): readonly (readonly [Side, number])[] => [
  ...(x === 0 ? [] : [[x < 0 ? 'left' : 'right', by.x * x] as const]),
  ...(y === 0 ? [] : [[y < 0 ? 'top' : 'bottom', by.y * y] as const]),
];
const opposite: Readonly<Record<Side, Side>> = { left: 'right', right: 'left', top: 'bottom', bottom: 'top' };

describe('whatever is pulled, and however far', () => {
  test('the margins can be sent: whole, not inside the picture, no larger than a picture can be', () => {
    fc.assert(
      fc.property(picture, margins, handle, far, far, fc.boolean(), shape, (size, from, held, x, y, alike, kept) => {
        expect(areMargins(pulled(from, { handle: held, by: { x, y }, alike, shape: kept }, size), size)).toBe(true);
      }),
    );
  });

  test('edges that it doesn’t hold stay', () => {
    fc.assert(
      fc.property(picture, margins, handle, far, far, shape, (size, from, grip, x, y, kept) => {
        const by = { x, y };
        const after = pulled(from, { handle: grip, by, alike: false, shape: kept }, size);
        const moving = held({ handle: grip, by }).map(([edge]) => edge);
        for (const edge of sides) if (!moving.includes(edge)) expect(after[edge]).toBe(from[edge]);
      }),
    );
  });
});

test('an edge goes where it is pulled to, and stops at the picture', () => {
  fc.assert(
    fc.property(small, margins, handle, near, near, (size, from, grip, x, y) => {
      const by = { x, y };
      const after = pulled(from, { ...nothing, handle: grip, by }, size);
      for (const [edge, out] of held({ handle: grip, by })) expect(after[edge]).toBe(Math.max(0, Math.round(from[edge] + out)));
    }),
  );
});

test('both sides alike move as far, whichever of them is held', () => {
  fc.assert(
    fc.property(picture, margin, handle, far, far, shape, (size, around, grip, x, y, kept) => {
      const by = { x, y };
      const from = { left: around, right: around, top: around, bottom: around };
      const after = pulled(from, { handle: grip, by, alike: true, shape: kept }, size);
      for (const [edge] of held({ handle: grip, by })) expect(after[opposite[edge]]).toBe(after[edge]);
    }),
  );
});

test('the shape is kept to within a pixel at every corner, and the whole reaches what is pulled', () => {
  fc.assert(
    fc.property(small, margins, corner, near, near, fc.double({ min: 0.5, max: 2, noNaN: true }), (size, from, grip, x, y, kept) => {
      const by = { x, y };
      const pull = { handle: grip, by, alike: false, shape: kept };
      const free = pulled(from, { ...pull, shape: null }, size);
      const after = pulled(from, pull, size);
      const { width, height } = extentOf(after, size);
      expect(Math.min(Math.abs(width - height * kept), Math.abs(height - width / kept))).toBeLessThanOrEqual(0.5 + 1e-6);
      for (const edge of sides) expect(after[edge]).toBeGreaterThanOrEqual(free[edge]);
    }),
  );
});

test('it goes as far as it is pulled, or to the limit: one pixel more would be too much', () => {
  const edge = handle.filter(({ x, y }) => x === 0 || y === 0);
  fc.assert(
    fc.property(picture, edge, fc.integer({ min: 1, max: 150_000 }), (size, grip, px) => {
      const by = { x: grip.x * px, y: grip.y * px };
      const after = pulled(noMargins, { ...nothing, handle: grip, by }, size);
      for (const [side] of held({ handle: grip, by })) {
        if (after[side] !== px) expect(areMargins({ ...after, [side]: after[side] + 1 }, size)).toBe(false);
      }
    }),
  );
});

test('a shape that can’t be had at all leaves everything as it was', () => {
  const picture = { width: 8688, height: 5792 };
  expect(pulled(noMargins, { ...nothing, handle: { x: 1, y: 1 }, shape: 2 / 3 }, picture)).toEqual(noMargins);
});
