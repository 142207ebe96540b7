import { expect, test } from 'vitest';

import { TileBudget } from './tile-budget.ts';

function after(msPerTile: number): number {
  const budget = new TileBudget();
  for (let frame = 0; frame < 60; frame += 1) budget.took(msPerTile * budget.tiles, budget.tiles);
  return budget.tiles;
}

test('a fast machine makes many tiles in a frame, a slow one few, and none stops', () => {
  expect([after(0.02), after(0.25), after(0.5), after(40)]).toEqual([20, 7, 5, 5]);
});

test('one slow frame changes little', () => {
  const budget = new TileBudget();
  expect(budget.tiles).toBe(7);
  budget.took(5, 10);
  expect(budget.tiles).toBe(6);
  budget.took(0, 0);
  expect(budget.tiles).toBe(6);
});
