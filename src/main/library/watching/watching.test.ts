import { mkdir, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { describe, expect, test, vi } from 'vitest';

import { draw, temporaryFolder } from '../test-library.ts';
import { indexOf, soon, watchedLibrary } from './test-watched.ts';

vi.setConfig({ testTimeout: 30_000 });

describe('while a library is open', () => {
  test('a picture that is removed is missing, and here again when it is back', async () => {
    const { library, pictures } = await watchedLibrary(2);
    const [stateOf, revision] = [indexOf(library), library.revision];
    const [{ id, path, file, bytes }] = pictures;
    await rm(file);
    await expect.poll(() => stateOf(id), soon).toBe(`${path} missing`);
    expect(await library.summary()).toMatchObject({ pictures: 3, missing: 1 });
    expect(library.revision).toBeGreaterThan(revision);
    await writeFile(file, bytes);
    await expect.poll(() => stateOf(id), soon).toBe(`${path} here`);
  });

  test('a picture that is renamed, or moved into a new folder, is found where it is', async () => {
    const { library, pictures } = await watchedLibrary(2);
    const stateOf = indexOf(library);
    const [renamed, moved] = pictures;
    await rename(renamed.file, join(dirname(renamed.file), 'holiday.png'));
    await mkdir(join(library.folder, 'best/of all'), { recursive: true });
    await rename(moved.file, join(library.folder, 'best/of all/mine.png'));
    await expect.poll(() => stateOf(renamed.id), soon).toBe(`${dirname(renamed.path)}/holiday.png here`);
    await expect.poll(() => stateOf(moved.id), soon).toBe('best/of all/mine.png here');
    // The new folders are watched as well.
    await rename(join(library.folder, 'best/of all/mine.png'), join(library.folder, 'best/yours.png'));
    await expect.poll(() => stateOf(moved.id), soon).toBe('best/yours.png here');
  });

  test('a folder that is renamed takes its pictures along, and is watched under its new name', async () => {
    const { library, pictures } = await watchedLibrary(3);
    const stateOf = indexOf(library);
    const names = pictures.map(({ path }) => basename(path));
    await rename(join(library.folder, '2026'), join(library.folder, 'the year'));
    for (const [at, { id }] of pictures.entries()) {
      await expect.poll(() => stateOf(id), soon).toBe(`the year/11/${names[at] ?? ''} here`);
    }
    const [first] = pictures;
    await rm(join(library.folder, 'the year/11', names[0] ?? ''));
    await expect.poll(() => stateOf(first.id), soon).toBe(`the year/11/${names[0] ?? ''} missing`);
  });

  test('a folder that is removed leaves its pictures missing', async () => {
    const { library, pictures } = await watchedLibrary(3);
    await rm(join(library.folder, '2026'), { recursive: true });
    await expect.poll(() => library.summary(), soon).toMatchObject({ pictures: 4, missing: pictures.length });
  });

  test('a picture that was written over is damaged, also with as many bytes, and here again when it is mended', async () => {
    const { library, pictures } = await watchedLibrary(2);
    const stateOf = indexOf(library);
    const [cut, changed] = pictures;
    await truncate(cut.file, 50);
    await writeFile(changed.file, Buffer.from(changed.bytes).fill(0, 60));
    await expect.poll(() => [stateOf(cut.id), stateOf(changed.id)], soon).toEqual([`${cut.path} damaged`, `${changed.path} damaged`]);
    expect(await library.summary()).toMatchObject({ missing: 0, damaged: 2 });
    await writeFile(cut.file, cut.bytes);
    await writeFile(changed.file, changed.bytes);
    await expect.poll(() => [stateOf(cut.id), stateOf(changed.id)], soon).toEqual([`${cut.path} here`, `${changed.path} here`]);
  });

  test('two pictures that change names are each where the other was', async () => {
    const { library, pictures } = await watchedLibrary(2);
    const stateOf = indexOf(library);
    const [one, other] = pictures;
    await rename(one.file, join(library.folder, 'aside.png'));
    await rename(other.file, one.file);
    await rename(join(library.folder, 'aside.png'), other.file);
    await expect.poll(() => [stateOf(one.id), stateOf(other.id)], soon).toEqual([`${other.path} here`, `${one.path} here`]);
  });

  test('a copy of a picture is nothing new, and takes its place when the picture goes', async () => {
    const { library, pictures } = await watchedLibrary(2);
    const stateOf = indexOf(library);
    const [picture, other] = pictures;
    await writeFile(join(library.folder, 'copy.png'), picture.bytes);
    await rm(other.file);
    await expect.poll(() => stateOf(other.id), soon).toBe(`${other.path} missing`);
    expect(stateOf(picture.id)).toBe(`${picture.path} here`);
    expect(await library.total()).toBe(3);
    expect(await library.fileOf('picture', picture.id)).toMatchObject({ path: picture.file });
  });

  test('a link in place of a picture is not followed', async () => {
    const { library, pictures } = await watchedLibrary(2);
    const [stateOf, outside] = [indexOf(library), await temporaryFolder()];
    const [{ id, path, file }] = pictures;
    await rename(file, join(outside, 'picture.png'));
    await symlink(join(outside, 'picture.png'), file);
    await symlink(outside, join(library.folder, 'album'));
    await expect.poll(() => stateOf(id), soon).toBe(`${path} missing`);
    await rm(join(library.folder, '2026'), { recursive: true });
    await mkdir(join(outside, '11'));
    await rename(join(outside, 'picture.png'), join(outside, '11', basename(path)));
    await symlink(outside, join(library.folder, '2026'));
    // What comes after it has been looked at, and so has the link.
    await writeFile(join(library.folder, 'new.png'), await draw({ colour: 77 }));
    await expect.poll(() => library.total(), soon).toBe(4);
    expect(stateOf(id)).toBe(`${path} missing`);
  });

  test('a touch changes nothing, and nothing is told', async () => {
    const { library, pictures } = await watchedLibrary(2);
    const stateOf = indexOf(library);
    const [touched, removed] = pictures;
    const revisions: number[] = [];
    library.onChanged((revision) => revisions.push(revision));
    await utimes(touched.file, 1000, 1000);
    await rm(removed.file);
    await expect.poll(() => stateOf(removed.id), soon).toBe(`${removed.path} missing`);
    expect(stateOf(touched.id)).toBe(`${touched.path} here`);
    expect(revisions).toHaveLength(1);
  });
});
