import { expect, test } from 'vitest';

import { maskFromPixels } from './from-pixels.ts';

const pixels = (...all: (readonly [number, number, number, number])[]) => Uint8ClampedArray.from(all.flat());

test('in a picture with transparency, what is transparent changes', () => {
  const rgba = pixels([255, 255, 255, 0], [0, 0, 0, 255], [9, 200, 9, 155]);
  expect([...maskFromPixels(rgba, 3, 1)]).toEqual([255, 0, 100]);
});

test('in an opaque picture, what is light changes', () => {
  const rgba = pixels([255, 255, 255, 255], [0, 0, 0, 255], [77, 77, 77, 255], [0, 255, 0, 255]);
  expect([...maskFromPixels(rgba, 2, 2)]).toEqual([255, 0, 77, 182]);
});

test('every grey is read as itself', () => {
  const levels = Array.from({ length: 256 }, (_, level) => level);
  const rgba = Uint8Array.from(levels.flatMap((level) => [level, level, level, 255]));
  expect([...maskFromPixels(rgba, 256, 1)]).toEqual(levels);
});

test('in a picture that is all transparent, everything changes', () => {
  expect([...maskFromPixels(new Uint8ClampedArray(8), 1, 2)]).toEqual([255, 255]);
});
