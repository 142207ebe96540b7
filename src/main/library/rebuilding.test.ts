import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import Database from 'better-sqlite3';
import { describe, expect, test, vi } from 'vitest';

import type { LibraryTask } from '../../shared/library.ts';
import type { Library } from './library.ts';
import { delivered, draw, openLibrary, originOf, shown, temporaryFolder } from './test-library.ts';

const keep = async (library: Library, index: number, change = {}) =>
  (await library.keep(delivered(await draw({ colour: index })), originOf({ index, ...change }))).id;

/** Rows are of one index, not of the library. */
const seen = async (library: Library) =>
  Promise.all((await shown(library)).map(async ({ id }) => ({ ...(await library.details(id)), row: 0 })));

/** A library of many records, which all tell of a file that isn't there. */
async function manyRecords(count: number): Promise<string> {
  const folder = await temporaryFolder();
  for (let at = 0; at < count; at += 1) {
    const id = createHash('sha256').update(String(at)).digest('hex');
    const shard = join(folder, '.afterglow/records', id.slice(0, 2));
    await mkdir(shard, { recursive: true });
    const facts = { version: 1, id, kind: 'png', widthPx: 60, heightPx: 40, bytes: 9, path: `${at}.png` };
    await writeFile(join(shard, `${id}.json`), JSON.stringify({ ...facts, ...originOf({ createdAt: at, prompt: `number ${at}` }) }));
  }
  return folder;
}

// Hundreds of records are written, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

