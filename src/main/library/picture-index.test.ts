import { describe, expect, test } from 'vitest';

import { emptyIndex, idsFound, pictureNamed } from './index/test-index.ts';
import { RowSet } from './index/row-set.ts';
import { openIndexFile } from './index-file.ts';
import { PictureIndex } from './picture-index.ts';
import type { PictureRecord } from './picture-record.ts';

const ids = (pictures: readonly { readonly id: string }[]) => pictures.map(({ id }) => id);
const idOf = (name: string) => pictureNamed(name).record.id;

async function reopened(index: PictureIndex): Promise<PictureIndex> {
  const { path } = index;
  await index.close();
  const { database, isClean } = await openIndexFile(path);
  if (!database || !isClean) throw new Error('The index is gone');
  return new PictureIndex(database, 'complete');
}

describe('the index', () => {
  test('holds records, states and marks as they were given, also when it is opened again', async () => {
    const index = await emptyIndex();
    const imported = { fileName: 'a.png', software: null };
    const picture = pictureNamed('one', { imported, references: [idOf('two')], mask: idOf('three'), revisedPrompt: 'b', jobCredits: null });
    const trashed = pictureNamed('two', {}, { file: 'missing', trashedAt: 5 });
    await index.add([picture, trashed], ['tag:sea', 'rating:3']);
    await index.setStates([{ id: idOf('one'), path: 'moved.png', file: 'damaged', trashedAt: null }]);
    const again = await reopened(index);
    expect(await again.find(idOf('one'))).toEqual({ row: 0, record: picture.record, path: 'moved.png', file: 'damaged', trashedAt: null });
    expect(await again.find(idOf('two'))).toEqual({ row: 1, ...trashed });
    expect(await again.marksOf(idOf('one'))).toEqual(['rating:3', 'tag:sea']);
    expect(await again.counts()).toEqual({ pictures: 1, trashed: 1, missing: 1, damaged: 1, bytes: 1000 });
    expect(await again.damaged()).toMatchObject([{ id: idOf('one'), path: 'moved.png' }]);
    expect(await idsFound(again, { rating: 2 })).toEqual([idOf('one')]);
    expect(await again.trashedBefore(6)).toEqual([idOf('two')]);
    await again.close();
  });

  test('says where a file was found that the record says elsewhere, and forgets it when it is back', async () => {
    const index = await emptyIndex();
    const { record } = pictureNamed('one');
    await index.add([pictureNamed('one')]);
    const noted = { id: record.id, file: 'here', trashedAt: null } as const;
    await index.setStates([{ ...noted, path: 'moved.png' }]);
    await index.setStates([{ ...noted, path: 'moved again.png' }]);
    expect(await index.moved()).toMatchObject([{ id: record.id, path: 'moved again.png' }]);
    expect((await index.find(record.id))?.record).toEqual(record);
    await index.setStates([{ ...noted, path: record.path }]);
    expect(await index.moved()).toEqual([]);
  });

  test('changes everything or nothing', async () => {
    const index = await emptyIndex();
    await index.add([pictureNamed('one')]);
    const before = await index.outline();
    // The second one is there already.
    await expect(index.add([pictureNamed('two'), pictureNamed('one')], ['tag:sea'])).rejects.toThrow('UNIQUE');
    expect((await index.outline()).rows).toEqual(before.rows);
    expect(await index.markNames()).toEqual([]);
    expect(await index.rowOf(idOf('two'))).toBeNull();
    await index.add([pictureNamed('two')]);
    expect(await idsFound(index, { text: 'sunset' })).toHaveLength(2);
  });

  test('tells which models pictures were made with, as long as there are any', async () => {
    const index = await emptyIndex();
    await index.add([pictureNamed('one', { model: 'x' }), pictureNamed('two', { model: 'a' }), pictureNamed('three', { model: '' })]);
    expect(await index.models()).toEqual(['a', 'x']);
    await index.remove(idOf('one'));
    expect(await index.models()).toEqual(['a']);
  });
});

describe('marks', () => {
  test('are counted without the trash, few pictures or many', async () => {
    const index = await emptyIndex();
    await index.add(Array.from({ length: 300 }, (_, at) => pictureNamed(String(at), {}, { trashedAt: at === 0 ? 1 : null })));
    const all = Int32Array.from({ length: 300 }, (_, row) => row);
    await index.setMarks([
      { name: 'tag:many', rows: all, on: true },
      { name: 'tag:few', rows: Int32Array.of(0, 299), on: true },
      { name: 'tag:none', rows: Int32Array.of(7), on: true },
      { name: 'tag:none', rows: RowSet.of([7, 8]), on: false },
    ]);
    const again = await reopened(index);
    expect(await again.markCounts('tag:')).toEqual([
      { name: 'tag:few', count: 1 },
      { name: 'tag:many', count: 299 },
    ]);
    expect([...(await again.marked('tag:few')).rows()]).toEqual([0, 299]);
    expect((await again.marked('tag:many')).count).toBe(300);
    await again.replaceMarks(new Map([['favourite', RowSet.of([3])]]));
    expect(await again.markNames()).toEqual(['favourite']);
    await again.close();
  });
});

describe('the family of a picture', () => {
  const made = (name: string, record: Partial<PictureRecord>) => pictureNamed(name, { jobId: `job of ${name}`, ...record });

  test('is what it was made from, what was made from it, and what came with it', async () => {
    const index = await emptyIndex();
    await index.add([
      made('grandparent', { createdAt: 1 }),
      made('parent', { createdAt: 2, references: [idOf('grandparent'), 'f'.repeat(64)] }),
      made('child', { createdAt: 3, jobId: 'j', index: 1, references: [idOf('parent')], mask: idOf('grandparent') }),
      made('sibling', { createdAt: 3, jobId: 'j', index: 0, references: [idOf('parent')] }),
      pictureNamed('trashed', { jobId: 'j', index: 2, references: [idOf('parent')] }, { trashedAt: 5 }),
    ]);
    const child = await index.family(idOf('child'));
    expect(ids(child?.parents ?? [])).toEqual([idOf('parent'), idOf('grandparent')]);
    expect(ids(child?.siblings ?? [])).toEqual([idOf('sibling'), idOf('child')]);
    expect(child?.children).toEqual([]);
    expect(ids((await index.family(idOf('parent')))?.children ?? []).sort()).toEqual([idOf('child'), idOf('sibling')].sort());
    expect(await index.family('e'.repeat(64))).toBeNull();
    await index.remove(idOf('child'));
    expect(ids((await index.family(idOf('parent')))?.children ?? [])).toEqual([idOf('sibling')]);
  });

  test('of one that was brought in is itself alone, whatever came at the same time', async () => {
    const index = await emptyIndex();
    const imported = { fileName: 'a.png', software: null };
    await index.add([made('one', { jobId: 'import', imported }), made('two', { jobId: 'import', imported, references: [idOf('two')] })]);
    expect(ids((await index.family(idOf('two')))?.siblings ?? [])).toEqual([idOf('two')]);
    expect((await index.family(idOf('two')))?.parents).toEqual([]);
  });
});
