import path from 'node:path';

import { expect, test } from 'vitest';

import { placeOf } from './place.ts';

test.each([
  ['/home/mia/Pictures/Afterglow', '~/Pictures/Afterglow'],
  ['/home/mia/Family 2026/Afterglow', '~/…/Afterglow'],
  ['/home/mia', '~'],
  ['/home/miaow/Pictures', '/home/…/Pictures'],
  ['/media/mia/Red disk/Pictures', '/media/…/…/Pictures'],
])('on Linux and macOS, %s is told as %s', (folder, told) => {
  expect(placeOf(folder, '/home/mia', path.posix)).toBe(told);
});

test.each([
  ['C:\\Users\\mia\\OneDrive\\Pictures', '~\\OneDrive\\Pictures'],
  ['D:\\Holidays\\Afterglow', 'D:\\…\\Afterglow'],
  ['\\\\mias-nas\\share\\Pictures', '\\\\…\\Pictures'],
])('on Windows, %s is told as %s', (folder, told) => {
  expect(placeOf(folder, 'C:\\Users\\mia', path.win32)).toBe(told);
});

test('without a home nothing is in it', () => {
  expect(placeOf('/home/mia/Pictures', '', path.posix)).toBe('/home/…/Pictures');
});
