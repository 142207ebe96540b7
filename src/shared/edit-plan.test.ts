import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';

import { Edit, editModes, type Rectangle } from './edit.ts';
import { planEdit, type EditPlan, type Wanted } from './edit-plan.ts';
import { modelFor } from './model.ts';

const model = modelFor('gpt-4o-image');
const picture = (width: number, height: number): Rectangle => ({ left: 0, top: 0, width, height });
const precise = (canvas: Rectangle, masked: Rectangle) => planEdit({ mode: 'precise', canvas, masked, model });
const whole = (canvas: Rectangle) => planEdit({ mode: 'whole', canvas, masked: canvas, model });

const axes = [
  ['left', 'width'],
  ['top', 'height'],
] as const;

function contains(outer: Rectangle, inner: Rectangle): boolean {
  const { left, top } = outer;
  const isInsideAcross = left <= inner.left && left + outer.width >= inner.left + inner.width;
  return isInsideAcross && top <= inner.top && top + outer.height >= inner.top + inner.height;
}

describe('a precise edit', () => {
  test('of something small in a large picture is sent pixel for pixel', () => {
    const plan = precise(picture(8688, 5792), { left: 4000, top: 3000, width: 300, height: 200 });
    expect(plan).toMatchObject({ size: '1024x1024', resolution: 1, sent: { width: 1024, height: 1024 } });
    expect(plan.crop).toEqual({ left: 3638, top: 2588, width: 1024, height: 1024 });
  });

  test('of something tall takes the tall shape, of something wide the wide one', () => {
    expect(precise(picture(6000, 4000), { left: 2000, top: 1000, width: 200, height: 900 }).size).toBe('1024x1536');
    expect(precise(picture(6000, 4000), { left: 2000, top: 1000, width: 900, height: 200 }).size).toBe('1536x1024');
  });

  test('of more than the shapes hold says how coarse it will be', () => {
    const plan = precise(picture(12000, 8000), picture(12000, 8000));
    expect(plan.crop).toEqual(picture(12000, 8000));
    expect(plan.resolution).toBeCloseTo(0.128, 10);
  });

  test('in a corner stays inside the picture', () => {
    const plan = precise(picture(3000, 2000), { left: 2990, top: 1990, width: 10, height: 10 });
    expect(plan.crop).toEqual({ left: 1976, top: 976, width: 1024, height: 1024 });
  });

  test('of a picture smaller than the shape sends all of it, or as much as needs no border', () => {
    expect(precise(picture(300, 300), { left: 10, top: 10, width: 5, height: 5 }).crop).toEqual(picture(300, 300));
    expect(precise(picture(800, 3000), { left: 400, top: 1500, width: 5, height: 5 }).crop).toMatchObject({ width: 800, height: 800 });
  });

  test('of a single pixel or a single row reaches over the picture evenly', () => {
    expect(precise(picture(1, 1), picture(1, 1))).toMatchObject({ crop: picture(1, 1), size: '1024x1024', resolution: 1024 });
    const row = precise(picture(6000, 1), picture(6000, 1));
    expect(row).toMatchObject({ size: '1536x1024', crop: { left: 0, top: -1999, width: 6000, height: 4000 } });
  });

  test('of a picture that is extended may lie wholly beside it', () => {
    const canvas = { left: -2000, top: 0, width: 5000, height: 2000 };
    const plan = precise(canvas, { left: -2000, top: 0, width: 600, height: 600 });
    expect(plan.crop).toEqual({ left: -2000, top: 0, width: 1024, height: 1024 });
  });
});

describe('a whole picture', () => {
  test('is sent in the shape that is nearest to its own', () => {
    expect(whole(picture(900, 600))).toMatchObject({ crop: picture(900, 600), sent: { width: 1536, height: 1024 }, size: '1536x1024' });
    expect(whole(picture(2000, 2100))).toMatchObject({ crop: { left: -50, top: 0, width: 2100, height: 2100 }, size: '1024x1024' });
    expect(whole(picture(6000, 1)).crop).toEqual({ left: 0, top: -1999, width: 6000, height: 4000 });
  });

  test('says how coarse the answer will be', () => {
    expect(whole(picture(3072, 2048)).resolution).toBe(0.5);
    expect(whole(picture(512, 512)).resolution).toBe(2);
  });

  test('goes by ratios where a model names no pixels', () => {
    const ratios = { ...model, sizes: model.sizes.filter(({ value }) => value.includes(':')) };
    const canvas = picture(600, 1000);
    expect(planEdit({ mode: 'whole', canvas, masked: canvas, model: ratios }).size).toBe('2:3');
  });
});

