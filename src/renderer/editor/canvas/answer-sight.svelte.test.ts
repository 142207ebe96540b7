import { expect, test } from 'vitest';

import { AnswerSight } from './answer-sight.svelte.ts';

test('an answer is on its way until it is seen, and at once again when it was the one before', () => {
  const sight = new AnswerSight();
  expect(sight.isOnItsWay).toBe(false);
  sight.wants('patch/1');
  expect(sight.isOnItsWay).toBe(true);
  sight.sees('patch/1');
  expect(sight.isOnItsWay).toBe(false);
  sight.wants('patch/2');
  expect(sight.isOnItsWay).toBe(true);
  sight.wants('patch/1');
  expect(sight.isOnItsWay).toBe(false);
});

test('one that comes when another one is wanted already isn’t it', () => {
  const sight = new AnswerSight();
  sight.wants('patch/1');
  sight.wants('patch/2');
  sight.sees('patch/1');
  expect(sight.isOnItsWay).toBe(true);
});

test('where none is wanted any more none is waited for, and the same one is fetched anew', () => {
  const sight = new AnswerSight();
  sight.wants('patch/1');
  sight.sees('patch/1');
  sight.wants(null);
  expect(sight.isOnItsWay).toBe(false);
  sight.wants('patch/1');
  expect(sight.isOnItsWay).toBe(true);
});
