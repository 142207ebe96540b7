import { expect, it } from 'vitest';

import { failedLately } from './electron-binary.mjs';

const failedAt = '2026-11-22T10:00:00.000Z';
const hoursLater = (hours: number) => Date.parse(failedAt) + hours * 3_600_000;

it('a failed download is remembered for a day', () => {
  const note = { version: '45.4.1', failedAt };
  expect(failedLately(note, '45.4.1', hoursLater(0))).toBe(true);
  expect(failedLately(note, '45.4.1', hoursLater(23))).toBe(true);
  expect(failedLately(note, '45.4.1', hoursLater(24))).toBe(false);
});

it('another version is worth an attempt at once', () => {
  expect(failedLately({ version: '45.4.1', failedAt }, '46.0.0', hoursLater(1))).toBe(false);
});

it('nothing, an unreadable date or one in the future does not count', () => {
  expect(failedLately(undefined, '45.4.1', hoursLater(1))).toBe(false);
  expect(failedLately({ version: '45.4.1', failedAt: 'lately' }, '45.4.1', hoursLater(1))).toBe(false);
  expect(failedLately({ version: '45.4.1', failedAt }, '45.4.1', hoursLater(-1))).toBe(false);
});
