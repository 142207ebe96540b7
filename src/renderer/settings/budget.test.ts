import { expect, test } from 'vitest';

import { aJob, aTask } from '../job-builder.ts';
import { budgetOf, nextMonth, unsentCost } from './budget.ts';

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

test('what isn’t sent yet will cost its estimate; what was sent, is practice or has no price counts nothing here', () => {
  const queued = aJob();
  const uploading = aJob({ state: 'uploading', waiting: null });
  const running = aJob({ state: 'running', task: aTask, waiting: null });
  const unpriced = { ...aJob(), cost: { ...queued.cost, estimated: null } };
  expect(unsentCost([queued, uploading, running, unpriced, { ...aJob(), practice: true }])).toBe(5);
  expect(unsentCost([])).toBe(0);
});

test('the month after December is January', () => {
  expect(new Date(nextMonth(new Date(2026, 11, 31, 23, 59).getTime()))).toEqual(new Date(2027, 0, 1));
});