describe('making the index anew', () => {
  test('changes nothing that a person sees, but the rows', async () => {
    const library = await openLibrary();
    const ids = [await keep(library, 0), await keep(library, 1), await keep(library, 2)];
    await library.change({ of: { ids: ids.slice(0, 2) }, change: { favourite: true, rating: 4, addTags: ['sea'] } });
    await library.moveToTrash({ ids: ids.slice(2) });
    const before = await seen(library);
    const { generation, rows } = await library.outline();
    const heard: number[] = [];
    library.onChanged((revision) => heard.push(revision));
    expect(await library.work.rebuild({ task: 't' })).toEqual({ checked: 3, problems: [] });
    expect(await seen(library)).toEqual(before);
    expect(heard.at(-1)).toBe(library.revision);
    const after = await library.outline();
    expect(after.generation).not.toBe(generation);
    expect(await library.factsOf({ generation, rows: rows.slice() })).toEqual([]);
    await expect(library.moveToTrash({ generation, rows: rows.slice() })).rejects.toMatchObject({ code: 'not-found' });
    expect(await shown(library, { text: 'sunset', tags: ['sea'], rating: 4 })).toHaveLength(2);
    expect(await shown(library, { trashed: true })).toMatchObject([{ id: ids[2] }]);
    await library.close();
    const again = await openLibrary({ folder: library.folder });
    expect(again.report).toMatchObject({ rebuilt: false, unreadableRecords: 0 });
    expect(await seen(again)).toEqual(before);
  });

  test('answers and takes pictures meanwhile; what comes, goes and is marked is there afterwards', async () => {
    const library = await openLibrary({ folder: await manyRecords(1000) });
    const [first, second] = await shown(library);
    const tasks: LibraryTask[] = [];
    library.onTask((task) => tasks.push(task));
    let isDone = false;
    const rebuilding = library.work.rebuild({ task: 't' }).finally(() => (isDone = true));
    let answered = 0;
    const asking = async (): Promise<void> => {
      for (; !isDone; answered += 1) {
        expect((await shown(library, { text: 'number 17' })).length).toBeGreaterThan(5);
        await setImmediate();
      }
    };
    const [kept] = await Promise.all([
      keep(library, 1, { createdAt: 1e13 }),
      library.change({ of: { ids: [second?.id ?? ''] }, change: { addTags: ['sea'] } }),
      library.moveToTrash({ ids: [first?.id ?? ''] }),
      asking(),
    ]);
    expect(answered).toBeGreaterThan(5);
    expect((await rebuilding).checked).toBeGreaterThanOrEqual(1000);
    expect((await shown(library))[0]).toMatchObject({ id: kept });
    expect(await shown(library, { tags: ['sea'] })).toMatchObject([{ id: second?.id }]);
    expect(await shown(library, { trashed: true })).toMatchObject([{ id: first?.id }]);
    expect(await library.total()).toBe(1000);
    const last = tasks.findLast(({ what }) => what === 'rebuild');
    expect(last).toMatchObject({ id: 't', state: 'done' });
    // The picture that came meanwhile may be among those that are gone through, or not.
    expect([1000, 1001]).toContain(last?.total);
  });

  test('can be called off: everything stays as it was', async () => {
    const library = await openLibrary({ folder: await manyRecords(500) });
    const { generation } = await library.outline();
    const controller = new AbortController();
    const rebuilding = library.work.rebuild({ task: 't' }, controller.signal);
    controller.abort();
    await expect(rebuilding).rejects.toThrow();
    expect((await library.outline()).generation).toBe(generation);
    expect((await readdir(join(library.folder, '.afterglow'))).filter((name) => name.includes('.new'))).toEqual([]);
    expect(await library.total()).toBe(500);
  });

  test('names the records that can not be read, and goes on', async () => {
    const library = await openLibrary();
    const ids = [await keep(library, 0), await keep(library, 1), await keep(library, 2)] as const;
    const recordOf = (id: string) => `.afterglow/records/${id.slice(0, 2)}/${id}.json`;
    await writeFile(join(library.folder, recordOf(ids[0])), '{"version":2}');
    await writeFile(join(library.folder, recordOf(ids[1])), JSON.stringify({ version: 1, id: 'a'.repeat(64) }));
    const { checked, problems } = await library.work.rebuild({ task: 't' });
    expect(checked).toBe(3);
    expect([...problems].sort((a, b) => a.why.localeCompare(b.why))).toMatchObject([
      { file: recordOf(ids[1]), why: 'lying-record' },
      { file: recordOf(ids[0]), why: 'newer-record' },
    ]);
    expect(await shown(library)).toMatchObject([{ id: ids[2] }]);
  });

  test('takes over where a picture was moved to and that one is damaged', async () => {
    const library = await openLibrary();
    const [moved, damaged, gone] = [await keep(library, 0), await keep(library, 1), await keep(library, 2)];
    const pathOf = async (id: string) => join(library.folder, (await library.details(id)).path);
    await rename(await pathOf(moved), join(library.folder, 'elsewhere.png'));
    expect(await library.fileOf('picture', moved)).not.toBeNull();
    const bytes = await draw({ colour: 1 });
    await writeFile(await pathOf(damaged), bytes.fill(0, 40, 41));
    await library.work.verify({ task: 'v' });
    await rm(await pathOf(gone));
    await library.work.rebuild({ task: 't' });
    expect(await library.details(moved)).toMatchObject({ path: 'elsewhere.png', file: 'here' });
    expect(await shown(library, { file: 'damaged' })).toMatchObject([{ id: damaged }]);
    expect(await shown(library, { file: 'missing' })).toMatchObject([{ id: gone }]);
  });
});

test('an index whose damage is noticed while it is in use is made anew', async () => {
  const earlier = await openLibrary();
  const id = await keep(earlier, 0);
  await earlier.close();
  const library = await openLibrary({ folder: earlier.folder });
  await ruin(join(library.folder, '.afterglow/index.db'), 'prompts_data');
  const mended = new Promise((resolve) => library.onTask(({ what, state }) => what === 'rebuild' && state === 'done' && resolve(null)));
  await expect(shown(library, { text: 'sunset' })).rejects.toThrow('malformed');
  await mended;
  expect(await shown(library, { text: 'sunset' })).toMatchObject([{ id }]);
});

/** Writes garbage over all pages of a table. */
async function ruin(path: string, table: string): Promise<void> {
  const database = new Database(path);
  const pages = database.prepare<[string], number>('SELECT pageno FROM dbstat WHERE name = ?').pluck().all(table);
  const file = await open(path, 'r+');
  for (const page of pages) await file.write(Buffer.alloc(4096, 'x'), 0, 4096, (page - 1) * 4096);
  await file.close();
  // What another connection writes makes the first one forget the pages that it has read.
  database.exec('UPDATE closing SET clean = 1 - clean');
  database.close();
}
