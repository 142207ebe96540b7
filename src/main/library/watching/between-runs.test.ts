import { mkdir, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { expect, test, vi } from 'vitest';

import { everyPicture } from '../../../shared/picture.ts';
import { draw, openLibrary, temporaryFolder } from '../test-library.ts';
import { indexOf, keepIn, soon, type Kept } from './test-watched.ts';

vi.setConfig({ testTimeout: 30_000 });

/** A library that is closed, with so many pictures. */
async function closedLibrary(count: number): Promise<{ folder: string; pictures: Kept[]; open: () => ReturnType<typeof openLibrary> }> {
  const library = await openLibrary();
  const pictures: Kept[] = [];
  for (let colour = 0; colour < count; colour += 1) pictures.push(await keepIn(library, colour));
  await library.close();
  return { folder: library.folder, pictures, open: () => openLibrary({ folder: library.folder, watchedAfterMs: 0 }) };
}

test('what happened to the files while the library was closed is found out once it is open', async () => {
  const { folder, pictures, open } = await closedLibrary(5);
  const [removed, renamed, moved, cut, untouched] = pictures as [Kept, Kept, Kept, Kept, Kept];
  await rm(removed.file);
  await rename(renamed.file, join(dirname(renamed.file), 'another name.png'));
  await mkdir(join(folder, 'best'));
  await rename(moved.file, join(folder, 'best', basename(moved.file)));
  await truncate(cut.file, 70);
  await writeFile(join(folder, 'new.png'), await draw({ colour: 90 }));
  const stateOf = indexOf(await open());
  await expect
    .poll(() => pictures.map(({ id }) => stateOf(id)), soon)
    .toEqual([
      `${removed.path} missing`,
      `${dirname(renamed.path)}/another name.png here`,
      `best/${basename(moved.path)} here`,
      `${cut.path} damaged`,
      `${untouched.path} here`,
    ]);
});

test('new picture files become pictures, and what isn’t one is passed over', async () => {
  const { folder, open } = await closedLibrary(1);
  await mkdir(join(folder, 'from my camera/more'), { recursive: true });
  await writeFile(join(folder, 'from my camera/more/one.jpg'), await draw({ colour: 91, kind: 'jpeg' }));
  await writeFile(join(folder, 'text.png'), 'this is text');
  await mkdir(join(folder, '.hidden'));
  await writeFile(join(folder, '.hidden/two.png'), await draw({ colour: 92 }));
  const library = await open();
  await expect.poll(() => library.total(), soon).toBe(2);
  await writeFile(join(folder, 'three.png'), await draw({ colour: 93 }));
  await expect.poll(() => library.total(), soon).toBe(3);
  const found = await library.matching({ ...everyPicture, source: 'import' });
  expect(found.count).toBe(2);
});

test('a file that grows becomes a picture once it is whole', async () => {
  const { folder, open } = await closedLibrary(1);
  const library = await open();
  const bytes = await draw({ colour: 94, widthPx: 400, heightPx: 300 });
  await writeFile(join(folder, 'slow.png'), bytes.subarray(0, 80));
  await writeFile(join(folder, 'slow.png'), bytes);
  await expect.poll(() => library.total(), soon).toBe(2);
  expect((await library.work.verify({ task: 'v' })).problems).toEqual([]);
});

test('links in the library are followed neither to files nor to folders, also in circles', async () => {
  const { folder, pictures, open } = await closedLibrary(1);
  const outside = await temporaryFolder();
  await writeFile(join(outside, 'outside.png'), await draw({ colour: 95 }));
  await symlink(outside, join(folder, 'album'));
  await symlink(join(outside, 'outside.png'), join(folder, 'link.png'));
  await symlink('.', join(folder, 'circle'));
  const library = await open();
  // Looked at last, as it is the newest.
  await writeFile(join(folder, 'zzz.png'), await draw({ colour: 96 }));
  await expect.poll(() => library.total(), soon).toBe(2);
  expect(indexOf(library)(pictures[0]?.id ?? '')).toBe(`${pictures[0]?.path ?? ''} here`);
  expect(await library.summary()).toMatchObject({ pictures: 2, missing: 0 });
});

test('pictures that were removed with their folder are missing, and here again with it', async () => {
  const { folder, pictures, open } = await closedLibrary(3);
  await rename(join(folder, '2026'), join(folder, '..', `${basename(folder)} aside`));
  const library = await open();
  await expect.poll(() => library.summary(), soon).toMatchObject({ missing: 3 });
  await rename(join(folder, '..', `${basename(folder)} aside`), join(folder, '2026'));
  await expect.poll(() => library.summary(), soon).toMatchObject({ missing: 0, pictures: pictures.length });
});
