import { watch } from 'node:fs';
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, onTestFinished, test, vi } from 'vitest';

import { hashOf } from '../../files/file-content.ts';
import { openLibrary } from '../opening.ts';
import { draw, originOf, temporaryFolder } from '../test-library.ts';
import { FileDifferences } from './file-differences.ts';
import { FolderWatches, type Notice } from './folder-watches.ts';
import { soon } from './test-watched.ts';
import { Watching } from './watching.ts';

vi.setConfig({ testTimeout: 30_000 });

/** A library whose watching a test puts together itself: what is read is counted, what is new only noted. */
async function watchedParts({ watchedBy = watch, flood = 1000 }: { readonly watchedBy?: typeof watch; readonly flood?: number } = {}) {
  const { parts } = await openLibrary(await temporaryFolder(), {}, () => undefined);
  // Nothing is made of what is new here, so that it may be met again.
  const [read, adopted] = [new Set<string>(), new Set<string>()];
  const differences = new FileDifferences({
    ...parts,
    changed: () => undefined,
    read: (path) => {
      read.add(path);
      return hashOf(path);
    },
  });
  const watching = new Watching({ ...parts, differences, adopt: (path) => Promise.resolve(adopted.add(path)), watch: watchedBy, flood });
  onTestFinished(async () => {
    await watching.close();
    await parts.index.close();
  });
  const keep = async (colour: number) => {
    const staged = await parts.staging.write(await draw({ colour, widthPx: 40 + colour }));
    return parts.keeping.keep(staged, originOf({ jobId: `job ${colour}` }));
  };
  return { ...parts, folder: parts.layout.folder, watching, read, adopted, keep };
}

/** As Linux says it when a person watches as much as they may. */
function exhausted(): never {
  throw Object.assign(new Error('System limit for number of file watchers reached'), { code: 'ENOSPC' });
}

test('what the library does itself makes no work: nothing is read, nothing taken for new', async () => {
  const { watching, keep, organising, index, folder, read, adopted } = await watchedParts();
  watching.start();
  const ids = [];
  for (let colour = 0; colour < 5; colour += 1) ids.push((await keep(colour)).id);
  await organising.trashing.moveToTrash({ ids });
  await organising.trashing.restore({ ids });
  // Noticed after all that.
  await writeFile(join(folder, '2026/11/new.png'), await draw({ colour: 80 }));
  await expect.poll(() => [...adopted], soon).toEqual(['2026/11/new.png']);
  expect([...read]).toEqual([join(folder, '2026/11/new.png')]);
  expect(await index.counts()).toMatchObject({ pictures: 5, missing: 0 });
});

test('a folder that is renamed with all its pictures needn’t be read', async () => {
  const { watching, keep, index, folder, read } = await watchedParts();
  for (let colour = 0; colour < 8; colour += 1) await keep(colour);
  watching.start();
  await rename(join(folder, '2026'), join(folder, 'elsewhere'));
  await expect
    .poll(async () => (await index.filesBetween('elsewhere/', 'elsewhere0', 100)).filter(({ file }) => file === 'here').length, soon)
    .toBe(8);
  expect([...read]).toEqual([]);
});

test('where the system can’t watch, everything is compared when the person comes back', async () => {
  const { watching, keep, index, folder, adopted } = await watchedParts({ watchedBy: exhausted });
  await keep(1);
  watching.start();
  await writeFile(join(folder, 'one.png'), await draw({ colour: 81 }));
  await expect
    .poll(() => {
      watching.lookAgain();
      return [...adopted];
    }, soon)
    .toContain('one.png');
  await rm(join(folder, '2026'), { recursive: true });
  await expect
    .poll(() => {
      watching.lookAgain();
      return index.counts();
    }, soon)
    .toMatchObject({ missing: 1 });
});

