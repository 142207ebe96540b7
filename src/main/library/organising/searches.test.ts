import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { everyPicture, type SavedSearch } from '../../../shared/picture.ts';
import { openLibrary } from '../test-library.ts';

const search = (id: number, name: string): SavedSearch => ({
  id: `00000000-0000-4000-8000-00000000000${id}`,
  name,
  query: { ...everyPicture, text: name, rating: 3 },
});

test('searches are kept in the order in which they were first saved', async () => {
  const library = await openLibrary();
  await library.searches.save(search(1, 'sea'));
  await library.searches.save(search(2, 'sky'));
  await library.searches.save({ ...search(1, 'ocean'), period: 'week' });
  expect(await library.searches.list()).toEqual([{ ...search(1, 'ocean'), period: 'week' }, search(2, 'sky')]);
  await library.searches.remove(search(1, '').id);
  expect(await (await openLibrary({ folder: library.folder })).searches.list()).toEqual([search(2, 'sky')]);
});

test('a search that this version can’t read stays in the file, and one without newer filters is whole', async () => {
  const library = await openLibrary();
  const file = join(library.folder, '.afterglow/searches.json');
  const unreadable = { id: 'other', name: 'x', query: { text: 7 } };
  const older = { id: search(1, '').id, name: 'older', query: { text: 'sea', favouritesOnly: true } };
  await writeFile(file, JSON.stringify({ version: 1, searches: [unreadable, older] }));
  expect(await library.searches.list()).toEqual([{ ...older, query: { ...everyPicture, text: 'sea', favouritesOnly: true } }]);
  await library.searches.save(search(2, 'sky'));
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ searches: [unreadable, older, { name: 'sky' }] });
});

test('a damaged file of searches goes aside; one of a newer version stays', async () => {
  const library = await openLibrary();
  const file = join(library.folder, '.afterglow/searches.json');
  await writeFile(file, 'garbage');
  await library.searches.save(search(1, 'sea'));
  expect(await readFile(library.report.setAside[0] ?? '', 'utf8')).toBe('garbage');
  await writeFile(file, '{"version":3}');
  await expect(library.searches.save(search(1, 'sea'))).rejects.toMatchObject({ code: 'library-unavailable' });
  expect(await library.searches.list()).toEqual([]);
});
