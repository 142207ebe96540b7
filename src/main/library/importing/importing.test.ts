import { mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { describe, expect, test } from 'vitest';

import type { LibraryTask } from '../../../shared/library.ts';
import { sha256Of } from '../../files/file-content.ts';
import { draw, filesIn, openLibrary, shown, temporaryFolder } from '../test-library.ts';
import { detailsOfAll, importInto, sourceFolder, whysOf } from './test-importing.ts';
import { exifBlock, jpegWith, pngWith, tEXt } from './test-foreign.ts';

const noon = new Date(2021, 4, 9, 12);

describe('an import', () => {
  test('takes files and folders in as they are, with what they tell of themselves', async () => {
    const library = await openLibrary();
    const told = await pngWith([tEXt('parameters', 'a heron\nSteps: 20, Model: dream, Version: v1.9')]);
    const photo = await jpegWith({ exif: exifBlock({ takenAt: '2019:07:14 18:30:05' }) });
    const folder = await sourceFolder({
      'a/b/told.png': told,
      'photo.jpeg': photo,
      'a/.hidden/x.png': await draw({ colour: 7 }),
      'notes.txt': 'x',
    });
    await utimes(join(folder, 'a/b/told.png'), noon, noon);
    expect(await importInto(library, join(folder, 'a'), join(folder, 'photo.jpeg'), join(folder, 'a/b/told.png'))).toEqual({
      ...{ imported: 2, duplicates: 0, withPrompt: 1, picture: null, problems: [] },
    });
    const [heron, lake] = await detailsOfAll(library);
    expect(heron).toMatchObject({
      ...{
        id: sha256Of(told),
        prompt: 'a heron',
        model: 'dream',
        source: 'import',
        taskId: '',
        jobId: 'import-1',
        createdAt: noon.getTime(),
      },
      imported: { fileName: 'told.png', software: 'Stable Diffusion web UI' },
      path: `2021/05/2021-05-09 a heron ${sha256Of(told).slice(0, 6)}.png`,
    });
    expect(lake).toMatchObject({ path: `2019/07/2019-07-14 photo ${sha256Of(photo).slice(0, 6)}.jpg`, prompt: '' });
    expect(await readFile(join(library.folder, lake?.path ?? ''))).toEqual(photo);
    expect(await library.fileOf('thumbnail', sha256Of(photo))).toMatchObject({ kind: 'webp' });
    expect((await filesIn(library.folder)).filter((name) => name.includes('incoming'))).toEqual([]);
  });

  test('is told of while it goes on, and its pictures are there after another start', async () => {
    const library = await openLibrary();
    const news: LibraryTask[] = [];
    library.onTask((task) => news.push(task));
    await importInto(
      library,
      await sourceFolder({ '1.png': await draw({ colour: 1 }), '2.webp': await draw({ colour: 2, kind: 'webp' }) }),
    );
    expect(news[0]).toMatchObject({ id: 'import-1', what: 'import', done: 0, state: 'running' });
    expect(news.at(-1)).toMatchObject({ done: 2, total: 2, state: 'done' });
    await library.close();
    await rm(join(library.folder, '.afterglow/index.db'));
    expect(await shown(await openLibrary({ folder: library.folder }))).toHaveLength(2);
  });

  test('that is called off keeps what is in', async () => {
    const library = await openLibrary();
    const files = Object.fromEntries(
      await Promise.all(Array.from({ length: 30 }, async (_, at) => [`${at}.png`, await draw({ colour: at })] as const)),
    );
    const folder = await sourceFolder(files);
    const calledOff = new AbortController();
    const news: LibraryTask[] = [];
    library.onTask((task) => {
      news.push(task);
      if (news.length === 1) calledOff.abort();
    });
    const first = await library.work.import({ task: 't', paths: [folder] }, calledOff.signal);
    expect(first).toMatchObject({ imported: 0, problems: [] });
    expect(news.at(-1)).toMatchObject({ state: 'cancelled', failure: null });
    expect(await importInto(library, folder)).toMatchObject({ imported: 30 });
  });

  test('stops when the disk is full, and keeps what is in', async () => {
    const library = await openLibrary({ freeBytes: () => Promise.resolve(1000) });
    const news: LibraryTask[] = [];
    library.onTask((task) => news.push(task));
    await expect(importInto(library, await sourceFolder({ 'a.png': await draw() }))).rejects.toMatchObject({ code: 'disk-full' });
    expect(news.at(-1)).toMatchObject({ state: 'failed', failure: { code: 'disk-full' } });
    expect((await filesIn(library.folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('the same picture again', () => {
  test('is a duplicate, in the library, in its trash, and within one import', async () => {
    const library = await openLibrary();
    const bytes = await draw();
    const folder = await sourceFolder({ 'a.png': bytes, 'b.png': bytes });
    const first = await importInto(library, folder);
    expect(first).toMatchObject({ imported: 1, duplicates: 1, picture: sha256Of(bytes), problems: [{ why: 'duplicate' }] });
    expect(await importInto(library, folder)).toMatchObject({ imported: 0, duplicates: 2, picture: sha256Of(bytes) });
    await library.moveToTrash({ ids: [sha256Of(bytes)] });
    const again = await importInto(library, folder);
    expect(again).toMatchObject({ imported: 0, duplicates: 2, picture: null });
    expect(again.problems.map(({ detail }) => detail).join()).toContain('trash');
    expect(await shown(library)).toEqual([]);
  });

  test('that is damaged is damaged each time', async () => {
    const library = await openLibrary();
    const cut = (await draw({ widthPx: 300, heightPx: 300 })).subarray(0, 200);
    expect(whysOf(await importInto(library, await sourceFolder({ 'a.png': cut, 'b.png': cut })))).toEqual({
      'a.png': 'damaged',
      'b.png': 'damaged',
    });
  });

  test('brings back a file that is missing in the library', async () => {
    const library = await openLibrary();
    const bytes = await draw();
    const folder = await sourceFolder({ 'a.png': bytes });
    await importInto(library, folder);
    const [before] = await detailsOfAll(library);
    await rm(join(library.folder, before?.path ?? ''));
    expect(await importInto(library, folder)).toMatchObject({ imported: 1, duplicates: 0 });
    expect(await detailsOfAll(library)).toMatchObject([{ path: before?.path, file: 'here' }]);
  });

  test('completes what a crash has left without a record', async () => {
    const library = await openLibrary();
    const folder = await sourceFolder({ 'a.png': await draw() });
    await importInto(library, folder);
    const [before] = await detailsOfAll(library);
    await library.close();
    await rm(join(library.folder, '.afterglow/index.db'));
    await rm(join(library.folder, '.afterglow/records'), { recursive: true });
    const again = await openLibrary({ folder: library.folder });
    expect(await importInto(again, folder)).toMatchObject({ imported: 1 });
    expect(await detailsOfAll(again)).toMatchObject([{ path: before?.path }]);
  });

  test('keeps its record when only the index was lost', async () => {
    const library = await openLibrary();
    const bytes = await draw();
    await importInto(library, await sourceFolder({ 'first name.png': bytes }));
    await library.close();
    const record = join(library.folder, '.afterglow/records', sha256Of(bytes).slice(0, 2), `${sha256Of(bytes)}.json`);
    const aside = join(await temporaryFolder(), 'aside.json');
    await rename(record, aside);
    await rm(join(library.folder, '.afterglow/index.db'));
    const again = await openLibrary({ folder: library.folder });
    await rename(aside, record);
    await importInto(again, await sourceFolder({ 'second name.png': bytes }));
    expect(await detailsOfAll(again)).toMatchObject([{ imported: { fileName: 'first name.png' } }]);
    expect((await filesIn(library.folder)).filter((name) => name.endsWith('.png'))).toHaveLength(1);
  });
});

test('a picture whose record only a newer version can read is named, and its record left alone', async () => {
  const library = await openLibrary();
  const bytes = await draw();
  const id = sha256Of(bytes);
  const record = join(library.folder, '.afterglow/records', id.slice(0, 2), `${id}.json`);
  await mkdir(dirname(record), { recursive: true });
  await writeFile(record, `{"version":2,"id":"${id}"}`);
  const report = await importInto(library, await sourceFolder({ 'a.png': bytes }));
  expect(report).toMatchObject({ imported: 0, problems: [{ why: 'newer-record' }] });
  expect(await readFile(record, 'utf8')).toContain('"version":2');
  await writeFile(record, 'half a rec');
  expect(await importInto(library, await sourceFolder({ 'a.png': bytes }))).toMatchObject({ imported: 1 });
  expect(await readFile(record, 'utf8')).toContain('"version": 1');
});

describe('a file in the library folder', () => {
  test('becomes a picture where it is', async () => {
    const library = await openLibrary();
    const bytes = await draw();
    await writeFile(join(library.folder, 'mine.png'), bytes);
    expect(await importInto(library, library.folder)).toMatchObject({ imported: 1 });
    expect(await detailsOfAll(library)).toMatchObject([{ path: 'mine.png', source: 'import', imported: { fileName: 'mine.png' } }]);
    expect(await importInto(library, library.folder)).toMatchObject({ imported: 0, duplicates: 1 });
    expect((await filesIn(library.folder)).filter((name) => !name.startsWith('.afterglow'))).toEqual(['mine.png']);
  });

  test('is left alone in the hidden folder', async () => {
    const library = await openLibrary();
    await importInto(library, await sourceFolder({ 'a.png': await draw() }));
    const thumbnail = (await filesIn(library.folder)).find((name) => name.endsWith('.webp')) ?? '';
    expect(await importInto(library, join(library.folder, '.afterglow'), join(library.folder, thumbnail))).toEqual({
      ...{ imported: 0, duplicates: 0, withPrompt: 0, picture: null, problems: [] },
    });
  });

  test('with a name that other systems can’t have is named', async () => {
    const library = await openLibrary();
    await writeFile(join(library.folder, 'a:b.png'), await draw());
    expect(whysOf(await importInto(library, library.folder))).toEqual({ 'a:b.png': 'unsupported' });
  });
});

test('a picture that this app named keeps its words and gets no second date', async () => {
  const library = await openLibrary();
  const folder = await sourceFolder({ '2020-01-02 a quiet lake 3f9a2c.png': await draw() });
  await importInto(library, folder);
  const [picture] = await detailsOfAll(library);
  expect(basename(picture?.path ?? '')).toMatch(/^\d{4}-\d\d-\d\d a quiet lake [0-9a-f]{6}\.png$/);
});
