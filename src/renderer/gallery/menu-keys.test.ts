import { expect, test } from 'vitest';

import { itemByKey, TypeAhead } from './menu-keys.ts';

const labels = ['Open', 'Favourite', 'Reuse settings', 'Copy', 'Export', 'Show in folder', 'Share'];

test('the arrows go round, and begin at either end', () => {
  expect([-1, 0, 2].map((current) => itemByKey('ArrowDown', current, 3))).toEqual([0, 1, 0]);
  expect([-1, 0, 2].map((current) => itemByKey('ArrowUp', current, 3))).toEqual([2, 2, 1]);
});

test('Home and End go to the ends, and other keys nowhere', () => {
  expect(['Home', 'End', 'ArrowLeft', 'x'].map((key) => itemByKey(key, 1, 3))).toEqual([0, 2, null, null]);
});

test('a letter goes to the item that begins with it, and again to the next one', () => {
  const ahead = new TypeAhead();
  expect(ahead.find('s', 0, labels, -1)).toBe(5);
  expect(ahead.find('s', 100, labels, 5)).toBe(6);
  expect(ahead.find('S', 200, labels, 6)).toBe(5);
});

test('letters in quick succession are one word', () => {
  const ahead = new TypeAhead();
  expect(ahead.find('s', 0, labels, -1)).toBe(5);
  expect(ahead.find('h', 100, labels, 5)).toBe(5);
  expect(ahead.find('a', 200, labels, 5)).toBe(6);
  expect(ahead.find('o', 1000, labels, 6)).toBe(0);
});

test('what no item begins with leads nowhere, and neither do keys without a letter', () => {
  expect(['z', ' ', 'Shift'].map((key, place) => new TypeAhead().find(key, place, labels, 0))).toEqual([null, null, null]);
});
