import { expect, test } from 'vitest';

import type { LibraryTask } from '../../../shared/library.ts';
import { Tasks, type Progress } from '../tasks.ts';

/** What is told of a piece of work that begins to be told of after so long. */
async function told(quietMs: number, work: (progress: Progress) => Promise<void>): Promise<LibraryTask['state'][]> {
  const tasks = new Tasks();
  const states: LibraryTask['state'][] = [];
  tasks.listen(({ state }) => states.push(state));
  await tasks.run({ id: 'a', what: 'change', quietMs, work }).catch(() => undefined);
  return states;
}

const some = (progress: Progress): Promise<void> => {
  progress.total(2);
  progress.done(1);
  return Promise.resolve();
};

test('work that is done soon isn’t told of, also when it fails', async () => {
  expect(await told(60_000, some)).toEqual([]);
  expect(await told(60_000, () => Promise.reject(new Error('x')))).toEqual([]);
});

test('work that takes longer is told of from then on', async () => {
  const states = await told(Number.MIN_VALUE, some);
  expect(states[0]).toBe('running');
  expect(states.at(-1)).toBe('done');
});