/** Canvases from a single pixel to 100,000 in a row, some of them extended, and a mask anywhere inside. */
const anyWanted: fc.Arbitrary<Wanted> = fc
  .record({
    mode: fc.constantFrom('precise' as const, 'whole' as const),
    left: fc.integer({ min: -3000, max: 0 }),
    top: fc.integer({ min: -3000, max: 0 }),
    width: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 12_000 })),
    height: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 12_000 })),
    corners: fc.tuple(...Array.from({ length: 4 }, () => fc.double({ min: 0, max: 1, noNaN: true }))),
  })
  .map(({ mode, corners: [a = 0, b = 0, c = 0, d = 0], ...canvas }) => {
    const x = Math.floor(a * (canvas.width - 1));
    const y = Math.floor(b * (canvas.height - 1));
    const size = { width: 1 + Math.floor(c * (canvas.width - 1 - x)), height: 1 + Math.floor(d * (canvas.height - 1 - y)) };
    return { mode, canvas, masked: { left: canvas.left + x, top: canvas.top + y, ...size }, model };
  });

const holds = (claim: (plan: EditPlan, wanted: Wanted) => void) =>
  fc.assert(
    fc.property(anyWanted, (wanted) => {
      claim(planEdit(wanted), wanted);
    }),
    { numRuns: 2_000 },
  );

describe('always', () => {
  test('the crop holds the whole mask, and all of a whole picture', () =>
    holds(({ crop }, { masked, canvas, mode }) => expect(contains(crop, mode === 'whole' ? canvas : masked)).toBe(true)));

  test('the crop has exactly the shape of what is sent: nothing is stretched', () =>
    holds(({ crop, sent }) => expect(crop.width * sent.height).toBe(crop.height * sent.width)));

  test('the mask has its surroundings where the canvas has them', () =>
    holds(({ crop }, { masked, canvas, mode }) => {
      const context = Math.max(64, Math.ceil(Math.max(masked.width, masked.height) / 4));
      if (mode === 'whole') return;
      for (const [side, length] of axes) {
        expect(crop[side]).toBeLessThanOrEqual(Math.max(canvas[side], masked[side] - context));
        const end = Math.min(canvas[side] + canvas[length], masked[side] + masked[length] + context);
        expect(crop[side] + crop[length]).toBeGreaterThanOrEqual(end);
      }
    }));

  test('a crop that fits into the canvas stays inside it, and another reaches over both ends alike', () =>
    holds(({ crop }, { canvas }) => {
      for (const [side, length] of axes) {
        const before = canvas[side] - crop[side];
        const after = crop[side] + crop[length] - canvas[side] - canvas[length];
        if (crop[length] <= canvas[length]) expect(Math.max(before, after)).toBeLessThanOrEqual(0);
        else expect(Math.abs(before - after)).toBeLessThanOrEqual(1);
      }
    }));

  test('what fits into a shape as it is is sent pixel for pixel', () =>
    holds(({ resolution }, { mode, canvas, masked }) => {
      const context = 2 * Math.max(64, Math.ceil(Math.max(masked.width, masked.height) / 4));
      const isSmall = masked.width + context <= 1024 && masked.height + context <= 1024;
      if (mode === 'precise' && isSmall && canvas.width >= 1024 && canvas.height >= 1024) expect(resolution).toBe(1);
    }));

  test('the same question has the same answer', () => holds((plan, wanted) => expect(planEdit(wanted)).toEqual(plan)));
});

test('every plan of everything that can be edited can be written down and read again', () => {
  const side = fc.integer({ min: 1, max: 100_000 });
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  const offset = fc.integer({ min: -100_000, max: 0 });
  const wanted = fc.record({ mode: fc.constantFrom(...editModes), width: side, height: side, left: offset, top: offset, part });
  fc.assert(
    fc.property(wanted, ({ mode, width, height, left, top, part }) => {
      const canvas = { left, top, width, height };
      const masked = { left, top, width: Math.ceil(width * part) || 1, height: Math.ceil(height * part) || 1 };
      const { crop, sent } = planEdit({ mode, canvas, masked, model });
      expect([v.is(Edit.entries.canvas, canvas), v.is(Edit.entries.crop, crop), v.is(Edit.entries.sent, sent)]).toEqual([true, true, true]);
    }),
    { examples: [[{ mode: 'whole', width: 100_000, height: 900, left: 0, top: 0, part: 0 }]] },
  );
});
