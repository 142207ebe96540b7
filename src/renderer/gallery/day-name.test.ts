import { expect, test } from 'vitest';

import { dayName, dayOf } from './day-name.ts';

const words = { today: 'Today', yesterday: 'Yesterday' };
const today = Date.UTC(2026, 10, 22) / 86_400_000;

test.each([
  [today, 'Today'],
  [today - 1, 'Yesterday'],
  [today - 8, 'Saturday 14 November'],
  [today - 365, 'Saturday 22 November 2025'],
])('day %i is called %s', (day, name) => {
  expect(dayName(day, today, 'en', words).replace(',', '')).toBe(name);
});

test('days have Chinese names', () => {
  expect(dayName(today - 8, today, 'zh-CN', words)).toBe('11月14日星期六');
});

test('a day changes at midnight in local time', () => {
  const midnight = new Date(2026, 10, 22).getTime();
  expect(dayOf(midnight) - dayOf(midnight - 1)).toBe(1);
  expect(dayOf(midnight)).toBe(dayOf(midnight + 23 * 3_600_000));
});
