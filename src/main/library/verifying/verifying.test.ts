import { chmod, mkdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import type { LibraryTask } from '../../../shared/library.ts';
import type { Library } from '../library.ts';
import { delivered, draw, drawNoise, filesIn, openLibrary, originOf } from '../test-library.ts';

interface Kept {
  readonly id: string;
  readonly path: string;
  readonly file: string;
  readonly record: string;
}

async function keepSome(library: Library, count: number): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (let colour = 0; colour < count; colour += 1) {
    const { id } = await library.keep(delivered(await draw({ colour, widthPx: 50 + colour })), originOf({ jobId: `job ${colour}` }));
    const { path } = await library.details(id);
    const record = join(library.folder, '.afterglow/records', id.slice(0, 2), `${id}.json`);
    kept.push({ id, path, file: join(library.folder, path), record });
  }
  return kept;
}

function at<T>(values: readonly T[], index: number): T {
  const value = values[index];
  if (value === undefined) throw new Error(`There is no ${index}`);
  return value;
}

async function change(file: string, work: (record: Record<string, unknown>) => Record<string, unknown>): Promise<void> {
  await writeFile(file, JSON.stringify(work(JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>)));
}

test('a library that is as it was left has no problems, the trash included, in every format', async () => {
  const library = await openLibrary();
  for (const kind of ['png', 'jpeg', 'webp'] as const) await library.keep(delivered(await drawNoise(kind)), originOf());
  const [first] = await keepSome(library, 1);
  await library.moveToTrash({ ids: [first?.id ?? ''] });
  const told: LibraryTask[] = [];
  library.onTask((task) => told.push(task));
  expect(await library.work.verify({ task: 'v' })).toEqual({ checked: 4, problems: [] });
  expect(told[0]).toMatchObject({ id: 'v', what: 'verify', done: 0, state: 'running' });
  expect(told.at(-1)).toMatchObject({ id: 'v', what: 'verify', done: 4, total: 4, state: 'done' });
});

test('bit rot, files cut short, missing ones, and records that lie or are newer are told, and nothing is changed', async () => {
  const library = await openLibrary();
  const kept = await keepSome(library, 7);
  const [rotten, cut, missing, lying, newer, gone] = [0, 1, 2, 3, 4, 5].map((index) => at(kept, index)) as [
    Kept,
    Kept,
    Kept,
    Kept,
    Kept,
    Kept,
  ];
  const bytes = await readFile(rotten.file);
  bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
  await writeFile(rotten.file, bytes);
  await truncate(cut.file, 60);
  await rm(missing.file);
  await change(lying.record, (record) => ({ ...record, widthPx: 9999 }));
  await change(newer.record, (record) => ({ ...record, version: 2 }));
  await rm(gone.record);
  const before = await filesIn(library.folder);
  const revision = library.revision;
  const { checked, problems } = await library.work.verify({ task: 'v' });
  expect(checked).toBe(7);
  expect(problems.map(({ file, why }) => `${why} ${file}`).sort()).toEqual(
    [
      `damaged ${rotten.path}`,
      `damaged ${cut.path}`,
      `missing ${missing.path}`,
      `lying-record ${lying.path}`,
      `newer-record .afterglow/records/${newer.id.slice(0, 2)}/${newer.id}.json`,
      `missing .afterglow/records/${gone.id.slice(0, 2)}/${gone.id}.json`,
    ].sort(),
  );
  expect(problems.find(({ why }) => why === 'lying-record')?.detail).toBe('9999 → 53');
  expect(await library.summary()).toMatchObject({ pictures: 7, missing: 1, damaged: 2 });
  expect(library.revision).toBeGreaterThan(revision);
  expect(await filesIn(library.folder)).toEqual(before);
});

test('what was mended counts as here again', async () => {
  const library = await openLibrary();
  const { file } = at(await keepSome(library, 1), 0);
  const bytes = await readFile(file);
  await writeFile(file, Buffer.from(bytes).fill(1, 50));
  await library.work.verify({ task: 'v' });
  expect(await library.summary()).toMatchObject({ damaged: 1 });
  await writeFile(file, bytes);
  expect(await library.work.verify({ task: 'v' })).toMatchObject({ problems: [] });
  expect(await library.summary()).toMatchObject({ damaged: 0, missing: 0 });
});

test('a picture that was moved inside the library is found and checked where it is', async () => {
  const library = await openLibrary();
  const { file, id } = at(await keepSome(library, 2), 0);
  await mkdir(join(library.folder, 'best'));
  await rename(file, join(library.folder, 'best/mine.png'));
  expect(await library.work.verify({ task: 'v' })).toEqual({ checked: 2, problems: [] });
  expect((await library.details(id)).path).toBe('best/mine.png');
});

test('records of which the index knows nothing are told when they can’t be read', async () => {
  const library = await openLibrary();
  const id = 'ab'.repeat(32);
  await mkdir(join(library.folder, '.afterglow/records/ab'), { recursive: true });
  const file = join(library.folder, '.afterglow/records/ab', `${id}.json`);
  await writeFile(file, JSON.stringify({ version: 7, id }));
  expect((await library.work.verify({ task: 'v' })).problems).toMatchObject([{ why: 'newer-record' }]);
  await writeFile(file, '{"version": 1,');
  expect((await library.work.verify({ task: 'v' })).problems).toMatchObject([{ why: 'lying-record' }]);
});

test('called off, it ends at once', async () => {
  const library = await openLibrary();
  await keepSome(library, 3);
  const calledOff = new AbortController();
  const told: LibraryTask[] = [];
  library.onTask((task) => {
    told.push(task);
    calledOff.abort();
  });
  await expect(library.work.verify({ task: 'v' }, calledOff.signal)).rejects.toThrow();
  expect(told.at(-1)).toMatchObject({ state: 'cancelled' });
});

test('a file that may not be read is a problem of its own', async () => {
  const library = await openLibrary();
  const { file } = at(await keepSome(library, 1), 0);
  await chmod(file, 0);
  const { problems } = await library.work.verify({ task: 'v' });
  await chmod(file, 0o600);
  // Root reads everything.
  expect(problems.map(({ why }) => why)).toEqual(process.getuid?.() === 0 ? [] : ['unreadable']);
});