test('a disk that was taken away takes no picture with it', async () => {
  const { watching, keep, index, folder, adopted } = await watchedParts();
  await keep(1);
  watching.start();
  await writeFile(join(folder, 'first.png'), await draw({ colour: 82 }));
  await expect.poll(() => [...adopted], soon).toEqual(['first.png']);
  const aside = `${folder} aside`;
  onTestFinished(() => rm(aside, { recursive: true, force: true }));
  await mkdir(aside);
  await rename(join(folder, '2026'), join(aside, '2026'));
  await rename(join(folder, '.afterglow'), join(aside, '.afterglow'));
  await writeFile(join(folder, 'second.png'), await draw({ colour: 83 }));
  await expect.poll(() => [...adopted], soon).toContain('second.png');
  expect(await index.counts()).toMatchObject({ pictures: 1, missing: 0 });
  await rename(join(aside, '.afterglow'), join(folder, '.afterglow'));
  await rename(join(aside, '2026'), join(folder, '2026'));
});

test('nothing is noted while work on the whole library goes on, and everything afterwards', async () => {
  const { watching, keep, index, folder } = await watchedParts();
  await keep(1);
  watching.start();
  const { promise: working, resolve: finish } = Promise.withResolvers<undefined>();
  const held = watching.hold(() => working);
  await rm(join(folder, '2026'), { recursive: true });
  const noticed = Promise.withResolvers<undefined>();
  const own = watch(folder, () => noticed.resolve(undefined));
  await writeFile(join(folder, 'text.txt'), '');
  await noticed.promise;
  own.close();
  expect(await index.counts()).toMatchObject({ missing: 0 });
  finish(undefined);
  await held;
  await expect.poll(() => index.counts(), soon).toMatchObject({ missing: 1 });
});

test('a folder that may not be read is passed over, and the others aren’t', async () => {
  const { watching, folder, adopted } = await watchedParts();
  await mkdir(join(folder, 'closed'));
  await writeFile(join(folder, 'closed/one.png'), await draw({ colour: 84 }));
  await chmod(join(folder, 'closed'), 0);
  onTestFinished(() => chmod(join(folder, 'closed'), 0o700));
  await writeFile(join(folder, 'open.png'), await draw({ colour: 85 }));
  watching.start();
  // Root reads everything.
  const found = process.getuid?.() === 0 ? ['closed/one.png', 'open.png'] : ['open.png'];
  await expect.poll(() => [...adopted].sort(), soon).toEqual(found);
});

test('a flood of files is met by one comparison', async () => {
  const { watching, folder, adopted } = await watchedParts({ flood: 100 });
  watching.start();
  await mkdir(join(folder, 'many'));
  const bytes = await draw({ colour: 86 });
  const names = Array.from({ length: 300 }, (_, at) => `${at}.png`);
  await Promise.all(names.map((name) => writeFile(join(folder, 'many', name), Buffer.concat([bytes, Buffer.from(name)]))));
  await expect.poll(() => adopted.size, soon).toBe(300);
});

test('where the system watches a whole tree by itself, one watch is enough', async () => {
  const root = await temporaryFolder();
  await mkdir(join(root, '2026/11'), { recursive: true });
  await mkdir(join(root, '.afterglow'));
  const heard: Notice[] = [];
  let begun = 0;
  const counted = ((...given: Parameters<typeof watch>) => {
    begun += 1;
    return watch(...given);
  }) as typeof watch;
  const watches = new FolderWatches({ root, noticed: (notice) => heard.push(notice), watch: counted, platform: 'darwin' });
  onTestFinished(() => watches.close());
  for (const folder of ['', '2026', '2026/11']) watches.add(folder);
  expect(begun).toBe(1);
  await expect
    .poll(async () => {
      await writeFile(join(root, '.afterglow/hidden.png'), '');
      await writeFile(join(root, '2026/11/new.png'), String(heard.length));
      return heard.map(({ path }) => path);
    }, soon)
    .toContain('2026/11/new.png');
  expect(heard.some(({ path }) => path.includes('.afterglow'))).toBe(false);
  expect(watches.isBlind).toBe(false);
});
