import { randomUUID } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { everyPicture, pictureFlags, type PictureChange } from '../../../shared/picture.ts';
import type { Library } from '../library.ts';
import { openLibrary } from '../test-library.ts';
import { folderOf, found } from './test-organised.ts';

async function organised(pictures: number): Promise<{ library: Library; ids: string[]; folder: string }> {
  const { folder, ids } = await folderOf(pictures);
  return { library: await openLibrary({ folder }), ids, folder };
}

/** What a model says of one picture. */
interface Decided {
  favourite: boolean;
  rating: number;
  flag: string;
  tags: string[];
}

const undecided = (): Decided => ({ favourite: false, rating: 0, flag: 'none', tags: [] });

async function decidedOf(library: Library, ids: readonly string[]): Promise<Decided[]> {
  const all: Decided[] = [];
  for (const id of ids) {
    const { favourite, rating, flag, tags } = await library.details(id);
    all.push({ favourite, rating, flag, tags: [...tags].sort() });
  }
  return all;
}

function decide(before: Decided, { favourite, rating, flag, addTags = [], removeTags = [] }: PictureChange): Decided {
  const tags = new Set(before.tags.filter((tag) => !removeTags.includes(tag) || addTags.includes(tag)));
  for (const tag of addTags) tags.add(tag);
  return {
    favourite: favourite ?? before.favourite,
    rating: rating ?? before.rating,
    flag: flag ?? before.flag,
    tags: [...tags].sort(),
  };
}

/** As the rule says it: each field of each picture goes back if it is still as the change left it. */
function takenBack(now: Decided, before: Decided, after: Decided): Decided {
  const field = <Name extends 'favourite' | 'rating' | 'flag'>(name: Name): Decided[Name] =>
    after[name] !== before[name] && now[name] === after[name] ? before[name] : now[name];
  const tags = new Set(now.tags);
  for (const tag of after.tags) if (!before.tags.includes(tag)) tags.delete(tag);
  for (const tag of before.tags) if (!after.tags.includes(tag)) tags.add(tag);
  return { favourite: field('favourite'), rating: field('rating'), flag: field('flag'), tags: [...tags].sort() };
}

const tags = fc.uniqueArray(fc.constantFrom('sea', 'sky', '山'), { maxLength: 2 });
const change: fc.Arbitrary<PictureChange> = fc.record(
  {
    favourite: fc.boolean(),
    rating: fc.integer({ min: 0, max: 5 }),
    flag: fc.constantFrom(...pictureFlags),
    addTags: tags,
    removeTags: tags,
  },
  { requiredKeys: [] },
);
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ change, of: fc.uniqueArray(fc.nat(5), { minLength: 1 }) }) },
  { weight: 1, arbitrary: fc.record({ undo: fc.nat(20) }) },
);

