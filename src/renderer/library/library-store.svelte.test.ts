import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { serve } from '../../main/bridge/serve.ts';
import { LibraryPlace } from './library-place.svelte.ts';
import { LibraryStore } from './library-store.svelte.ts';
import { testOutside } from './test-library-store.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function listening() {
  const outside = testOutside(serve);
  const library = new LibraryStore(outside.client.library);
  const forget = library.listen();
  return { ...outside, library, forget, shown: () => library.tasks.map(({ id, done }) => [id, done]) };
}

test('long work is shown once it has lasted a moment, follows its progress, and leaves by itself', () => {
  const { library, tell, shown } = listening();
  tell({ total: 9 });
  expect(library.isUnderWay('import')).toBe(true);
  expect(shown()).toEqual([]);
  vi.advanceTimersByTime(400);
  expect(shown()).toEqual([['one', 0]]);
  tell({ done: 5, total: 9 });
  expect(shown()).toEqual([['one', 5]]);
  tell({ done: 9, total: 9, state: 'done' });
  expect(shown()).toEqual([]);
  expect(library.isUnderWay('import')).toBe(false);
});

test('what is over within a moment is never shown', () => {
  const { tell, shown } = listening();
  tell({});
  vi.advanceTimersByTime(300);
  tell({ state: 'done' });
  vi.advanceTimersByTime(1_000);
  expect(shown()).toEqual([]);
});

test('several go on at once, each in its place, and the last news of one says nothing of the others', () => {
  const { tell, shown } = listening();
  tell({ id: 'first' });
  tell({ id: 'second', what: 'export' });
  vi.advanceTimersByTime(400);
  tell({ id: 'first', done: 3 });
  expect(shown()).toEqual([
    ['first', 3],
    ['second', 0],
  ]);
  tell({ id: 'first', state: 'failed' });
  expect(shown()).toEqual([['second', 0]]);
});

test('nobody who has stopped listening hears of it', () => {
  const { library, tell, forget } = listening();
  forget();
  tell({});
  expect(library.isUnderWay('import')).toBe(false);
});

test('a call-off is remembered until that work has told of its end, not for the next one', async () => {
  const { library, tell, asked } = listening();
  tell({});
  await library.cancel({ id: 'one', what: 'import', done: 0, total: null, state: 'running', failure: null });
  expect(asked.cancelled).toEqual(['one']);
  tell({ state: 'cancelled' });
  tell({ id: 'two' });
  expect(library.tookBack('import')).toBe(false);
});

test('the place of the library is asked for anew; without a library there are no figures, but still the list', async () => {
  const { library, state } = listening();
  const place = new LibraryPlace(library);
  await place.refresh();
  expect(place).toMatchObject({ facts: { pictures: 3 }, known: [{ folder: '/a' }] });
  state.isThere = false;
  await Promise.all([place.refresh(), place.refresh()]);
  expect(place).toMatchObject({ facts: null, known: [{ folder: '/a' }] });
});
