import { copyFile, link, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import type { LibraryTask } from '../../../shared/library.ts';
import { delivered, draw, drawNoise, openLibrary, originOf, temporaryFolder } from '../test-library.ts';

async function libraryOfTwo() {
  const library = await openLibrary();
  const kept = [];
  for (const bytes of [await drawNoise('png'), await draw({ colour: 7 })]) {
    const { id } = await library.keep(delivered(bytes), originOf({ jobId: `job of ${bytes.byteLength}` }));
    const { path } = await library.details(id);
    kept.push({ id, path, file: join(library.folder, path), bytes });
  }
  const [first, second] = kept;
  if (!first || !second) throw new Error('not kept');
  const put = async (path: string, bytes: Uint8Array): Promise<string> => {
    const file = join(library.folder, path);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, bytes);
    return file;
  };
  return { library, first, second, put };
}

test('files with the same bytes as a picture are found wherever they lie, the picture’s own first', async () => {
  const { library, first, second, put } = await libraryOfTwo();
  await put('copies/b.png', first.bytes);
  await put('a.png', first.bytes);
  await put('other.jpg', second.bytes);
  const almost = Buffer.from(first.bytes);
  almost[almost.length - 1] = (almost.at(-1) ?? 0) ^ 1;
  await put('almost.png', almost);
  await put('same size.png', Buffer.alloc(first.bytes.byteLength));
  await put('.afterglow/hidden.png', first.bytes);
  const outside = await temporaryFolder();
  await writeFile(join(outside, 'outside.png'), first.bytes);
  await symlink(outside, join(library.folder, 'album'));
  await symlink(first.file, join(library.folder, 'link.png'));
  const told: LibraryTask[] = [];
  library.onTask((task) => told.push(task));
  const groups = await library.work.duplicates({ task: 'd' });
  expect([...groups].sort((a, b) => a.paths.length - b.paths.length)).toEqual([
    { id: second.id, paths: [second.path, 'other.jpg'] },
    { id: first.id, paths: [first.path, 'a.png', 'copies/b.png'] },
  ]);
  expect(told.at(-1)).toMatchObject({ what: 'duplicates', state: 'done', done: 5, total: 5 });
});

test('a library without any has none', async () => {
  expect(await (await libraryOfTwo()).library.work.duplicates({ task: 'd' })).toEqual([]);
});

test('when the picture’s own file is damaged or gone, what has its bytes isn’t a copy', async () => {
  const { library, first, put } = await libraryOfTwo();
  const copy = await put('copy.png', first.bytes);
  await writeFile(first.file, Buffer.from(first.bytes).fill(0, 70_000));
  expect(await library.work.duplicates({ task: 'd' })).toEqual([]);
  expect(await library.work.copiesAmong([copy])).toEqual([]);
});

test('only true copies may be deleted', async () => {
  const { library, first, put } = await libraryOfTwo();
  const copy = await put('copies/b.png', first.bytes);
  const [stranger, hidden, outside] = [
    await put('new.png', await draw({ colour: 99 })),
    await put('.afterglow/x.png', first.bytes),
    await temporaryFolder(),
  ];
  await copyFile(first.file, join(outside, 'outside.png'));
  await symlink(outside, join(library.folder, 'album'));
  await symlink(copy, join(library.folder, 'link.png'));
  await link(first.file, join(library.folder, 'same file.png'));
  const asked = [
    copy,
    'copies/b.png',
    first.file,
    first.path,
    stranger,
    hidden,
    join(outside, 'outside.png'),
    join(library.folder, 'album/outside.png'),
    join(library.folder, 'link.png'),
    join(library.folder, 'same file.png'),
    join(library.folder, 'copies/../../../etc/passwd'),
    join(library.folder, 'gone.png'),
    join(library.folder, 'copies'),
    library.folder,
  ];
  expect(await library.work.copiesAmong(asked)).toEqual([copy]);
  expect(await readFile(first.file)).toEqual(first.bytes);
});

test('a copy of a picture in the trash stays', async () => {
  const { library, first, put } = await libraryOfTwo();
  const copy = await put('copy.png', first.bytes);
  await library.moveToTrash({ ids: [first.id] });
  expect(await library.work.duplicates({ task: 'd' })).toEqual([]);
  expect(await library.work.copiesAmong([copy])).toEqual([]);
});