describe('decisions about pictures', () => {
  test('are what a plain model says, and are taken back as the rule says, also from the files', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const { folder, ids } = await folderOf(6);
        const library = await openLibrary({ folder });
        let model = ids.map(undecided);
        const done: { undo: string; before: Decided[]; after: Decided[] }[] = [];
        for (const taken of steps) {
          if ('change' in taken) {
            const before = model;
            model = model.map((decided, at) => (taken.of.includes(at) ? decide(decided, taken.change) : decided));
            const { count, undo } = await library.change({ of: { ids: taken.of.map((at) => ids[at] ?? '') }, change: taken.change });
            expect(count).toBe(model.filter((decided, at) => JSON.stringify(decided) !== JSON.stringify(before[at])).length);
            done.push({ undo, before, after: model });
          } else {
            const [one] = done.splice(taken.undo % Math.max(1, done.length), 1);
            if (!one) continue;
            await library.undo(one.undo);
            model = model.map((now, at) => takenBack(now, one.before[at] ?? now, one.after[at] ?? now));
          }
        }
        expect(await decidedOf(library, ids)).toEqual(model);
        // Killed here: nothing but the files tells.
        const again = await openLibrary({ folder });
        expect(await decidedOf(again, ids)).toEqual(model);
      }),
      { numRuns: 25 },
    );
  });

  test('that change nothing count none, and can be taken back all the same', async () => {
    const { library, ids } = await organised(2);
    await library.change({ of: { ids }, change: { rating: 3 } });
    const { count, undo } = await library.change({ of: { ids }, change: { rating: 3 } });
    expect(count).toBe(0);
    await library.undo(undo);
    expect(await found(library, { rating: 3 })).toEqual(ids.sort());
    await expect(library.undo(undo)).rejects.toMatchObject({ code: 'not-found' });
    await expect(library.undo('never')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('taken back leave alone what was decided since', async () => {
    const { library, ids } = await organised(2);
    const { undo } = await library.change({ of: { ids }, change: { rating: 3, favourite: true } });
    await library.change({ of: { ids: ids.slice(0, 1) }, change: { rating: 5 } });
    await library.undo(undo);
    expect(await decidedOf(library, ids)).toMatchObject([
      { rating: 5, favourite: false },
      { rating: 0, favourite: false },
    ]);
  });

  test('of rows of another index are refused by a sentence', async () => {
    const { library } = await organised(1);
    const of = { generation: 'another', rows: Int32Array.of(0) };
    await expect(library.change({ of, change: { rating: 1 } })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('leave what a later version wrote', async () => {
    const { folder, ids } = await folderOf(1);
    const [id = ''] = ids;
    const first = await openLibrary({ folder });
    await first.change({ of: { ids }, change: { rating: 2 } });
    const file = join(folder, `.afterglow/marks/${id.slice(0, 2)}.json`);
    const later = { version: 1, more: true, marks: { [id]: { rating: 2, flag: 'perhaps', colour: 'red' } } };
    await writeFile(file, JSON.stringify(later));
    const library = await openLibrary({ folder });
    expect(await library.details(id)).toMatchObject({ rating: 2, flag: 'none' });
    await library.change({ of: { ids }, change: { rating: 0, addTags: ['sea'] } });
    const kept = { flag: 'perhaps', colour: 'red', tags: ['sea'] };
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ version: 1, more: true, marks: { [id]: kept } });
  });
});

describe('tags', () => {
  test('are the same however they are spelt, and the first spelling stays', async () => {
    const { library, ids } = await organised(2);
    const [one = '', two = ''] = ids;
    await library.change({ of: { ids: [one] }, change: { addTags: ['Cafe\u0301 Blue'] } });
    await library.change({ of: { ids: [two] }, change: { addTags: ['CAF\u00c9 blue'] } });
    expect(await library.tags()).toEqual([{ name: 'Caf\u00e9 Blue', count: 2 }]);
    await library.change({ of: { ids: [two] }, change: { removeTags: ['caf\u00e9 blue'] } });
    expect(await library.tags()).toEqual([{ name: 'Caf\u00e9 Blue', count: 1 }]);
  });

  test('are counted outside the trash', async () => {
    const { library, ids } = await organised(3);
    await library.change({ of: { ids }, change: { addTags: ['sea'] } });
    await library.change({ of: { ids: ids.slice(0, 1) }, change: { addTags: ['sky'] } });
    await library.moveToTrash({ ids: ids.slice(0, 1) });
    expect(await library.tags()).toEqual([{ name: 'sea', count: 2 }]);
  });

  test('become one by renaming, and two again by taking it back', async () => {
    const { library, ids } = await organised(3);
    const [one = '', two = '', three = ''] = ids;
    await library.change({ of: { ids: [one, two] }, change: { addTags: ['sea'] } });
    await library.change({ of: { ids: [two, three] }, change: { addTags: ['ocean'] } });
    const { count, undo } = await library.renameTag({ from: 'sea', to: 'Ocean' });
    expect(count).toBe(2);
    expect(await library.tags()).toEqual([{ name: 'ocean', count: 3 }]);
    await library.undo(undo);
    expect(await found(library, { tags: ['sea'] })).toEqual([one, two].sort());
    expect(await found(library, { tags: ['ocean'] })).toEqual([two, three].sort());
  });

  test('can be spelt otherwise', async () => {
    const { library, ids, folder } = await organised(2);
    await library.change({ of: { ids }, change: { addTags: ['sea'] } });
    const { undo } = await library.renameTag({ from: 'sea', to: 'Sea' });
    expect(await library.tags()).toEqual([{ name: 'Sea', count: 2 }]);
    expect(await (await openLibrary({ folder })).tags()).toEqual([{ name: 'Sea', count: 2 }]);
    await library.undo(undo);
    expect(await library.tags()).toEqual([{ name: 'sea', count: 2 }]);
    expect(await (await openLibrary({ folder })).tags()).toEqual([{ name: 'sea', count: 2 }]);
  });

  test('that are renamed take searches along, there and back', async () => {
    const { library, ids } = await organised(1);
    await library.change({ of: { ids }, change: { addTags: ['sea'] } });
    const searching = (tags: string[]) => ({ id: randomUUID(), name: 'x', query: { ...everyPicture, tags } });
    const [one, other] = [searching(['sky', 'sea']), searching(['ocean'])];
    for (const search of [one, other]) await library.searches.save(search);
    const tagsLookedFor = async () => (await library.searches.list()).map(({ query }) => query.tags);
    const { undo } = await library.renameTag({ from: 'sea', to: 'ocean' });
    expect(await tagsLookedFor()).toEqual([['sky', 'ocean'], ['ocean']]);
    await library.undo(undo);
    expect(await tagsLookedFor()).toEqual([['sky', 'sea'], ['ocean']]);
  });
});

test('a mark file that is damaged goes aside with what it holds, and is told of', async () => {
  const { folder, ids } = await folderOf(1);
  const [id = ''] = ids;
  const file = join(folder, `.afterglow/marks/${id.slice(0, 2)}.json`);
  const library = await openLibrary({ folder });
  await writeFile(file, '{"version":1,"marks":{"');
  await library.change({ of: { ids }, change: { rating: 1 } });
  const [aside = ''] = library.report.setAside;
  expect(await readFile(aside, 'utf8')).toBe('{"version":1,"marks":{"');
  expect(await readdir(join(folder, '.afterglow/marks'))).toHaveLength(2);
});

test('a mark file of a newer version stops the change with a sentence, and the index says what the files say', async () => {
  const { folder, ids } = await folderOf(3);
  const newer = '{"version":2}';
  const [id = ''] = ids;
  const library = await openLibrary({ folder });
  await writeFile(join(folder, `.afterglow/marks/${id.slice(0, 2)}.json`), newer);
  await expect(library.change({ of: { ids }, change: { favourite: true } })).rejects.toMatchObject({ code: 'library-unavailable' });
  const marked = await found(library, { favouritesOnly: true });
  expect(marked).not.toContain(id);
  expect(await found(await openLibrary({ folder }), { favouritesOnly: true })).toEqual(marked);
});
