import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { openLibrary } from '../test-library.ts';
import { folderOf, found } from './test-organised.ts';

async function nested() {
  const { folder, ids } = await folderOf(4);
  const library = await openLibrary({ folder });
  const [one = '', two = '', three = ''] = ids;
  const outer = await library.collections.create({ name: 'Travel', parent: null });
  const inner = await library.collections.create({ name: 'Sea', parent: outer.id });
  await library.change({ of: { ids: [one, two] }, change: { addTo: outer.id } });
  await library.change({ of: { ids: [two, three] }, change: { addTo: inner.id } });
  return { folder, library, ids, outer, inner };
}

describe('collections', () => {
  test('hold others, and count what is in those once', async () => {
    const { library, ids, outer, inner, folder } = await nested();
    const both = [
      { id: outer.id, name: 'Travel', parent: null, count: 3 },
      { id: inner.id, name: 'Sea', parent: outer.id, count: 2 },
    ];
    expect(await library.collections.list()).toEqual(both);
    expect(await found(library, { collection: outer.id })).toEqual(ids.slice(0, 3).sort());
    expect(await found(library, { collection: inner.id })).toEqual(ids.slice(1, 3).sort());
    await library.moveToTrash({ ids: ids.slice(2, 3) });
    expect((await library.collections.list()).map(({ count }) => count)).toEqual([2, 1]);
    await library.restore({ ids: ids.slice(2, 3) });
    expect(await (await openLibrary({ folder })).collections.list()).toEqual(both);
  });

  test('are renamed and moved, but never into themselves', async () => {
    const { library, outer, inner } = await nested();
    await library.collections.rename({ id: inner.id, name: 'Lakes' });
    await library.collections.move({ id: inner.id, parent: null });
    expect(await library.collections.list()).toMatchObject([{ count: 2 }, { name: 'Lakes', parent: null }]);
    await library.collections.move({ id: outer.id, parent: inner.id });
    for (const id of [outer.id, inner.id]) {
      await expect(library.collections.move({ id: inner.id, parent: id })).rejects.toMatchObject({ code: 'invalid' });
    }
  });

  test('that are gone are refused by a sentence', async () => {
    const { library, ids, outer } = await nested();
    const gone = '00000000-0000-4000-8000-000000000000';
    const failing = { code: 'not-found' };
    await expect(library.collections.rename({ id: gone, name: 'x' })).rejects.toMatchObject(failing);
    await expect(library.collections.move({ id: outer.id, parent: gone })).rejects.toMatchObject(failing);
    await expect(library.collections.create({ name: 'x', parent: gone })).rejects.toMatchObject(failing);
    await expect(library.collections.remove(gone)).rejects.toMatchObject(failing);
    await expect(library.change({ of: { ids }, change: { addTo: gone } })).rejects.toMatchObject(failing);
  });

  test('are forgotten with those inside them, pictures stay, and all of it can be taken back', async () => {
    const { library, outer } = await nested();
    const before = await library.collections.list();
    const { count, undo } = await library.collections.remove(outer.id);
    expect(count).toBe(3);
    expect(await library.collections.list()).toEqual([]);
    expect(await library.total()).toBe(4);
    await library.undo(undo);
    expect(await library.collections.list()).toEqual(before);
  });

  test('come back at the top when what they were in is gone', async () => {
    const { library, outer, inner } = await nested();
    const { undo } = await library.collections.remove(inner.id);
    await library.collections.remove(outer.id);
    await library.undo(undo);
    expect(await library.collections.list()).toMatchObject([{ id: inner.id, parent: null, count: 2 }]);
  });

  test('don’t take pictures back that were put in before they were forgotten for good', async () => {
    const { library, ids, outer } = await nested();
    const { undo } = await library.change({ of: { ids }, change: { addTo: outer.id, rating: 4 } });
    await library.change({ of: { ids }, change: { removeFrom: outer.id } });
    const removed = await library.collections.remove(outer.id);
    await library.undo(undo);
    expect(await found(library, { rating: 1 })).toEqual([]);
    await library.undo(removed.undo);
    expect((await library.collections.list()).map(({ count }) => count)).toEqual([2, 2]);
  });
});

describe('the file of collections', () => {
  test('may lead in circles, as two machines may have made it: it is shown as a tree', async () => {
    const { library, folder, outer, inner } = await nested();
    const file = join(folder, '.afterglow/collections.json');
    const stored = JSON.parse(await readFile(file, 'utf8')) as { collections: { parent: string | null }[] };
    const [first] = stored.collections;
    if (first) first.parent = inner.id;
    await writeFile(file, JSON.stringify({ ...stored, more: 1 }));
    const parents = (await library.collections.list()).map(({ parent }) => parent);
    expect(parents.filter((parent) => parent === null)).toHaveLength(1);
    await library.collections.rename({ id: outer.id, name: 'x' });
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ more: 1 });
  });

  test('goes aside when it is damaged, and is told of', async () => {
    const { library, folder } = await nested();
    const file = join(folder, '.afterglow/collections.json');
    await writeFile(file, '{"version":1');
    expect(await library.collections.list()).toEqual([]);
    await library.collections.create({ name: 'New', parent: null });
    expect(await library.collections.list()).toHaveLength(1);
    expect(await readFile(library.report.setAside[0] ?? '', 'utf8')).toBe('{"version":1');
  });

  test('of a newer version is neither believed nor written over', async () => {
    const { library, folder } = await nested();
    const file = join(folder, '.afterglow/collections.json');
    await writeFile(file, '{"version":2}');
    await expect(library.collections.create({ name: 'New', parent: null })).rejects.toMatchObject({ code: 'library-unavailable' });
    expect(await readFile(file, 'utf8')).toBe('{"version":2}');
  });
});
