import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import type { Library } from './library.ts';
import { delivered, draw, openLibrary, originOf, shown, temporaryFolder } from './test-library.ts';

/** A closed library of three pictures: a plain one, a favourite, a trashed favourite. */
async function threePictures(): Promise<{ folder: string; ids: [string, string, string]; before: unknown }> {
  const library = await openLibrary();
  const keep = async (index: number) => (await library.keep(delivered(await draw({ colour: index })), originOf({ index, count: 4 }))).id;
  const ids: [string, string, string] = [await keep(0), await keep(1), await keep(2)];
  await library.change({ of: { ids: [ids[1], ids[2]] }, change: { favourite: true } });
  await library.moveToTrash({ ids: [ids[2]] });
  const before = await shownBy(library);
  await library.close();
  return { folder: library.folder, ids, before };
}

async function shownBy(library: Library): Promise<unknown> {
  const pictures = await shown(library);
  // Rows are of one index, not of the library.
  return Promise.all(pictures.map(async ({ id }) => ({ ...(await library.details(id)), row: 0 })));
}

const recordOf = (folder: string, id: string) => join(folder, '.afterglow/records', id.slice(0, 2), `${id}.json`);
const indexOf = (folder: string) => join(folder, '.afterglow/index.db');

describe('a library without its index', () => {
  test('comes back as it was, favourites and trash included', async () => {
    const { folder, ids, before } = await threePictures();
    await rm(indexOf(folder));
    const library = await openLibrary({ folder });
    expect(library.report).toEqual({ rebuilt: true, damagedIndexKeptAs: null, unreadableRecords: 0, setAside: [] });
    expect(await shownBy(library)).toEqual(before);
    await library.restore({ ids: [ids[2]] });
    expect(await shown(library, { favouritesOnly: true })).toMatchObject([{ id: ids[1] }, { id: ids[2] }]);
  });

  test('finds pictures that were renamed and moved meanwhile', async () => {
    const { folder, ids } = await threePictures();
    await rm(indexOf(folder));
    await mkdir(join(folder, 'best of'));
    const [first] = (await readdir(join(folder, '2026/11'))).filter((name) => name.includes(ids[0].slice(0, 6)));
    await rename(join(folder, '2026/11', first ?? ''), join(folder, 'best of/my sunset.png'));
    const library = await openLibrary({ folder });
    expect(await library.details(ids[0])).toMatchObject({ path: 'best of/my sunset.png', file: 'here' });
  });

  test('shows as missing what is nowhere', async () => {
    const { folder, ids } = await threePictures();
    await rm(indexOf(folder));
    await rm(join(folder, '2026'), { recursive: true });
    const library = await openLibrary({ folder });
    expect(await shown(library)).toMatchObject([
      { id: ids[0], file: 'missing' },
      { id: ids[1], file: 'missing' },
    ]);
  });

  test('takes no file that has no record for its own', async () => {
    const { folder } = await threePictures();
    await writeFile(join(folder, '2026/11/holiday.png'), await draw({ colour: 77 }));
    await rm(indexOf(folder));
    expect(await (await openLibrary({ folder })).total()).toBe(2);
  });
});

describe('records that can not be read', () => {
  test.each([
    ['damaged', '{"version":1,"id":'],
    ['empty', ''],
    ['of a version to come', '{"version":2}'],
    ['about another picture', JSON.stringify({ version: 1, id: 'a'.repeat(64) })],
    ['no object', '[]'],
  ])('%s are counted and stop nothing', async (_what, text) => {
    const { folder, ids } = await threePictures();
    await rm(indexOf(folder));
    await writeFile(recordOf(folder, ids[0]), text);
    const library = await openLibrary({ folder });
    expect(library.report.unreadableRecords).toBe(1);
    expect(await shown(library)).toMatchObject([{ id: ids[1] }]);
  });

  test('one that leads out of the library is not believed', async () => {
    const { folder, ids } = await threePictures();
    await rm(indexOf(folder));
    const record = JSON.parse(await readFile(recordOf(folder, ids[0]), 'utf8')) as object;
    await writeFile(recordOf(folder, ids[0]), JSON.stringify({ ...record, path: '../../etc/passwd' }));
    expect((await openLibrary({ folder })).report.unreadableRecords).toBe(1);
  });

  test('fields that this version does not know are ignored', async () => {
    const { folder, ids } = await threePictures();
    await rm(indexOf(folder));
    const record = JSON.parse(await readFile(recordOf(folder, ids[0]), 'utf8')) as object;
    await writeFile(recordOf(folder, ids[0]), JSON.stringify({ ...record, seed: 42 }));
    expect((await openLibrary({ folder })).report.unreadableRecords).toBe(0);
  });
});

