import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Dab } from './dab.ts';
import { falloffOf, falloffSteps } from './falloff.ts';
import { Mask } from './mask.ts';
import { Sweeping } from './sweeping.ts';
import { sweptArea, type SweptArea } from './swept-area.ts';

const [width, height] = [300, 280];

const place = fc.double({ min: -40, max: 330, noNaN: true });
const radius = fc.double({ min: 0.5, max: 90, noNaN: true });
const hardness = fc.constantFrom(0, 0.3, 0.9, 1);
const round = fc.record({ x: place, y: place }).map((at) => ({ ...at, roundness: 1, angle: 0 }));
/** Two dabs of one size, to sweep from one to the other. */
const even = fc.tuple(round, round, radius).map(([from, to, radius]): readonly [Dab, Dab] => [
  { ...from, radius },
  { ...to, radius },
]);
const tilted = fc.record({
  roundness: fc.double({ min: 0.35, max: 1, noNaN: true }),
  angle: fc.double({ min: -3.2, max: 3.2, noNaN: true }),
});

/** How much of one pixel is covered, slowly: what everything faster must agree with. */
function coverageAt(area: SweptArea, falloff: Uint8Array, x: number, y: number): number {
  const s = area.sx * (x + 0.5) + area.sy * (y + 0.5) + area.s0;
  const n = area.nx * (x + 0.5) + area.ny * (y + 0.5) + area.n0;
  if (area.length > 0 && s <= 0) return 0;
  const at = Math.max(0, Math.min(s, area.length));
  const distance = Math.hypot(n, s - at);
  const inside = (area.outer + area.outerSlope * at - distance) / (area.width + area.widthSlope * at);
  return falloff[Math.round(Math.min(1, Math.max(0, inside)) * falloffSteps)] ?? 0;
}

/** Pixel by pixel what a sweep should leave. */
function plain(from: Dab, to: Dab, hard: number): Uint8Array {
  const [area, falloff] = [sweptArea(from, to, hard), falloffOf(hard)];
  return Uint8Array.from({ length: width * height }, (_, index) => coverageAt(area, falloff, index % width, Math.floor(index / width)));
}

function swept(value: 0 | 255, from: Dab, to: Dab, hard: number): Uint8Array {
  const mask = new Mask(width, height);
  if (value === 0) mask.fill(mask.canvas, 255);
  new Sweeping(value).sweep(mask, from, to, hard);
  return mask.read(mask.canvas);
}

function farthest(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((most, value, index) => Math.max(most, Math.abs(value - (b[index] ?? 0))), 0);
}

test('a sweep of one width covers what each pixel by itself says', () => {
  fc.assert(
    fc.property(even, hardness, ([first, last], hard) => {
      expect(farthest(swept(255, first, last, hard), plain(first, last, hard))).toBeLessThanOrEqual(1);
    }),
    { numRuns: 60 },
  );
});

test('so does one that grows, shrinks or is tilted', () => {
  fc.assert(
    fc.property(round, round, radius, radius, tilted, hardness, (from, to, first, last, tilt, hard) => {
      const [start, end] = [
        { ...from, radius: first },
        { ...to, ...tilt, radius: last },
      ];
      expect(farthest(swept(255, start, end, hard), plain(start, end, hard))).toBeLessThanOrEqual(1);
    }),
    { numRuns: 60 },
  );
});

test('a single dab too', () => {
  fc.assert(
    fc.property(round, radius, tilted, hardness, (at, radius, tilt, hard) => {
      const dab = { ...at, ...tilt, radius };
      expect(farthest(swept(255, dab, dab, hard), plain(dab, dab, hard))).toBeLessThanOrEqual(1);
    }),
    { numRuns: 40 },
  );
});

test('erasing takes away exactly what painting adds', () => {
  fc.assert(
    fc.property(even, hardness, ([first, last], hard) => {
      const rest = swept(0, first, last, hard).map((value) => 255 - value);
      expect(farthest(rest, swept(255, first, last, hard))).toBe(0);
    }),
    { numRuns: 30 },
  );
});

test('a sweep twice over the same place is the same as once', () => {
  fc.assert(
    fc.property(even, hardness, ([first, last], hard) => {
      const mask = new Mask(width, height);
      const sweeping = new Sweeping(255);
      sweeping.sweep(mask, first, last, hard);
      const once = mask.read(mask.canvas);
      sweeping.sweep(mask, first, last, hard);
      expect(farthest(mask.read(mask.canvas), once)).toBe(0);
    }),
    { numRuns: 20 },
  );
});

test('what a wide brush covers as a whole costs no tile', () => {
  const mask = new Mask(2048, 2048);
  const dab = { x: 1024, y: 1024, radius: 900, roundness: 1, angle: 0 };
  new Sweeping(255).dab(mask, dab, 1);
  expect(mask.tile(4, 4)).toBe(mask.fullTileAt(4, 4));
  new Sweeping(0).dab(mask, dab, 1);
  expect(mask.tile(4, 4)).toBeNull();
});
