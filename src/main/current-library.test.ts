import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { CurrentLibrary } from './current-library.ts';
import { Library } from './library/library.ts';
import { delivered, draw, originOf, temporaryFolder } from './library/test-library.ts';

function currentLibrary(): { current: CurrentLibrary; opened: string[] } {
  const opened: string[] = [];
  const current = new CurrentLibrary((folder) => {
    opened.push(folder);
    return Library.open(folder, { mustExist: true });
  });
  onTestFinished(() => current.close());
  return { current, opened };
}

test('questions at start wait for the opening; without a library they are told so', async () => {
  const folder = await temporaryFolder();
  const { current } = currentLibrary();
  const opening = current.openIn(folder);
  expect((await current.ready()).folder).toBe(folder);
  await opening;
  await expect(currentLibrary().current.ready()).rejects.toMatchObject({ code: 'library-unavailable' });
});

test('a new folder that can’t be opened leaves the library that is open', async () => {
  const folder = await temporaryFolder();
  const { current } = currentLibrary();
  await current.openIn(folder);
  await expect(current.openIn(path.join(folder, 'gone'))).rejects.toMatchObject({ code: 'library-unavailable' });
  expect((await current.ready()).folder).toBe(folder);
});

test('jobs find a folder that came back, opened once for all of them', async () => {
  const folder = await temporaryFolder();
  const library = path.join(folder, 'library');
  const { current, opened } = currentLibrary();
  await current.openIn(library).catch(() => current.unavailable(library));
  const { keep } = current.forJobs();
  await expect(keep(delivered(await draw()), originOf())).rejects.toMatchObject({ code: 'library-unavailable' });
  await mkdir(path.join(folder, 'elsewhere'));
  await rename(path.join(folder, 'elsewhere'), library);
  const pictures = await Promise.all([1, 2, 3].map(async (colour) => keep(delivered(await draw({ colour })), originOf({ index: colour }))));
  expect(new Set(pictures.map(({ id }) => id)).size).toBe(3);
  expect(opened).toHaveLength(3);
});

test('after closing, nothing is opened again', async () => {
  const folder = await temporaryFolder();
  const { current, opened } = currentLibrary();
  await current.openIn(folder);
  await current.close();
  await expect(current.forJobs().inputs.describe([])).rejects.toMatchObject({ code: 'library-unavailable' });
  expect(opened).toHaveLength(1);
});
