import fc from 'fast-check';
import { expect, test } from 'vitest';

import { filledPath } from './filled-path.ts';
import type { Path } from './path.ts';
import { cutsPerRow } from './scanning.ts';

const [width, height] = [90, 70];
const point = fc.record({ x: fc.double({ min: -30, max: 120, noNaN: true }), y: fc.double({ min: -30, max: 100, noNaN: true }) });

/** How often the line winds around a point. */
function turns(path: Path, x: number, y: number): number {
  return path.reduce((sum, end, index) => {
    const start = path.at(index - 1) ?? end;
    if (start.y <= y === end.y <= y) return sum;
    const crossing = start.x + ((y - start.y) / (end.y - start.y)) * (end.x - start.x);
    return crossing > x ? sum + (end.y > start.y ? 1 : -1) : sum;
  }, 0);
}

/** The share of many points of a pixel that are inside. */
function share(path: Path, x: number, y: number): number {
  const across = 64;
  let inside = 0;
  for (let cut = 0; cut < cutsPerRow; cut += 1)
    for (let step = 0; step < across; step += 1)
      if (turns(path, x + (step + 0.5) / across, y + (cut + 0.5) / cutsPerRow) !== 0) inside += 1;
  return inside / (across * cutsPerRow);
}

test('a filled line covers each pixel by as much of it as lies inside', () => {
  fc.assert(
    fc.property(
      fc.array(point, { minLength: 3, maxLength: 9 }),
      fc.array(fc.tuple(fc.nat(width - 1), fc.nat(height - 1)), { minLength: 30, maxLength: 30 }),
      (path, places) => {
        const mask = filledPath(path, width, height);
        for (const [x, y] of places) expect(Math.abs(mask.at(x, y) - 255 * share(path, x, y))).toBeLessThan(8);
      },
    ),
    { numRuns: 60 },
  );
});

test('fewer than three corners surround nothing', () => {
  expect(filledPath([], 10, 10).coverage()).toBe(0);
  expect(
    filledPath(
      [
        { x: 1, y: 1 },
        { x: 9, y: 9 },
      ],
      10,
      10,
    ).coverage(),
  ).toBe(0);
});

test('whole tiles inside are shared', () => {
  const mask = filledPath(
    [
      { x: 100.5, y: 100.5 },
      { x: 1900, y: 120 },
      { x: 1800, y: 1990 },
      { x: 130, y: 1900 },
    ],
    2000,
    2000,
  );
  expect(mask.tile(3, 3)).toBe(mask.fullTileAt(3, 3));
  expect(mask.tile(0, 0)).not.toBeNull();
  const all = filledPath(
    [
      { x: -5, y: -5 },
      { x: 3000, y: -5 },
      { x: 3000, y: 3000 },
      { x: -5, y: 3000 },
    ],
    300,
    300,
  );
  expect(all.tile(1, 1)).toBe(all.fullTileAt(1, 1));
});
