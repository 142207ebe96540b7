import fc from 'fast-check';
import { expect, test } from 'vitest';

import { levelSizes, pieceBoxes, pieceSide, PictureLevels } from './picture-levels.ts';

const size = fc.record({ width: fc.integer({ min: 1, max: 20_000 }), height: fc.integer({ min: 1, max: 20_000 }) });

test('each level is half the one before, down to one that any stage is larger than', () => {
  fc.assert(
    fc.property(size, (picture) => {
      const sizes = levelSizes(picture);
      expect(sizes[0]).toEqual(picture);
      const last = sizes.at(-1) ?? picture;
      expect(Math.max(last.width, last.height)).toBeLessThanOrEqual(513);
      sizes.forEach(({ width, height }, place) => {
        expect(Math.abs(width - picture.width / 2 ** place)).toBeLessThanOrEqual(1);
        expect(height).toBeGreaterThanOrEqual(1);
      });
    }),
  );
});

test('pieces cover all of a level once', () => {
  fc.assert(
    fc.property(size, (level) => {
      const boxes = pieceBoxes(level);
      expect(boxes.reduce((sum, { width, height }) => sum + width * height, 0)).toBe(level.width * level.height);
      expect(
        boxes.every(({ left, top, width, height }) => left % pieceSide === 0 && top % pieceSide === 0 && width > 0 && height > 0),
      ).toBe(true);
    }),
  );
});

test('the smallest level that has a pixel for each of the stage is drawn, or the best there is by now', () => {
  const levels = new PictureLevels();
  expect(levels.levelFor({ width: 100, height: 10 })).toBeNull();
  for (const width of [500, 1000, 2000]) levels.add({ width, height: 10, pieces: [] });
  expect(levels.full({ width: 4000, height: 10 })).toBeNull();
  levels.add({ width: 4000, height: 10, pieces: [] });
  expect([300, 500, 501, 1999.9, 4000, 9000].map((width) => levels.levelFor({ width, height: 10 })?.width)).toEqual([
    500, 500, 1000, 2000, 4000, 4000,
  ]);
  expect(levels.full({ width: 4000, height: 10 })?.width).toBe(4000);
});

test('a picture of one column is told from its smaller sizes by its height', () => {
  const levels = new PictureLevels();
  const sizes = levelSizes({ width: 1, height: 4000 });
  for (const size of sizes.toReversed().slice(0, -1)) levels.add({ ...size, pieces: [] });
  expect(levels.full({ width: 1, height: 4000 })).toBeNull();
  levels.add({ width: 1, height: 4000, pieces: [] });
  expect(levels.full({ width: 1, height: 4000 })?.height).toBe(4000);
  expect([500, 1000, 4000].map((height) => levels.levelFor({ width: 1, height })?.height)).toEqual([500, 1000, 4000]);
});
