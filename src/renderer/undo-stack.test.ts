import { expect, test } from 'vitest';

import { UndoStack, type Step } from './undo-stack.ts';

const step = (said: string): Step => ({ said, undo: () => Promise.resolve() });

test('the newest step is taken back first, each once', () => {
  const stack = new UndoStack();
  stack.push(step('tagged'));
  stack.push(step('trashed'));
  expect(stack.take()?.said).toBe('trashed');
  expect(stack.take()?.said).toBe('tagged');
  expect(stack.take()).toBeUndefined();
});

test('a step taken back out of order isn’t taken back again', () => {
  const stack = new UndoStack();
  const [first, second] = [step('tagged'), step('trashed')];
  stack.push(first);
  stack.push(second);
  expect(stack.take(first)).toBe(first);
  expect(stack.take(first)).toBeUndefined();
  expect(stack.take()).toBe(second);
});

test('a hundred steps are remembered', () => {
  const stack = new UndoStack();
  for (let number = 0; number < 150; number += 1) stack.push(step(String(number)));
  const taken = Array.from({ length: 101 }, () => stack.take()?.said);
  expect([taken[0], taken[99], taken[100]]).toEqual(['149', '50', undefined]);
});
