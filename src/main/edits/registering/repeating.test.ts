import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import type { Drift } from '../../practice/scene/drift.ts';
import type { SrgbPixels } from '../pixels/picture-pixels.ts';
import { register } from './register.ts';
import { bricks, checks, cloth, drawn, grid, halftone, stripes, towardsRepeat, type Pattern } from './test-patterns.ts';
import { confetti, drifted, edited, middle } from './test-pictures.ts';

const size = { width: 240, height: 240 };
const mask = middle(size);
const other = confetti(size, 3);
const still: Drift = { shiftPx: 0, gain: 0, noise: 0 };

const within6 = fc.double({ min: -6, max: 6, noNaN: true });
const rendering = fc.record({
  gain: fc.double({ min: 0.94, max: 1.06, noNaN: true }),
  offset: fc.double({ min: -6, max: 6, noNaN: true }),
  noise: fc.constantFrom(0, 2, 4),
  asJpeg: fc.boolean(),
});
type Rendering = typeof rendering extends fc.Arbitrary<infer One> ? One : never;

async function rendered(picture: SrgbPixels, { gain, offset, noise, asJpeg }: Rendering): Promise<SrgbPixels> {
  const plain = await drifted(picture, { ...still, gain: [gain, gain, gain], offset: [offset, offset, offset], noise });
  return edited(asJpeg ? await throughJpeg(plain) : plain, other, mask);
}

async function throughJpeg({ data, ...picture }: SrgbPixels): Promise<SrgbPixels> {
  const file = await sharp(data, { raw: { ...picture, channels: 3 } })
    .jpeg({ quality: 85 })
    .toBuffer();
  return { ...picture, data: new Uint8Array(await sharp(file).raw().toBuffer()) };
}

const named = (pattern: Pattern): [string, Pattern] => [pattern.name, pattern];

describe('where the surrounding repeats itself', () => {
  const patterns = [bricks(8, 4), bricks(24, 12), checks(5), checks(8), checks(12), grid(4), grid(9.4), cloth(4), cloth(11), halftone(6)];

  test.each(patterns.map(named))('the smallest shift that fits is the one: %s', async (_, pattern) => {
    const sent = drawn(size, pattern.tone);
    const smallest = fc.tuple(within6, within6).filter(([x, y]) => towardsRepeat(pattern, x, y) < 0.85);
    await fc.assert(
      fc.asyncProperty(smallest, rendering, async ([x, y], how) => {
        const { verdict, shift } = register(sent, await rendered(drawn(size, pattern.tone, { x, y }), how), mask);
        expect(verdict).toBe('fits');
        expect(Math.hypot(shift.x - x, shift.y - y)).toBeLessThan(0.3);
      }),
      { numRuns: 4, seed: 20 },
    );
  });

  const striped = [stripes(4, 0), stripes(6, Math.PI / 2), stripes(6, 0.5), stripes(9, 2.2), stripes(12, 0.2), stripes(12, 1.2)];

  test.each(striped.map(named))('of a shift along stripes nothing is told, and it is 0: %s', async (_, pattern) => {
    const sent = drawn(size, pattern.tone);
    const [[right, down]] = pattern.repeats;
    const period = Math.hypot(right, down);
    const smallest = fc.tuple(within6, within6).filter(([x, y]) => towardsRepeat(pattern, x, y) < 0.85);
    await fc.assert(
      fc.asyncProperty(smallest, rendering, async ([x, y], how) => {
        const { verdict, shift } = register(sent, await rendered(drawn(size, pattern.tone, { x, y }), how), mask);
        const part = (x * right + y * down) / period ** 2;
        expect(verdict).toBe('fits');
        expect(Math.hypot(shift.x - part * right, shift.y - part * down)).toBeLessThan(0.3);
      }),
      { numRuns: 4, seed: 20 },
    );
  });

  test('one thing among the bricks that isn’t one tells the true repeat', async () => {
    const { tone } = bricks(8, 4);
    const withWindow = (x: number, y: number): number => (Math.hypot(x - 40, y - 40) < 30 ? 1 : tone(x, y));
    const [x, y] = [5, 1];
    expect(towardsRepeat(bricks(8, 4), x, y)).toBeGreaterThan(1);
    const answer = await rendered(drawn(size, withWindow, { x, y }), { gain: 1.03, offset: 2, noise: 4, asJpeg: true });
    const { verdict, shift } = register(drawn(size, withWindow), answer, mask);
    expect(verdict).toBe('fits');
    expect(Math.hypot(shift.x - x, shift.y - y)).toBeLessThan(0.3);
  });
});
