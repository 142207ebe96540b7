import { expect, test } from 'vitest';

import { periods } from '../../../shared/picture.ts';
import { dayLabel, dayOfField, daysOf, daysOfYear, fieldOfDay, periodOf, yearOf, yearsBetween } from './days.ts';

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const today = day('2026-11-22');

test('a period ends with today, and goes on tomorrow', () => {
  const froms = periods.map((period) => fieldOfDay(daysOf(period, today).from));
  expect(froms).toEqual(['2026-11-22', '2026-11-16', '2026-11-01', '2026-01-01']);
  expect(periods.map((period) => daysOf(period, today).until)).toEqual([null, null, null, null]);
});

test('a period is known by its days, on every day of a year', () => {
  for (let now = day('2026-01-01'); now <= day('2026-12-31'); now += 1) {
    for (const period of periods) {
      const found = periodOf(daysOf(period, now), now);
      expect(found && daysOf(found, now)).toEqual(daysOf(period, now));
    }
  }
  expect(periodOf({ from: null, until: null }, today)).toBeNull();
  expect(periodOf({ from: today, until: today }, today)).toBeNull();
});

test('a year is its first day to its last, leap years too', () => {
  expect(daysOfYear(2024)).toEqual({ from: day('2024-01-01'), until: day('2024-12-31') });
  expect(yearOf(daysOfYear(2024))).toBe(2024);
  expect(yearOf({ from: day('2024-01-01'), until: day('2025-12-31') })).toBeNull();
  expect(yearsBetween(day('2024-12-31'), today)).toEqual([2026, 2025, 2024]);
});

test('a date field is read as it is written', () => {
  expect(dayOfField(fieldOfDay(today))).toBe(today);
  expect([dayOfField(''), dayOfField('2026-1'), fieldOfDay(null)]).toEqual([null, null, '']);
});

test('days are written as the language writes them', () => {
  expect(dayLabel('en', today)).toBe('22 Nov 2026');
  expect(dayLabel('zh-CN', today)).toBe('2026年11月22日');
});
