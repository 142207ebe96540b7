import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { Failure } from '../../shared/failure.ts';
import { delivered, temporaryFolder } from '../library/test-library.ts';
import { asDiskFailure } from './disk-failure.ts';
import { moveIfFree, Staging } from './durable-file.ts';
import { sha256Of } from './file-content.ts';
import { ensureRoom, freeBytesOf } from './free-space.ts';

const bytes = Buffer.from('the delivered bytes, in several pieces');

describe('receiving a file', () => {
  test('writes the body, counts it and hashes it', async () => {
    const staging = new Staging(await temporaryFolder());
    const staged = await staging.receive(delivered(bytes, 7), { maxBytes: 1000 });
    expect(staged).toMatchObject({ sha256: sha256Of(bytes), bytes: bytes.byteLength });
    expect(await readFile(staged.path)).toEqual(bytes);
    expect((await stat(staged.path)).mode & 0o777).toBe(0o600);
  });

  test('stops at the cap and leaves nothing', async () => {
    const staging = new Staging(await temporaryFolder());
    await expect(staging.receive(delivered(bytes, 7), { maxBytes: 20 })).rejects.toMatchObject({ code: 'bad-picture' });
    expect(await readdir(staging.folder)).toEqual([]);
  });

  test('hands on what broke the body, and leaves nothing', async () => {
    const staging = new Staging(await temporaryFolder());
    const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Failure('timed-out', 'too slow')) });
    await expect(staging.receive(broken, { maxBytes: 1000 })).rejects.toMatchObject({ code: 'timed-out' });
    expect(await readdir(staging.folder)).toEqual([]);
  });

  test('stops when it is called off, and leaves nothing', async () => {
    const staging = new Staging(await temporaryFolder());
    const signal = AbortSignal.abort();
    await expect(staging.receive(delivered(bytes), { maxBytes: 1000, signal })).rejects.toThrow('aborted');
    expect(await readdir(staging.folder)).toEqual([]);
  });

  test('says that the library is unavailable when its folder is gone', async () => {
    const staging = new Staging(join(await temporaryFolder(), 'gone'));
    await expect(staging.write(bytes)).rejects.toMatchObject({ code: 'library-unavailable' });
  });

  test('says that the disk is full when the system does', () => {
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    expect(asDiskFailure(full)).toMatchObject({ code: 'disk-full' });
    expect(asDiskFailure(Object.assign(new Error(), { code: 'SQLITE_IOERR_WRITE' }))).toMatchObject({ code: 'library-unavailable' });
    const bug = new TypeError('x is undefined');
    expect(asDiskFailure(bug)).toBe(bug);
  });
});

describe('the sweep', () => {
  test('removes what a crash left behind, and only what is ours', async () => {
    const staging = new Staging(await temporaryFolder());
    await staging.write(bytes);
    await writeFile(join(staging.folder, 'afterglow-holiday.part'), 'mine');
    await writeFile(join(staging.folder, 'notes.txt'), 'mine');
    expect(await staging.sweep()).toBe(1);
    expect((await readdir(staging.folder)).sort()).toEqual(['afterglow-holiday.part', 'notes.txt']);
  });

  test('spares what a process that still lives is writing', async () => {
    const folder = await temporaryFolder();
    const living = await new Staging(folder, '0123abcd').write(bytes);
    const dead = new Staging(folder);
    await dead.write(bytes);
    expect(await new Staging(folder).sweep('0123abcd')).toBe(1);
    expect(await readFile(living.path)).toEqual(bytes);
  });
});

describe('giving a file its name', () => {
  test('never overwrites another one', async () => {
    const staging = new Staging(await temporaryFolder());
    const taken = join(staging.folder, 'taken.png');
    await writeFile(taken, 'mine');
    const staged = await staging.write(bytes);
    expect(await moveIfFree(staged.path, taken)).toBe(false);
    expect(await readFile(taken, 'utf8')).toBe('mine');
    expect(await moveIfFree(staged.path, join(staging.folder, 'free.png'))).toBe(true);
    expect((await readdir(staging.folder)).sort()).toEqual(['free.png', 'taken.png']);
  });
});

describe('free space', () => {
  test('is asked of the disk, and refused by name when it is too little', async () => {
    const folder = await temporaryFolder();
    expect(await freeBytesOf(folder)).toBeGreaterThan(0);
    await expect(ensureRoom(folder, 10, () => Promise.resolve(9))).rejects.toMatchObject({ code: 'disk-full' });
    await expect(ensureRoom(folder, 10, () => Promise.resolve(10))).resolves.toBeUndefined();
  });
});
