import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { describe, expect, onTestFinished, test, vi } from 'vitest';

import type { LibraryTask } from '../shared/library.ts';
import { delivered, draw, originOf, temporaryFolder } from './library/test-library.ts';
import { contentsOf, machineIn, type Machine } from './test-moving.ts';

vi.setConfig({ testTimeout: 60_000 });

const script = path.join(import.meta.dirname, 'test-moving-process.ts');

interface Home {
  readonly home: string;
  readonly from: string;
  readonly to: string;
  readonly ids: string[];
  readonly files: string[];
}

/** A library with pictures, a favourite, a reference, one in the trash, and a file of the person's own. */
async function home(): Promise<Home> {
  const folder = await temporaryFolder();
  const [from, to] = [path.join(folder, 'old place'), path.join(folder, 'new place')];
  await mkdir(from);
  await writeFile(path.join(folder, 'settings.json'), JSON.stringify({ libraryFolder: from }));
  const { current } = machineIn(folder, { isSameDisk: true });
  await current.openIn(from);
  const library = await current.ready();
  const ids: string[] = [];
  for (const colour of [1, 2, 3]) {
    ids.push((await library.keep(delivered(await draw({ colour })), originOf({ jobId: `job ${colour}`, prompt: `fox ${colour}` }))).id);
  }
  await library.change({ of: { ids: ids.slice(0, 1) }, change: { favourite: true } });
  await library.moveToTrash({ ids: ids.slice(2) });
  await library.inputs.add({ name: 'reference.png', bytes: await draw({ colour: 9 }) });
  await writeFile(path.join(from, 'notes.txt'), 'of my own');
  await current.close();
  return { home: folder, from, to, ids, files: contentsOf(from) };
}

function machine(at: Home, options: Parameters<typeof machineIn>[1]): Machine {
  const made = machineIn(at.home, options);
  onTestFinished(() => made.current.close());
  return made;
}

/** Everything is in that folder, which is the one that counts, and nothing is in the other one. */
async function expectWhole(at: Home, now: Machine, where: 'from' | 'to'): Promise<void> {
  const [here, there] = where === 'to' ? [at.to, at.from] : [at.from, at.to];
  expect(now.current.folder).toBe(here);
  expect(now.shelf.get('libraryFolder')).toBe(here);
  expect(now.shelf.get('remembered.move') ?? null).toBeNull();
  expect(contentsOf(here)).toEqual(at.files);
  expect(contentsOf(there)).toEqual([]);
  const library = await now.current.ready();
  expect(await library.summary()).toMatchObject({ pictures: 2, trashed: 1, missing: 0, damaged: 0 });
  const row = await library.rowOf(at.ids[0] ?? '');
  const { generation } = await library.outline();
  expect(await library.factsOf({ generation, rows: Int32Array.of(row ?? -1) })).toMatchObject([{ id: at.ids[0], favourite: true }]);
  expect(await library.fileOf('picture', at.ids[1] ?? '')).not.toBeNull();
}

