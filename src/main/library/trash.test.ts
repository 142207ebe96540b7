import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { delivered, draw, filesIn, openLibrary, originOf, shown } from './test-library.ts';

const dayMs = 86_400_000;

async function oneTrashed() {
  const library = await openLibrary();
  const bytes = await draw();
  const { id } = await library.keep(delivered(bytes), originOf());
  await library.change({ of: { ids: [id] }, change: { favourite: true } });
  const { path } = await library.details(id);
  await library.moveToTrash({ ids: [id] });
  return { library, id, path, bytes };
}

describe('the trash', () => {
  test('takes pictures out of the gallery, not off the disk', async () => {
    const { library, id, path } = await oneTrashed();
    expect(await library.total()).toBe(0);
    expect(await shown(library)).toHaveLength(0);
    expect(await shown(library, { trashed: true })).toMatchObject([{ id }]);
    expect(await filesIn(library.folder)).not.toContain(path);
    const trashed = (await library.details(id)).path;
    expect(trashed).toMatch(/^\.afterglow\/trash\//);
    expect(trashed.split('/').at(-1)).toBe(path.split('/').at(-1));
    expect(await filesIn(library.folder)).toContain(trashed);
  });

  test('gives them back to the same place and name, favourites as favourites', async () => {
    const { library, id, path, bytes } = await oneTrashed();
    await library.restore({ ids: [id] });
    expect(await library.details(id)).toMatchObject({ path, favourite: true, file: 'here' });
    expect(await readFile(join(library.folder, path))).toEqual(bytes);
    expect((await filesIn(library.folder)).filter((file) => file.includes('trash'))).toEqual([]);
  });

  test('gives them another name when theirs is taken', async () => {
    const { library, id, path } = await oneTrashed();
    await writeFile(join(library.folder, path), 'mine');
    await library.restore({ ids: [id] });
    expect((await library.details(id)).path).toBe(path.replace('.png', ' (2).png'));
    expect(await readFile(join(library.folder, path), 'utf8')).toBe('mine');
  });

  test('can be filled, emptied and filled again', async () => {
    const { library, id } = await oneTrashed();
    await library.moveToTrash({ ids: [id] });
    await library.restore({ ids: [id] });
    await library.restore({ ids: [id, 'f'.repeat(64)] });
    await library.moveToTrash({ ids: [id, id, 'f'.repeat(64)] });
    expect(await library.total()).toBe(0);
    await library.restore({ ids: [id] });
    expect(await library.fileOf('picture', id)).not.toBeNull();
  });

  test('holds a picture whose file is missing, too', async () => {
    const library = await openLibrary();
    const { id } = await library.keep(delivered(await draw()), originOf());
    await rm(join(library.folder, (await library.details(id)).path));
    await library.moveToTrash({ ids: [id] });
    expect(await library.total()).toBe(0);
    await library.restore({ ids: [id] });
    expect(await shown(library)).toMatchObject([{ id, file: 'missing' }]);
  });

  test('keeps a picture that is delivered again while it is there', async () => {
    const { library, id, bytes } = await oneTrashed();
    expect(await library.keep(delivered(bytes), originOf())).toMatchObject({ id });
    expect(await library.total()).toBe(0);
  });

  test('gives a picture back that another job made again', async () => {
    const { library, id, bytes } = await oneTrashed();
    await library.keep(delivered(bytes), originOf({ jobId: 'another' }));
    expect(await shown(library)).toMatchObject([{ id, file: 'here' }]);
  });

  test('is emptied of what has been in it for more than 30 days', async () => {
    const { library, id } = await oneTrashed();
    await library.close();
    const soon = await openLibrary({ folder: library.folder, now: () => Date.now() + 29 * dayMs });
    expect(await soon.details(id)).toMatchObject({ id });
    await soon.close();
    const later = await openLibrary({ folder: library.folder, now: () => Date.now() + 31 * dayMs });
    await expect(later.details(id)).rejects.toMatchObject({ code: 'not-found' });
    expect(await filesIn(library.folder)).toEqual([`.afterglow/marks/${id.slice(0, 2)}.json`]);
  });
});
