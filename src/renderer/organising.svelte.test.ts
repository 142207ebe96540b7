import { expect, test } from 'vitest';

import { serve } from '../main/bridge/serve.ts';
import { everyPicture, type Collection, type SavedSearch, type TagCount } from '../shared/picture.ts';
import { loopback } from './bridge/loopback.ts';
import { Collections } from './collections.svelte.ts';
import { Reloading } from './reloading.ts';
import { Searches } from './searches.svelte.ts';
import { Tags } from './tags.svelte.ts';

const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

function outside() {
  let collections: Collection[] = [];
  let searches: SavedSearch[] = [];
  let tags: TagCount[] = [{ name: 'sea', count: 3 }];
  const { client } = loopback(serve, {
    collections: {
      list: () => collections,
      create: ({ name, parent }) => {
        const made = { id: uuid(collections.length), name, parent, count: 0 };
        collections = [...collections, made];
        return made;
      },
      rename: ({ id, name }) => void (collections = collections.map((one) => (one.id === id ? { ...one, name } : one))),
      move: ({ id, parent }) => void (collections = collections.map((one) => (one.id === id ? { ...one, parent } : one))),
      remove: (id) => {
        collections = collections.filter((one) => one.id !== id && one.parent !== id);
        return { count: 0, undo: 'removed' };
      },
    },
    searches: {
      list: () => searches,
      save: (search) => void (searches = [...searches.filter(({ id }) => id !== search.id), search]),
      remove: (id) => void (searches = searches.filter((one) => one.id !== id)),
    },
    pictures: {
      tags: () => tags,
      renameTag: ({ to }) => {
        tags = [{ name: to, count: 3 }];
        return { count: 3, undo: 'renamed' };
      },
    },
  });
  return client;
}

test('a collection that was made, renamed or moved is there at once, and goes with those inside it', async () => {
  const collections = new Collections(outside().collections);
  const animals = await collections.create('Animals', null);
  const foxes = await collections.create('Foxes', null);
  await collections.move(foxes.id, animals.id);
  await collections.rename(foxes.id, 'Red foxes');
  expect(collections.find(foxes.id)).toMatchObject({ name: 'Red foxes', parent: animals.id });
  expect(await collections.remove(animals.id)).toEqual({ count: 0, undo: 'removed' });
  expect(collections.all).toEqual([]);
});

test('a saved search keeps its query, and the period that its days go along with', async () => {
  const searches = new Searches(outside().searches);
  const search: SavedSearch = { id: uuid(1), name: 'Sea', query: { ...everyPicture, text: 'sea', from: 20_000 }, period: 'week' };
  await searches.save(search);
  await searches.save({ ...search, name: 'The sea' });
  expect(searches.all).toEqual([{ ...search, name: 'The sea' }]);
  await searches.remove(search.id);
  expect(searches.all).toEqual([]);
});

test('a renamed tag is known by its new name', async () => {
  const tags = new Tags(outside().pictures);
  await tags.reload();
  expect(await tags.rename('sea', 'ocean')).toEqual({ count: 3, undo: 'renamed' });
  expect([tags.has('ocean'), tags.has('sea')]).toEqual([true, false]);
});

test('what is asked for while it is under way is asked for once more, however often', async () => {
  let [asked, now] = [0, 0];
  const first = Promise.withResolvers<undefined>();
  const reloading = new Reloading(async () => {
    asked += 1;
    if (asked === 1) await first.promise;
    now = asked;
  });
  const all = [reloading.run(), reloading.run(), reloading.run()];
  first.resolve(undefined);
  await Promise.all(all);
  expect([asked, now]).toEqual([2, 2]);
});