describe('a damaged index', () => {
  test.each([
    ['garbage', () => Buffer.alloc(50_000, 'x')],
    ['cut off', (whole: Buffer) => whole.subarray(0, 9000)],
    ['empty', () => Buffer.alloc(0)],
    ['with a page of garbage', (whole: Buffer) => Buffer.concat([whole.subarray(0, 8192), Buffer.alloc(4096, 'x'), whole.subarray(12288)])],
  ])('(%s) is kept aside and made anew', async (_how, damage) => {
    const { folder, before } = await threePictures();
    await writeFile(indexOf(folder), damage(await readFile(indexOf(folder))));
    const library = await openLibrary({ folder });
    expect(library.report.rebuilt).toBe(true);
    expect(await shownBy(library)).toEqual(before);
  });

  test('stays where a person can find it', async () => {
    const { folder } = await threePictures();
    await writeFile(indexOf(folder), 'not a database at all, and long enough to be looked at');
    const { report } = await openLibrary({ folder });
    expect(await readFile(report.damagedIndexKeptAs ?? '', 'utf8')).toContain('not a database');
  });

  test('an index that was left without its log is not mixed with an older log', async () => {
    const { folder, before } = await threePictures();
    await rm(indexOf(folder));
    await writeFile(`${indexOf(folder)}-wal`, 'left over');
    expect(await shownBy(await openLibrary({ folder }))).toEqual(before);
  });
});

describe('damaged marks', () => {
  test('are kept aside, and cost the favourites in them, nothing else', async () => {
    const { folder, ids } = await threePictures();
    await rm(indexOf(folder));
    await writeFile(join(folder, `.afterglow/marks/${ids[1].slice(0, 2)}.json`), '{');
    const library = await openLibrary({ folder });
    expect(await library.total()).toBe(2);
    await library.change({ of: { ids: [ids[1]] }, change: { favourite: true } });
    const [aside = ''] = library.report.setAside;
    expect(aside).toContain(`${ids[1].slice(0, 2)}.json.damaged-`);
    expect(await readFile(aside, 'utf8')).toBe('{');
  });
});

describe('marks of a version to come', () => {
  test('are neither believed nor overwritten', async () => {
    const { folder, ids } = await threePictures();
    await rm(indexOf(folder));
    const file = join(folder, `.afterglow/marks/${ids[1].slice(0, 2)}.json`);
    await writeFile(file, '{"version":2}');
    const library = await openLibrary({ folder });
    await expect(library.change({ of: { ids: [ids[1]] }, change: { favourite: true } })).rejects.toMatchObject({
      code: 'library-unavailable',
    });
    expect(await readFile(file, 'utf8')).toBe('{"version":2}');
  });

  test('what a later version writes beside a favourite stays', async () => {
    const { folder, ids } = await threePictures();
    const file = join(folder, `.afterglow/marks/${ids[1].slice(0, 2)}.json`);
    await writeFile(file, JSON.stringify({ version: 1, marks: { [ids[1]]: { favourite: true, rating: 5, mood: 'calm' } } }));
    await (await openLibrary({ folder })).change({ of: { ids: [ids[1]] }, change: { favourite: false } });
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ version: 1, marks: { [ids[1]]: { rating: 5, mood: 'calm' } } });
  });
});

describe('a folder that can not be a library', () => {
  test('is refused by name', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    await expect(openLibrary({ folder: join(folder, 'file') })).rejects.toThrow();
    await expect(openLibrary({ folder: join(folder, 'unplugged'), mustExist: true })).rejects.toMatchObject({
      code: 'library-unavailable',
    });
  });
});
