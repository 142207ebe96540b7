import { expect, test } from 'vitest';

import { colourTable, stripeTable, word } from './mask-colours.ts';
import { contourOf, dashAt, edge } from './outline.ts';

/** `#` full, `+` half, `.` nothing; with the rim. */
function field(...rows: readonly string[]): { values: Uint8Array; width: number; height: number } {
  const values = Uint8Array.from(rows.join(''), (sign) => (sign === '#' ? 255 : sign === '+' ? 127 : 0));
  return { values, width: (rows[0]?.length ?? 0) - 2, height: rows.length - 2 };
}

const signs = ['.', 'i', 'o'];
const drawn = (found: Uint8Array, width: number): string[] =>
  Array.from({ length: found.length / width }, (_, y) =>
    Array.from(found.subarray(y * width, (y + 1) * width), (side) => signs[side]).join(''),
  );

test('the contour runs on both sides of what is at least half painted', () => {
  const all = field('.......', '.......', '..###..', '..###..', '..###..', '..+....', '.......');
  expect(drawn(contourOf(all), 5)).toEqual(['.ooo.', 'oiiio', 'oi.io', 'oiiio', '.ooo.']);
});

test('the rim is looked at, so that the parts of an outline fit together', () => {
  expect(drawn(contourOf(field('####', '####', '####', '####')), 2)).toEqual(['..', '..']);
  expect(drawn(contourOf(field('....', '.##.', '.##.', '....')), 2)).toEqual(['ii', 'ii']);
});

test('an even mask has no outline', () => {
  expect(contourOf(field('...', '...', '...'))).toEqual(new Uint8Array(1));
});

test('inside and outside are never of the same colour, and after eight steps the dashes are where they were', () => {
  const [dark, light] = [word(0, 0, 0, 255), word(255, 255, 255, 255)];
  for (let step = 0; step < 8; step += 1) {
    const both = [dashAt(3, 9, step, edge.inside), dashAt(3, 9, step, edge.outside)];
    expect(both.sort()).toEqual([dark, light].sort());
    expect(dashAt(3, 9, step + 8, edge.inside)).toBe(dashAt(3, 9, step, edge.inside));
  }
  expect(new Set(Array.from({ length: 8 }, (_, step) => dashAt(0, 0, step, edge.inside))).size).toBe(2);
});

test('the tint is the accent, as strong as the mask; black and white is the mask itself', () => {
  const tint = colourTable('tint', [200, 100, 50]);
  expect([tint[0], tint[255]]).toEqual([0, word(200, 100, 50, 115)]);
  const plain = colourTable('black-and-white', [200, 100, 50]);
  expect([plain[0], plain[128], plain[255]]).toEqual([word(0, 0, 0, 255), word(128, 128, 128, 255), word(255, 255, 255, 255)]);
});

test('the tint’s stripes are darker and denser, and there are none in black and white, nor where nothing is painted', () => {
  const stripes = stripeTable('tint', [200, 100, 40]);
  expect([stripes[0], stripes[255]]).toEqual([0, word(70, 35, 14, 153)]);
  expect(stripeTable('black-and-white', [200, 100, 40])).toEqual(colourTable('black-and-white', [200, 100, 40]));
});
