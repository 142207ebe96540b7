import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { worstDrift, type Drift } from '../../practice/scene/drift.ts';
import type { SrgbPixels } from '../pixels/picture-pixels.ts';
import { register, type Registration } from './register.ts';
import { resized } from './resampling.ts';
import { confetti, drifted, edited, maskOf, middle, mirrored, scene } from './test-pictures.ts';

const size = { width: 320, height: 480 };
const large = { width: 512, height: 768 };
const still: Drift = { shiftPx: 0, gain: 0, noise: 0 };
const motifs = ['sea', 'mountain', 'city', 'forest', 'portrait', 'night', 'vase'];

/** By how much a registration is off, in pixels. */
function offBy({ shift }: Registration, x: number, y: number): number {
  return Math.hypot(shift.x - x, shift.y - y);
}

function even(red: number, green: number, blue: number): SrgbPixels {
  const data = Uint8Array.from({ length: size.width * size.height * 3 }, (_, at) => [red, green, blue][at % 3] ?? 0);
  return { ...size, data };
}

describe('registering an answer', () => {
  test('what came back as it was sent lies as it was sent', () => {
    const sent = confetti(size, 1);
    const { verdict, shift, gain, offset } = register(sent, sent, middle(size));
    expect(verdict).toBe('fits');
    for (const value of [shift.x, shift.y, ...offset]) expect(value).toBeCloseTo(0, 3);
    for (const value of gain) expect(value).toBeCloseTo(1, 4);
  });

  test('any shift and colour is found to a tenth of a pixel, through noise and whatever was drawn inside the mask', async () => {
    const sent = confetti(size, 2);
    const other = confetti(size, 3);
    const mask = middle(size);
    const shift = fc.double({ min: -12, max: 12, noNaN: true });
    const share = fc.double({ min: 0.92, max: 1.08, noNaN: true });
    const level = fc.double({ min: -8, max: 8, noNaN: true });
    await fc.assert(
      fc.asyncProperty(shift, shift, fc.tuple(share, share, share), fc.tuple(level, level, level), async (x, y, gain, offset) => {
        const answer = edited(await drifted(sent, { shiftPx: { x, y }, gain, offset, noise: 6 }), other, mask);
        const found = register(sent, answer, mask);
        expect(found.verdict).toBe('fits');
        expect(offBy(found, x, y)).toBeLessThan(0.1);
        for (const c of [0, 1, 2] as const) {
          // Together: where there is little that is dark, they can stand in for each other.
          expect(Math.abs((found.gain[c] - gain[c]) * 120 + found.offset[c] - offset[c])).toBeLessThan(1.5);
          expect(Math.abs(found.gain[c] - gain[c])).toBeLessThan(0.02);
        }
      }),
      { numRuns: 25 },
    );
  });

  test.each(motifs.map((motif, at) => [motif, motifs.at(at - 1) ?? '']))(
    'an answer that strays as far as it can is still known, a mirrored or another one is not: %s, %s',
    async (motif, elsewhere) => {
      const [sent, other] = [await scene(motif, large), await scene(motif, large, 6)];
      const mask = middle(large);
      const strayed = await drifted(sent, { ...worstDrift, shiftPx: { x: -5.4, y: 5.8 } });
      const found = register(sent, edited(strayed, other, mask), mask);
      expect(found.verdict).toBe('fits');
      // Every detail is as far as a pixel from its place, so there is no one true shift.
      expect(offBy(found, -5.4, 5.8)).toBeLessThan(1);
      for (const wrong of [await scene(elsewhere, large), mirrored(sent), mirrored(other)])
        expect(register(sent, wrong, mask).verdict).toBe('other-picture');
    },
  );

  test('another size of the same shape is measured in pixels of what was sent', async () => {
    const sent = confetti(size, 4);
    const moved = await drifted(sent, { ...still, shiftPx: { x: 3, y: -2 } });
    for (const scale of [0.75, 1.5]) {
      const found = register(sent, resized(moved, size.width * scale, size.height * scale), middle(size));
      expect(found.verdict).toBe('fits');
      expect(offBy(found, 3, -2)).toBeLessThan(0.1);
    }
  });

  test('another shape is no answer', () => {
    const sent = confetti(size, 4);
    expect(register(sent, resized(sent, 400, 400), middle(size)).verdict).toBe('other-shape');
  });

  test('an even surrounding tells a colour and no shift', async () => {
    const sent = even(120, 130, 180);
    const found = register(sent, await drifted(sent, { ...still, gain: [1.05, 1, 1], offset: [0, 0, -6], noise: 3 }), middle(size));
    expect(found).toMatchObject({ verdict: 'plain', shift: { x: 0, y: 0 } });
    const [red, green, blue] = found.gain.map((gain, c) => gain * ([120, 130, 180][c] ?? 0) + (found.offset[c] ?? 0));
    expect(red).toBeCloseTo(126, 0);
    expect(green).toBeCloseTo(130, 0);
    expect(blue).toBeCloseTo(174, 0);
  });

  test('a horizon tells how far it was raised and nothing else', async () => {
    const sent = even(180, 190, 200);
    sent.data.fill(60, size.width * 300 * 3);
    const soft = await drifted(sent, { ...still, rerender: 0.01 });
    const found = register(soft, await drifted(soft, { ...still, shiftPx: { x: 4, y: 3 }, noise: 2 }), middle(size));
    expect(Math.abs(found.shift.x)).toBeLessThan(1);
    if (found.verdict === 'fits') expect(found.shift.y).toBeCloseTo(3, 1);
    else expect(found.shift).toEqual({ x: 0, y: 0 });
  });

  test('something else where all was even is another picture', () => {
    expect(register(even(120, 130, 180), confetti(size, 8), middle(size)).verdict).toBe('other-picture');
  });

  test.each([
    ['nearly everything is painted', (x: number) => x > 5],
    ['everything is painted', () => true],
  ])('when %s there is nothing to go by', (_, inside) => {
    const sent = confetti(size, 9);
    expect(register(sent, confetti(size, 10), maskOf(size, inside))).toMatchObject({
      verdict: 'plain',
      gain: [1, 1, 1],
      offset: [0, 0, 0],
    });
  });

  test.each([
    [1, 1],
    [1, 300],
    [300, 2],
    [7, 7],
    [17, 40],
  ])('a picture of %s × %s is taken as it is', (width, height) => {
    const sent = confetti({ width, height }, 3);
    expect(
      register(
        sent,
        sent,
        maskOf({ width, height }, (x) => x < width / 2),
      ).verdict,
    ).toBe('plain');
  });

  test('the same answer is always found to lie the same', async () => {
    const sent = await scene('forest', large);
    const answer = await drifted(sent, worstDrift);
    expect(register(sent, answer, middle(large))).toEqual(register(sent, answer, middle(large)));
  });
});
