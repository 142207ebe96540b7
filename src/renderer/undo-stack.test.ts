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

test('what is still being done is what comes next, and nothing does when it fails', async () => {
  const stack = new UndoStack();
  stack.push(step('tagged'));
  const { promise: trashing, resolve } = Promise.withResolvers<undefined>();
  const done = stack.during(trashing.then(() => stack.push(step('trashed'))));
  expect(stack.isBusy).toBe(true);
  const coming = stack.coming();
  resolve(undefined);
  expect((await coming)?.said).toBe('trashed');
  await done;
  expect(stack.isBusy).toBe(false);

  const failing = stack.during(Promise.reject(new Error('full')));
  expect(await stack.coming()).toBeUndefined();
  await expect(failing).rejects.toThrow('full');
  expect(stack.newest?.said).toBe('trashed');
});
