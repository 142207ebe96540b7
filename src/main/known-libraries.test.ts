import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { KnownLibraries } from './known-libraries.ts';
import { temporaryFolder } from './library/test-library.ts';
import { remembered } from './settings/remembered.ts';
import { machineIn, shelfIn } from './test-moving.ts';
import { writeFileSync } from 'node:fs';

async function person() {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'settings.json');
  writeFileSync(file, '{}');
  const shelf = shelfIn(file);
  const { current, moving } = machineIn(folder, { isSameDisk: true });
  onTestFinished(() => current.close());
  let hurried = 0;
  const libraries = new KnownLibraries({
    library: current,
    remembered: remembered(shelf, 'libraries'),
    moving,
    choose: (chosen) => shelf.set('libraryFolder', chosen),
    hurry: () => (hurried += 1),
  });
  const at = (name: string): string => path.join(folder, name);
  return { libraries, current, shelf, at, hurried: () => hurried };
}

test('each library that was opened is known, the latest first, by the name of its folder', async () => {
  const { libraries, current, shelf, at, hurried } = await person();
  expect(await libraries.known()).toEqual([]);
  for (const name of ['Holiday', 'Work', 'Holiday']) await libraries.openChosen(at(name));
  expect(await libraries.known()).toEqual([
    { folder: at('Holiday'), name: 'Holiday', isOpen: true, isThere: true },
    { folder: at('Work'), name: 'Work', isOpen: false, isThere: true },
  ]);
  await libraries.open(at('Work'));
  expect(current.folder).toBe(at('Work'));
  expect(shelf.get('libraryFolder')).toBe(at('Work'));
  expect(hurried()).toBe(4);
});

test('only a known one whose folder is there is opened; nothing is made in its place', async () => {
  const { libraries, current, shelf, at } = await person();
  await libraries.openChosen(at('Work'));
  await libraries.openChosen(at('Home'));
  await expect(libraries.open(at('elsewhere'))).rejects.toMatchObject({ code: 'not-found' });
  await rename(at('Work'), at('unplugged'));
  await expect(libraries.open(at('Work'))).rejects.toMatchObject({ code: 'library-unavailable' });
  await mkdir(at('Work'));
  await expect(libraries.open(at('Work'))).rejects.toMatchObject({ code: 'library-unavailable' });
  expect(await libraries.known()).toMatchObject([
    { name: 'Home', isOpen: true },
    { name: 'Work', isOpen: false, isThere: false },
  ]);
  expect(current.folder).toBe(at('Home'));
  expect(shelf.get('libraryFolder')).toBe(at('Home'));
  await rm(at('Work'), { recursive: true });
  await rename(at('unplugged'), at('Work'));
  await libraries.open(at('Work'));
  expect(current.folder).toBe(at('Work'));
});

test('one that is forgotten stays on the disk; the open one can’t be forgotten', async () => {
  const { libraries, at } = await person();
  for (const name of ['Work', 'Home']) await libraries.openChosen(at(name));
  libraries.forget(at('Work'));
  libraries.forget(at('Home'));
  expect(await libraries.known()).toMatchObject([{ name: 'Home' }]);
  await libraries.openChosen(at('Work'));
  expect(await libraries.known()).toMatchObject([{ name: 'Work', isThere: true }, { name: 'Home' }]);
});

test('no more than twenty are known', { timeout: 60_000 }, async () => {
  const { libraries, at } = await person();
  for (let number = 1; number <= 21; number += 1) await libraries.openChosen(at(`Library ${number}`));
  const known = await libraries.known();
  expect(known).toHaveLength(20);
  expect(known.at(-1)).toMatchObject({ name: 'Library 2' });
});

test('one that is moved is known where it is now', async () => {
  const { libraries, at } = await person();
  await libraries.openChosen(at('Old'));
  await libraries.move(at('New'), 'task');
  expect(await libraries.known()).toEqual([{ folder: at('New'), name: 'New', isOpen: true, isThere: true }]);
});
