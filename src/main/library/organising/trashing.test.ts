import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import type { Library } from '../library.ts';
import { filesIn, openLibrary } from '../test-library.ts';
import { folderOf, found } from './test-organised.ts';

const visible = async (folder: string) => (await filesIn(folder)).filter((file) => file.endsWith('.png') && !file.startsWith('.'));
const trashed = (library: Library) => found(library, { trashed: true });

async function organised(pictures: number): Promise<{ library: Library; ids: string[]; folder: string; files: string[] }> {
  const { folder, ids } = await folderOf(pictures);
  return { library: await openLibrary({ folder }), ids: ids.sort(), folder, files: await visible(folder) };
}

async function rowsOf(library: Library) {
  const { generation, rows } = await library.outline();
  return { generation, rows: Int32Array.from(rows) };
}

describe('the trash of many pictures', () => {
  test('takes more than one turn of them, and gives them all back to where they were', { timeout: 30_000 }, async () => {
    const { library, ids, folder, files } = await organised(1_100);
    const { count, undo } = await library.moveToTrash(await rowsOf(library));
    expect(count).toBe(1_100);
    expect(await trashed(library)).toEqual(ids);
    expect(await visible(folder)).toEqual([]);
    await library.undo(undo);
    expect(await trashed(library)).toEqual([]);
    expect(await visible(folder)).toEqual(files);
    expect((await filesIn(folder)).filter((file) => file.includes('/trash/'))).toEqual([]);
  });

  test('keeps pictures of the same name apart', async () => {
    const { library, ids, folder } = await organised(4);
    const first = await library.details(ids[0] ?? '');
    await mkdir(join(folder, 'elsewhere'));
    await rename(join(folder, first.path), join(folder, 'elsewhere/Picture 1.PNG'));
    const files = await visible(folder);
    await library.moveToTrash({ ids });
    expect(await visible(folder)).toEqual([]);
    await library.restore({ ids });
    expect(await visible(folder)).toEqual(files);
  });

  test('is left by a part of them, and the rest stays', async () => {
    const { library, ids, folder } = await organised(6);
    const { undo } = await library.moveToTrash({ ids });
    const { count, undo: undoRestore } = await library.restore({ ids: ids.slice(0, 2) });
    expect(count).toBe(2);
    expect(await trashed(library)).toEqual(ids.slice(2));
    expect(await visible(folder)).toHaveLength(2);
    await library.undo(undoRestore);
    expect(await trashed(library)).toEqual(ids);
    // Those two were trashed again since: they aren't what this took away.
    await library.undo(undo);
    expect(await trashed(library)).toEqual(ids.slice(0, 2));
  });

  test('is emptied for good of what is in it, and of nothing else', async () => {
    const { library, ids, folder } = await organised(5);
    await library.change({ of: { ids }, change: { addTags: ['sea'] } });
    await library.moveToTrash({ ids: ids.slice(0, 3) });
    expect(await library.deleteForever({ ids })).toBe(3);
    expect(await library.total()).toBe(2);
    expect(await trashed(library)).toEqual([]);
    expect(await library.tags()).toEqual([{ name: 'sea', count: 2 }]);
    const gone = ids.slice(0, 3);
    const left = await filesIn(folder);
    expect(left.filter((file) => gone.some((id) => file.includes(id)) || file.includes('/trash/'))).toEqual([]);
    for (const id of gone) expect(await readFile(join(folder, `.afterglow/marks/${id.slice(0, 2)}.json`), 'utf8')).not.toContain(id);
    const again = await openLibrary({ folder });
    expect(await again.total()).toBe(2);
  });

  test('leaves a file alone that took a picture’s name', async () => {
    const { library, ids, folder } = await organised(2);
    const { path } = await library.details(ids[0] ?? '');
    await writeFile(join(folder, path), 'something of my own');
    await library.moveToTrash({ ids });
    expect(await visible(folder)).toEqual([path]);
    expect(await trashed(library)).toEqual(ids);
    await library.restore({ ids });
    expect(await readFile(join(folder, path), 'utf8')).toBe('something of my own');
    expect(await library.details(ids[0] ?? '')).toMatchObject({ file: 'missing' });
  });
});

describe('a trash as an earlier version filled it', () => {
  async function earlier() {
    const { folder, ids } = await folderOf(2);
    const [id = ''] = ids;
    const path = '2026/10/picture 0.png';
    const inTrash = join(folder, '.afterglow/trash', id);
    await mkdir(inTrash, { recursive: true });
    await writeFile(join(inTrash, 'origin.json'), JSON.stringify({ version: 1, path, trashedAt: 5, missing: false }));
    await rename(join(folder, path), join(inTrash, 'picture 0.png'));
    return { folder, id, path };
  }
  const soon = { now: () => 1000 };

  test('is read, and its pictures can be restored', async () => {
    const { folder, id, path } = await earlier();
    const library = await openLibrary({ folder, ...soon });
    expect(await trashed(library)).toEqual([id]);
    await library.restore({ ids: [id] });
    expect(await library.details(id)).toMatchObject({ path, file: 'here' });
    expect(await readdir(join(folder, '.afterglow/trash'))).toEqual([]);
  });

  test('can be emptied', async () => {
    const { folder, id } = await earlier();
    const library = await openLibrary({ folder, ...soon });
    expect(await library.deleteForever({ ids: [id] })).toBe(1);
    expect(await readdir(join(folder, '.afterglow/trash'))).toEqual([]);
  });
});

describe('a note in the trash', () => {
  async function withNote(note: string) {
    const { library, ids, folder, files } = await organised(3);
    await library.moveToTrash({ ids });
    const [name = ''] = await readdir(join(folder, '.afterglow/trash'));
    const path = join(folder, '.afterglow/trash', name, 'origins.json');
    await writeFile(path, note);
    await library.close();
    await rm(join(folder, '.afterglow/index.db'));
    return { folder, ids, files, path };
  }

  test('that is damaged costs nothing: the pictures are known by their content', async () => {
    const { folder, ids, files } = await withNote('{"version":1,"pic');
    const library = await openLibrary({ folder });
    expect(await trashed(library)).toEqual(ids);
    await library.restore({ ids });
    expect(await visible(folder)).toEqual(files);
  });

  test('of a newer version is left as it is, and the pictures can be restored', async () => {
    const { folder, ids, files, path } = await withNote('{"version":2}');
    const library = await openLibrary({ folder });
    expect(await trashed(library)).toEqual(ids);
    await library.restore({ ids });
    expect(await visible(folder)).toEqual(files);
    expect(await readFile(path, 'utf8')).toBe('{"version":2}');
  });

  test('leaves a stranger’s file beside it alone', async () => {
    const { folder, ids, path } = await withNote('{');
    const stranger = join(path, '../my own.txt');
    await writeFile(stranger, 'mine');
    const library = await openLibrary({ folder });
    await library.deleteForever({ ids });
    expect(await readFile(stranger, 'utf8')).toBe('mine');
  });
});

test('a restored picture that a kill left in the trash under a second name is found out of it', async () => {
  const { library, ids, folder, files } = await organised(1);
  await library.moveToTrash({ ids });
  const inTrash = (await filesIn(folder)).find((file) => file.endsWith('.png')) ?? '';
  await link(join(folder, inTrash), join(folder, files[0] ?? ''));
  const again = await openLibrary({ folder });
  expect(await trashed(again)).toEqual([]);
  expect((await filesIn(folder)).filter((file) => file.endsWith('.png'))).toEqual(files);
});
