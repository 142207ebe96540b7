import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, onTestFinished, test, vi } from 'vitest';

import { CurrentLibrary } from './current-library.ts';
import { Libraries } from './library-process/libraries.ts';
import { ScriptedProcess } from './library-process/test-scripted.ts';
import { Library } from './library/library.ts';
import { delivered, draw, originOf, temporaryFolder } from './library/test-library.ts';

function currentLibrary(needed: () => readonly string[] = () => []): { current: CurrentLibrary; opened: string[] } {
  const opened: string[] = [];
  const current = new CurrentLibrary((folder) => {
    opened.push(folder);
    return Library.open(folder, { mustExist: true });
  }, needed);
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

test('where the library is meant to be is known before it is open, and when it can’t be opened', async () => {
  const folder = path.join(await temporaryFolder(), 'gone');
  const { current } = currentLibrary();
  const opening = current.openIn(folder);
  expect(current.folder).toBe(folder);
  await expect(opening).rejects.toMatchObject({ code: 'library-unavailable' });
  expect(current.folder).toBe(folder);
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
  await expect(current.openIn(library)).rejects.toMatchObject({ code: 'library-unavailable' });
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

test('references that are still to be sent come along into another folder; the old one keeps them too', async () => {
  const [first, second] = [await temporaryFolder(), await temporaryFolder()];
  const needed: string[] = [];
  const { current } = currentLibrary(() => needed);
  await current.openIn(first);
  const old = await current.ready();
  for (const colour of [1, 2, 3]) needed.push((await old.inputs.add({ name: `${colour}.png`, bytes: await draw({ colour }) })).id);
  const left = (await old.inputs.add({ name: 'done with.png', bytes: await draw({ colour: 4 }) })).id;
  const before = await current.forJobs().inputs.describe(needed);
  await current.openIn(second);
  const { inputs } = current.forJobs();
  expect((await current.ready()).folder).toBe(second);
  expect(await inputs.describe([...needed, left])).toEqual(before);
  expect(await inputs.read(needed[2] ?? '')).toEqual(await old.inputs.read(needed[2] ?? ''));
});

test('what is asked for while the references are being brought along comes too', async () => {
  const [first, second] = [await temporaryFolder(), await temporaryFolder()];
  const ids: string[] = [];
  let asked = 0;
  const { current } = currentLibrary(() => ids.slice(0, ++asked));
  await current.openIn(first);
  for (const colour of [1, 2, 3, 4]) {
    ids.push((await (await current.ready()).inputs.add({ name: `${colour}.png`, bytes: await draw({ colour }) })).id);
  }
  await current.openIn(second);
  expect(await current.forJobs().inputs.describe(ids)).toHaveLength(4);
});

test('a folder that can’t take the references changes nothing', async () => {
  const [first, second] = [await temporaryFolder(), await temporaryFolder()];
  const needed: string[] = [];
  const { current } = currentLibrary(() => needed);
  await current.openIn(first);
  const { id } = await (await current.ready()).inputs.add({ name: 'a.png', bytes: await draw() });
  needed.push(id);
  // In place of the folder that the reference belongs into there is a file.
  await mkdir(path.join(second, '.afterglow', 'inputs'), { recursive: true });
  await writeFile(path.join(second, '.afterglow', 'inputs', id.slice(0, 2)), '');
  await expect(current.openIn(second)).rejects.toMatchObject({ code: 'library-unavailable' });
  expect((await current.ready()).folder).toBe(first);
  expect(await current.forJobs().inputs.describe([id])).toHaveLength(1);
  expect(await (await current.ready()).total()).toBe(0);
});

test('a reference that is gone or damaged doesn’t keep the person in the old folder', async () => {
  const [first, second] = [await temporaryFolder(), await temporaryFolder()];
  const needed: string[] = [];
  const { current } = currentLibrary(() => needed);
  await current.openIn(first);
  const { inputs } = await current.ready();
  for (const colour of [1, 2, 3]) needed.push((await inputs.add({ name: `${colour}.png`, bytes: await draw({ colour }) })).id);
  const [gone = '', damaged = '', sound = ''] = await Promise.all(needed.map(async (id) => (await inputs.pathOf(id))?.path ?? ''));
  await rm(gone);
  await writeFile(damaged, Buffer.alloc((await readFile(damaged)).byteLength));
  await current.openIn(second);
  expect((await current.forJobs().inputs.describe(needed)).map(({ name }) => name)).toEqual(['3.png']);
  expect(await readFile(sound)).toEqual(await draw({ colour: 3 }));
});

test('a picture that arrives during the change is asked for again rather than lost', async () => {
  const [first, second] = [await temporaryFolder(), await temporaryFolder()];
  const { current } = currentLibrary();
  await current.openIn(first);
  const { promise: rest, resolve: deliver } = Promise.withResolvers<Uint8Array>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<undefined>();
  const bytes = await draw();
  async function* body(): AsyncGenerator<Uint8Array> {
    begin(undefined);
    yield bytes.subarray(0, 20);
    yield await rest;
  }
  const { keep } = current.forJobs();
  const keeping = keep(body(), originOf());
  keeping.catch(() => undefined);
  await begun;
  await current.openIn(second);
  deliver(bytes.subarray(20));
  await expect(keeping).rejects.toMatchObject({ code: 'library-unavailable' });
  await keep(delivered(bytes), originOf());
  expect(await (await current.ready()).total()).toBe(1);
});

test('closing ends an opening that waits for a disk that never answers', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const silent = new ScriptedProcess();
  silent.onKill = () => silent.exit();
  const libraries = new Libraries({ start: () => silent, unexpected: () => undefined });
  const current = new CurrentLibrary((folder, signal) => libraries.open(folder, { mustExist: true }, signal));
  const opening = current.openIn('/far/away');
  const refused = expect(opening).rejects.toMatchObject({ code: 'library-unavailable' });
  await vi.advanceTimersByTimeAsync(0);
  const closing = current.close();
  await vi.advanceTimersByTimeAsync(4_900);
  expect(silent.kills).toBe(0);
  await vi.advanceTimersByTimeAsync(200);
  await Promise.all([closing, refused]);
  expect(silent.heard.map(({ what }) => what)).toEqual(['open', 'close']);
});
