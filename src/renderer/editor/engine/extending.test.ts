import { expect, test } from 'vitest';

import { carriedOver } from './extending.ts';
import { Mask } from './mask.ts';

test('a mask that was meant for another part of the picture’s plane stays where it is on the picture, and what comes along is full', () => {
  const before = { left: 0, top: 0, width: 4, height: 2 };
  const mask = new Mask(4, 2);
  mask.write({ left: 1, top: 1, right: 2, bottom: 2 }, new Uint8Array([100]));
  const wider = carriedOver(mask, before, { left: -2, top: 0, width: 6, height: 2 });
  expect([...wider.read(wider.canvas)]).toEqual([255, 255, 0, 0, 0, 0, 255, 255, 0, 100, 0, 0]);
  const narrower = carriedOver(mask, before, { left: 1, top: 1, width: 2, height: 1 });
  expect([...narrower.read(narrower.canvas)]).toEqual([100, 0]);
  expect(carriedOver(mask, before, { ...before })).toBe(mask);
});
