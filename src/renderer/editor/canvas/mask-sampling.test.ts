import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isEmpty, type Box } from '../engine/geometry.ts';
import { Mask } from '../engine/mask.ts';
import { halved, MaskMips } from './mask-mips.ts';
import { sampleMask } from './mask-sampling.ts';
import { StageGeometry } from './stage-geometry.ts';

const [width, height] = [700, 300];
const whole: Box = { left: 0, top: 0, right: width, bottom: height };

function painted(...boxes: readonly Box[]): Mask {
  const mask = new Mask(width, height);
  for (const box of boxes) mask.fill(box, 255);
  return mask;
}

const boxes = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: width - 1 }), fc.integer({ min: 0, max: height - 1 }), fc.integer({ min: 1, max: 300 }))
    .map(([left, top, side]) => ({ left, top, right: Math.min(left + side, width), bottom: Math.min(top + side, height) })),
  { maxLength: 4 },
);

function geometryAt(scale: number, x = 0, y = 0): StageGeometry {
  return new StageGeometry({ x, y, scale, width: 400, height: 200, pixelRatio: 1 }, { left: 0, top: 0, width, height });
}

describe('from 1:1 on', () => {
  test('each pixel of the stage shows the mask pixel that it lies in', () => {
    const corner = fc.integer({ min: -2000, max: 200 });
    fc.assert(
      fc.property(boxes, fc.integer({ min: 1, max: 20 }), corner, corner, (all, scale, x, y) => {
        const mask = painted(...all);
        const geometry = geometryAt(scale, x, y);
        const values = sampleMask(mask, new MaskMips(), geometry, geometry.stage);
        for (let at = 0; at < values.length; at += 997) {
          const shown = geometry.toMask({ x: (at % 400) + 0.5, y: Math.floor(at / 400) + 0.5 });
          expect(values[at]).toBe(mask.at(Math.floor(shown.x), Math.floor(shown.y)));
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('further away', () => {
  test('what is full is full, what is empty is empty, and beside the mask there is nothing', () => {
    for (const scale of [0.9, 0.5, 0.31, 0.1, 0.02]) {
      const geometry = geometryAt(scale, 3, 5);
      const full = sampleMask(painted(whole), new MaskMips(), geometry, geometry.stage);
      expect(full[Math.floor(5 + height * scale * 0.5) * 400 + Math.floor(3 + width * scale * 0.5)]).toBeGreaterThan(250);
      expect(full[0]).toBe(0);
      expect(full[199 * 400 + 399]).toBe(scale === 0.9 ? 255 : 0);
      expect(sampleMask(painted(), new MaskMips(), geometry, geometry.stage).every((value) => value === 0)).toBe(true);
    }
  });

  test('a fine pattern becomes its mean', () => {
    const mask = new Mask(width, height);
    for (let x = 0; x < width; x += 2) mask.fill({ left: x, top: 0, right: x + 1, bottom: height }, 255);
    const geometry = geometryAt(0.25);
    const values = sampleMask(mask, new MaskMips(), geometry, { left: 0, top: 0, right: 120, bottom: 60 });
    expect(values.every((value) => value >= 126 && value <= 130)).toBe(true);
  });

  test('the sum of what is shown is the sum of what is painted, in the smaller measure', () => {
    fc.assert(
      fc.property(fc.constantFrom(0.5, 0.37, 0.25, 0.2), (scale) => {
        const mask = painted({ left: 90, top: 50, right: 610, bottom: 230 });
        const values = sampleMask(mask, new MaskMips(), geometryAt(scale), geometryAt(scale).stage);
        const share = values.reduce((sum, value) => sum + value, 0) / 255 / (520 * 180 * scale ** 2);
        expect(share).toBeGreaterThan(0.97);
        expect(share).toBeLessThan(1.03);
      }),
    );
  });
});

describe('a picture of few pixels, and of a single row or column', () => {
  const side = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 250, max: 600 }));
  const scene = fc.record({
    ...{ width: side, height: side, scale: fc.double({ min: 0.02, max: 5, noNaN: true }) },
    ...{ x: fc.double({ min: 0, max: 50, noNaN: true }), y: fc.double({ min: 0, max: 50, noNaN: true }) },
  });

  test('that is full is shown as full in every pixel that it takes on the stage', () => {
    fc.assert(
      fc.property(scene, (seen) => {
        const { values, stage } = shownWith(seen, { left: 0, top: 0, right: seen.width, bottom: seen.height });
        const rows = Array.from({ length: stage.bottom - stage.top }, (_, y) => (stage.top + y) * 400);
        const least = rows.map((row) => Math.min(...values.subarray(row + stage.left, row + stage.right)));
        // Far away, the last sample of a single row stands for so little that rounding takes a fifth of it.
        expect(Math.min(255, ...least)).toBeGreaterThan(200);
      }),
    );
  });

  test('shows whatever is painted of it and as large as a pixel of the stage', () => {
    const at = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(scene, at, at, (seen, across, down) => {
        const part = (size: number, where: number): readonly [number, number] => {
          const length = Math.min(size, Math.ceil(1 / seen.scale));
          const from = Math.floor((size - length + 1) * where);
          return [from, from + length];
        };
        const [left, right] = part(seen.width, across);
        const [top, bottom] = part(seen.height, down);
        const { values, stage } = shownWith(seen, { left, top, right, bottom });
        const isInSight = left * seen.scale + seen.x < 398 && top * seen.scale + seen.y < 198;
        if (!isEmpty(stage) && isInSight) expect(Math.max(...values)).toBeGreaterThan(24);
      }),
    );
  });

  function shownWith({ width, height, scale, x, y }: Record<'width' | 'height' | 'scale' | 'x' | 'y', number>, part: Box) {
    const mask = new Mask(width, height);
    mask.fill(part, 255);
    const extent = { left: 0, top: 0, width, height };
    const geometry = new StageGeometry({ x, y, scale, width: 400, height: 200, pixelRatio: 1 }, extent);
    return { values: sampleMask(mask, new MaskMips(), geometry, geometry.stage), stage: geometry.canvas };
  }
});

test('a part of the stage is made of the same pixels as all of it', () => {
  fc.assert(
    fc.property(boxes, fc.double({ min: 0.05, max: 8, noNaN: true }), fc.integer({ min: 0, max: 300 }), (all, scale, left) => {
      const mask = painted(...all);
      const geometry = geometryAt(scale, 7, -3);
      const part = { left, top: 20, right: left + 60, bottom: 70 };
      const values = sampleMask(mask, new MaskMips(), geometry, geometry.stage);
      const some = sampleMask(mask, new MaskMips(), geometry, part);
      const expected = Uint8Array.from(some, (_, at) => values[(20 + Math.floor(at / 60)) * 400 + left + (at % 60)] ?? 0);
      expect(some).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

describe('the levels of a tile', () => {
  test('are means of four, each', () => {
    const side = fc.constantFrom(2, 4, 16);
    fc.assert(
      fc.property(
        side.chain((length) => fc.uint8Array({ minLength: length ** 2, maxLength: length ** 2 })),
        (tile) => {
          const length = Math.sqrt(tile.length);
          const at = (x: number, y: number): number => tile[y * length + x] ?? 0;
          const means = Uint8Array.from({ length: tile.length / 4 }, (_, place) => {
            const [x, y] = [(place % (length / 2)) * 2, Math.floor(place / (length / 2)) * 2];
            return (at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1) + 2) >> 2;
          });
          expect(halved(tile.slice(), length)).toEqual(means);
        },
      ),
    );
  });

  test('are made anew after the tile was written to', () => {
    const mask = painted({ left: 0, top: 0, right: 100, bottom: 100 });
    const mips = new MaskMips();
    const tile = mask.tile(0, 0) ?? new Uint8Array();
    expect(mips.level(tile, 8)[0]).toBe(39);
    mask.fill({ left: 0, top: 0, right: 200, bottom: 100 }, 255);
    mips.forget(tile);
    expect(mips.level(mask.tile(0, 0) ?? tile, 8)[0]).toBe(78);
  });

  test('tell a tile of one value', () => {
    const tile = new Uint8Array(256 * 256).fill(77);
    expect(new MaskMips().even(tile)).toBe(77);
    tile[65_535] = 78;
    expect(new MaskMips().even(tile)).toBeNull();
  });
});
