import { expect, test } from 'vitest';

import type { Picture } from '../../shared/picture.ts';
import { FactPages, pageLength } from './fact-pages.ts';

const page = (number: number): Picture[] =>
  Array.from({ length: pageLength }, (_, place) => ({
    id: `${number}-${place}`,
    prompt: 'a fox',
    createdAt: 0,
    widthPx: 1,
    heightPx: 1,
    kind: 'png',
    favourite: false,
    practice: false,
    missing: false,
  }));

test('a picture is found by place and by id', () => {
  const pages = new FactPages().with(3, page(3), [3]);
  expect(pages.at(3 * pageLength + 7)?.id).toBe('3-7');
  expect(pages.indexOf('3-7')).toBe(3 * pageLength + 7);
  expect(pages.at(7)).toBeUndefined();
  expect(pages.indexOf('0-7')).toBe(-1);
});

test('only so many pages are kept, and never one that is wanted goes', () => {
  let pages = new FactPages();
  for (let number = 0; number < 200; number += 1) pages = pages.with(number, page(number), [0, number]);
  expect(pages.size).toBeLessThanOrEqual(41);
  expect(pages.has(0)).toBe(true);
  expect(pages.has(199)).toBe(true);
  expect(pages.has(100)).toBe(false);
});