describe.each([
  { disk: 'the same disk', isSameDisk: true },
  { disk: 'another disk', isSameDisk: false },
])('moving a library to $disk', ({ isSameDisk }) => {
  test('takes everything along, and leaves nothing behind', async () => {
    const at = await home();
    const now = machine(at, { isSameDisk });
    await now.start();
    const told: LibraryTask[] = [];
    now.moving.onTask((task) => told.push(task));
    await now.moving.move(at.to, 'task');
    await expectWhole(at, now, 'to');
    expect(told.at(-1)).toMatchObject({ id: 'task', what: 'move', state: 'done' });
    expect(now.unexpected).toEqual([]);
    await (await now.current.ready()).restore({ ids: at.ids.slice(2) });
    expect(await (await now.current.ready()).total()).toBe(3);
  });

  test('into an empty folder that is there already', async () => {
    const at = await home();
    const now = machine(at, { isSameDisk });
    await mkdir(at.to);
    await now.start();
    await now.moving.move(at.to, 'task');
    await expectWhole(at, now, 'to');
  });

  test('called off before it begins, it leaves everything as it was', async () => {
    const at = await home();
    const now = machine(at, { isSameDisk });
    await now.start();
    await expect(now.moving.move(at.to, 'task', AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    await expectWhole(at, now, 'from');
    await expect(stat(at.to)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('a folder that isn’t empty, is inside the library, or is the library itself is refused', async () => {
    const at = await home();
    const now = machine(at, { isSameDisk });
    await now.start();
    await mkdir(at.to);
    await writeFile(path.join(at.to, 'mine.txt'), 'mine');
    await symlink(at.from, path.join(at.home, 'another way'));
    for (const to of [
      at.to,
      at.from,
      path.join(at.from, 'inside'),
      path.join(at.home, 'another way', 'inside'),
      path.join(at.to, 'mine.txt'),
    ]) {
      await expect(now.moving.move(to, 'task')).rejects.toMatchObject({ code: 'invalid' });
    }
    expect(contentsOf(at.to)).toEqual(['mine.txt']);
    await rm(at.to, { recursive: true });
    await expectWhole(at, now, 'from');
  });
});

describe('a move to another disk', () => {
  test('called off half-way, removes the half copy', async () => {
    const at = await home();
    const calledOff = new AbortController();
    let left = 8;
    const onStep = (): void => {
      if ((left -= 1) === 0) calledOff.abort();
    };
    const now = machine(at, { isSameDisk: false, library: { onStep } });
    await now.start();
    await expect(now.moving.move(at.to, 'task', calledOff.signal)).rejects.toMatchObject({ code: 'cancelled' });
    await expectWhole(at, now, 'from');
    // It can be changed again.
    await (await now.current.ready()).restore({ ids: at.ids.slice(2) });
    await expect(stat(at.to)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('lets the pictures be looked at, and what would be saved wait', async () => {
    const at = await home();
    const { promise: copying, resolve: begun } = Promise.withResolvers<undefined>();
    const { promise: goOn, resolve: mayGoOn } = Promise.withResolvers<undefined>();
    const onStep = (step: string): Promise<undefined> | undefined => {
      if (step !== 'file-copied') return undefined;
      begun(undefined);
      return goOn;
    };
    const now = machine(at, { isSameDisk: false, library: { onStep } });
    await now.start();
    const moving = now.moving.move(at.to, 'task');
    await copying;
    const { keep, inputs } = now.current.forJobs();
    const body = await draw({ colour: 50 });
    await expect(keep(delivered(body), originOf())).rejects.toMatchObject({ code: 'library-unavailable' });
    const library = await now.current.ready();
    await expect(library.inputs.add({ name: 'new.png', bytes: await draw({ colour: 51 }) })).rejects.toMatchObject({
      code: 'library-unavailable',
    });
    expect(await library.fileOf('picture', at.ids[0] ?? '')).not.toBeNull();
    mayGoOn(undefined);
    await moving;
    await expectWhole(at, now, 'to');
    await keep(delivered(body), originOf());
    expect(await inputs.describe([])).toEqual([]);
    expect(await (await now.current.ready()).total()).toBe(3);
  });

  test('keeps in the old folder what came into it meanwhile', async () => {
    const at = await home();
    const onStep = async (step: string): Promise<void> => {
      if (step === 'copied') await writeFile(path.join(at.from, 'late.txt'), 'just in time');
    };
    const now = machine(at, { isSameDisk: false, onStep });
    await now.start();
    await now.moving.move(at.to, 'task');
    expect(contentsOf(at.from)).toEqual(['late.txt']);
    expect(contentsOf(at.to)).toEqual(at.files);
  });

  test('copies links as links, and reads nothing through them', async () => {
    const at = await home();
    const outside = await temporaryFolder();
    await writeFile(path.join(outside, 'secret.txt'), 'secret');
    await symlink(outside, path.join(at.from, 'album'));
    const now = machine(at, { isSameDisk: false });
    await now.start();
    await now.moving.move(at.to, 'task');
    expect(contentsOf(at.to)).toEqual([...at.files, 'album'].sort());
    expect(contentsOf(at.from)).toEqual([]);
    expect(await readFile(path.join(outside, 'secret.txt'), 'utf8')).toBe('secret');
  });

  test('is one, whatever seemed, when the system says so only as the folder is renamed', async () => {
    const at = await home();
    // On Linux this is a disk of its own; elsewhere the folder is simply renamed.
    const other = await mkdtemp(path.join(process.platform === 'linux' ? '/dev/shm' : tmpdir(), 'afterglow-move-'));
    onTestFinished(() => rm(other, { recursive: true, force: true }));
    const there = { ...at, to: path.join(other, 'library') };
    const now = machine(there, { isSameDisk: true });
    await now.start();
    await now.moving.move(there.to, 'task');
    await expectWhole(there, now, 'to');
  });
});

describe('a process that is killed while it moves the library', () => {
  test.each([
    ['another', 'file-copied', 'from'],
    ['another', 'copied', 'from'],
    ['another', 'counts', 'to'],
    ['another', 'left', 'to'],
    ['another', 'chosen', 'to'],
    ['another', 'opened', 'to'],
    ['same', 'renamed', 'to'],
    ['same', 'chosen', 'to'],
  ] as const)('to %s disk, after %s, has it whole at the next start: in the folder %s', async (disk, step, where) => {
    const at = await home();
    const child = spawn(process.execPath, [script, at.home, at.to, disk, step], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    const [said] = (await Promise.race([once(child.stdout, 'data'), exited])) as unknown[];
    expect(String(said)).toBe(step);
    child.kill('SIGKILL');
    await exited;
    const now = machine(at, { isSameDisk: disk === 'same' });
    await now.start();
    await expectWhole(at, now, where);
    expect(now.unexpected).toEqual([]);
  });
});
