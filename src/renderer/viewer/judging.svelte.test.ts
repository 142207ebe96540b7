import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { Judgement } from '../../shared/edit.ts';
import { Failure } from '../../shared/failure.ts';
import { Judging } from './judging.svelte.ts';

/** What was asked of the library, and how it answers. */
let asked: { readonly answer: string; readonly found: () => void; readonly fail: () => void }[];
let judging: Judging;
beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  judging = new Judging({
    judge: (answer) => {
      const { promise, resolve, reject } = Promise.withResolvers<Judgement>();
      asked.push({ answer, found: () => resolve({ answer } as Judgement), fail: () => reject(new Failure('not-found', 'Gone.')) });
      return promise;
    },
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const names = (): readonly string[] => asked.map(({ answer }) => answer);
const rested = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1000);

test('an answer that one rests on is judged, once', async () => {
  const leave = judging.rest('a');
  expect([names(), judging.found('a')]).toEqual([[], undefined]);
  await rested();
  asked[0]?.found();
  await rested();
  expect(judging.found('a')).toEqual({ answer: 'a' });
  leave();
  judging.rest('a');
  await rested();
  expect(names()).toEqual(['a']);
});

test('what is only turned past isn’t', async () => {
  for (const answer of ['a', 'b', 'c']) judging.rest(answer)();
  judging.rest('d');
  await rested();
  expect(names()).toEqual(['d']);
});

test('while one is judged the next ones wait, and of those only the one that is still shown is judged', async () => {
  judging.rest('a');
  await rested();
  const leave = judging.rest('b');
  await rested();
  leave();
  judging.rest('c');
  await rested();
  expect(names()).toEqual(['a']);
  asked[0]?.found();
  await rested();
  expect(names()).toEqual(['a', 'c']);
  expect(judging.found('a')).toEqual({ answer: 'a' });
});

test('one that can’t be judged says so, keeps no other waiting, and is looked at anew when asked', async () => {
  judging.rest('a');
  await rested();
  asked[0]?.fail();
  await rested();
  expect(judging.found('a')).toBe('failed');
  judging.lookAt('a');
  expect([names(), judging.found('a')]).toEqual([['a', 'a'], undefined]);
  asked[1]?.found();
  await rested();
  expect(judging.found('a')).toEqual({ answer: 'a' });
});
