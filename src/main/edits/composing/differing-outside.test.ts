import { expect, test } from 'vitest';

import type { Rectangle } from '../../../shared/edit.ts';
import { confetti, maskOf } from '../registering/test-pictures.ts';
import { differingOutside } from './differing-outside.ts';
import { original } from './test-originals.ts';

const size = { width: 120, height: 90 };
const canvas: Rectangle = { left: 0, top: 0, ...size };
const picture = confetti(size, 1);

test('what did change outside would be counted, pixel by pixel', () => {
  const before = original(picture, { channels: 3, depth: 16 });
  const after = {
    ...before,
    data: before.data.map((value, place) => (place === 7 || place === 8 || place === 3000 ? value + 1 : value)),
  };
  const nothing = maskOf(size, () => false);
  expect(differingOutside({ original: before, picture: after, mask: nothing, canvas })).toBe(2);
  expect(differingOutside({ original: before, picture: after, mask: maskOf(size, (x, y) => y === 0 && x === 2), canvas })).toBe(1);
});

test.each([
  ['narrower', { width: 119, height: 90 }],
  ['lower', { width: 120, height: 89 }],
  ['wider', { width: 121, height: 90 }],
])('what came out %s than it should differs everywhere', (_, other) => {
  const before = original(picture, { channels: 3, depth: 8 });
  const after = { ...before, ...other, data: before.data.subarray(0, other.width * other.height * 3) };
  expect(differingOutside({ original: before, picture: after, mask: maskOf(size, () => true), canvas })).toBe(120 * 90);
});

test('columns and rows of the original that a composite has no place for differ', () => {
  const before = original(picture, { channels: 3, depth: 8 });
  const lacking = (part: Rectangle) => {
    const after = { ...before, width: part.width, height: part.height, data: new Uint8Array(part.width * part.height * 3) };
    for (let y = 0; y < part.height; y++) {
      const from = ((y + part.top) * 120 + part.left) * 3;
      after.data.set(before.data.subarray(from, from + part.width * 3), y * part.width * 3);
    }
    return differingOutside({ original: before, picture: after, mask: maskOf(part, () => false), canvas: part });
  };
  expect(lacking({ left: 0, top: 10, width: 120, height: 75 })).toBe(15 * 120);
  expect(lacking({ left: 1, top: 0, width: 119, height: 90 })).toBe(120 * 90);
  expect(lacking({ left: 0, top: 0, width: 118, height: 90 })).toBe(120 * 90);
});
