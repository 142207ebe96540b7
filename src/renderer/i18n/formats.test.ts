import { expect, test } from 'vitest';

import { Formats, sizeLabel } from './formats.ts';

const [english, chinese] = [new Formats('en'), new Formats('zh-CN')];

test('credits and what they are worth', () => {
  expect([english.credits(2.5), english.credits(1), english.money(2.5)]).toEqual(['2.5 credits', '1 credit', '$0.04']);
  expect([chinese.credits(2.5), chinese.money(2.5)]).toEqual(['2.5 积分', '¥0.25']);
});

test('money too small for two digits gets more of them', () => {
  expect(english.money(0.1)).toBe('$0.0015');
});

test('bytes in the unit that a person would choose', () => {
  expect([
    english.bytes(0),
    english.bytes(900),
    english.bytes(2048),
    english.bytes(10 * 1024 ** 2),
    english.bytes(1.5 * 1024 ** 3),
  ]).toEqual(['0 bytes', '900 bytes', '2 kB', '10 MB', '1.5 GB']);
});

test('times relative to now', () => {
  const now = Date.UTC(2026, 10, 22, 12);
  expect(english.relative(now - 5_000, now)).toBe('now');
  expect(english.relative(now - 3 * 60_000, now)).toBe('3 minutes ago');
  expect(english.relative(now - 26 * 3_600_000, now)).toBe('yesterday');
  expect(english.relative(now + 9_000, now)).toBe('now');
  expect(chinese.relative(now - 3 * 60_000, now)).toBe('3分钟前');
});

test('durations short enough for a tile', () => {
  expect([english.duration(45_000), english.duration(60_000), english.duration(100_000), english.duration(7_500_000)]).toEqual([
    '45s',
    '1m',
    '1m 40s',
    '2h 5m',
  ]);
});

test('percentages are whole', () => {
  expect(english.percent(37)).toBe('37%');
});

test('a size is shown with a real multiplication sign', () => {
  expect([sizeLabel('1024x1536'), sizeLabel('3:2')]).toEqual(['1024×1536', '3:2']);
});
