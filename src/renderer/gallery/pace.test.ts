import { expect, test } from 'vitest';

import { Pace } from './pace.ts';

const windowPx = 800;

test('the wheel is no flight, however long it turns', () => {
  const pace = new Pace();
  for (let turn = 1; turn < 100; turn += 1) pace.moved(turn * 300, windowPx, turn * 16);
  expect(pace.isFlying(100 * 16)).toBe(false);
  expect(pace.direction).toBe(1);
});

test('dragging through the years is a flight, until it has been calm for a moment', () => {
  const pace = new Pace();
  pace.moved(10_000, windowPx, 16);
  pace.moved(30_000, windowPx, 32);
  expect(pace.isFlying(70)).toBe(true);
  expect(pace.isFlying(82)).toBe(false);
});

test('one jump after a rest leads somewhere', () => {
  const pace = new Pace();
  pace.moved(10_000, windowPx, 1000);
  pace.moved(500_000, windowPx, 2000);
  expect(pace.isFlying(2000)).toBe(false);
});

test('a flight ends at once where the window is put', () => {
  const pace = new Pace();
  pace.moved(10_000, windowPx, 0);
  pace.moved(20_000, windowPx, 16);
  pace.landed(90_000);
  expect(pace.isFlying(20)).toBe(false);
  pace.moved(89_900, windowPx, 40);
  expect(pace.isFlying(40)).toBe(false);
  expect(pace.direction).toBe(-1);
});

test('calm is when nothing has moved for a while', () => {
  const pace = new Pace();
  pace.moved(100, windowPx, 1000);
  expect(pace.isResting(1100)).toBe(false);
  expect(pace.isResting(1300)).toBe(true);
});
