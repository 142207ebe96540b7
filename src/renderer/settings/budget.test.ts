import { expect, test } from 'vitest';

import { budgetOf } from './budget.ts';

test.each([
  ['', null],
  ['  ', null],
  ['0', 0],
  ['500', 500],
  ['1,250.5', 1250.5],
  ['1000000', 1_000_000],
  ['1000001', undefined],
  ['-5', undefined],
  ['much', undefined],
  ['1e3', undefined],
  ['Infinity', undefined],
])('“%s” means %s', (text, budget) => {
  expect(budgetOf(text)).toBe(budget);
});
