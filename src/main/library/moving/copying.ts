import { createHash } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { lstat, mkdir, open, readlink, rename, rm, rmdir, symlink, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { Failure } from '../../../shared/failure.ts';
import { errorCode, onDisk } from '../../files/disk-failure.ts';
import { hashOf } from '../../files/file-content.ts';
import { syncFolder } from '../../files/folder.ts';
import { ensureRoom, freeBytesOf, minFreeBytes, type FreeBytes } from '../../files/free-space.ts';
import type { Progress } from '../tasks.ts';
import { everythingIn, thingAt, type Thing } from './everything.ts';
import { arriving, arrivingFolder, isDisposable } from './places-of-a-move.ts';

const copiedAtOnce = 4;

export interface CopyParts {
  readonly from: string;
  readonly to: string;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
  readonly freeBytes?: FreeBytes;
  /** Called after each thing that was copied; a test stops there. */
  readonly onCopied?: () => unknown;
}

/**
 * Copies a library into an empty folder: every file synced, and read again from there. It isn't a library until its hidden
 * folder gets its name. Nothing is changed where it is copied from; when it fails, what was copied is deleted again.
 */
export async function copyLibrary(parts: CopyParts): Promise<void> {
  try {
    await onDisk(() => copyAll(parts));
  } catch (error) {
    await discardCopy(parts.from, parts.to);
    throw error;
  }
}

async function copyAll({ from, to, progress, signal, freeBytes = freeBytesOf, onCopied }: CopyParts): Promise<void> {
  let [count, bytes] = [0, 0];
  for await (const thing of copied(from, signal)) [count, bytes] = [count + 1, bytes + thing.bytes];
  progress.total(count);
  await mkdir(to, { recursive: true });
  await ensureRoom(to, bytes + minFreeBytes, freeBytes);
  await mkdir(join(to, arrivingFolder));
  const folders = [to];
  const copies = new Copies();
  let done = 0;
  try {
    for await (const thing of copied(from, signal)) {
      const target = join(to, ...arriving(thing.path).split('/'));
      if (thing.what !== 'folder') await copies.add(() => copyOne(join(from, ...thing.path.split('/')), target, thing, signal));
      else {
        await mkdir(target, { recursive: true });
        folders.push(target);
      }
      progress.done((done += 1));
      await onCopied?.();
    }
  } finally {
    await copies.ended();
  }
  for (const folder of folders) await syncFolder(folder);
}

/** So many at once; what goes wrong with one comes out at the next one, or at the end. */
class Copies {
  readonly #underway = new Set<Promise<void>>();
  #failed: { readonly error: unknown } | null = null;

  async add(copy: () => Promise<void>): Promise<void> {
    this.#throw();
    const underway: Promise<void> = copy()
      .catch((error: unknown) => void (this.#failed ??= { error }))
      .finally(() => this.#underway.delete(underway));
    this.#underway.add(underway);
    if (this.#underway.size >= copiedAtOnce) await Promise.race(this.#underway);
  }

  async ended(): Promise<void> {
    await Promise.all(this.#underway);
    this.#throw();
  }

  #throw(): void {
    if (this.#failed) throw this.#failed.error;
  }
}

async function* copied(from: string, signal?: AbortSignal): AsyncGenerator<Thing> {
  for await (const thing of everythingIn(from, signal)) if (!isDisposable(thing.path)) yield thing;
}

async function copyOne(source: string, target: string, { what, path }: Thing, signal?: AbortSignal): Promise<void> {
  if (what === 'link') return copyLink(source, target);
  // Under a name of its own until it is whole: a file that has its name is a copy that can be relied upon.
  const part = `${target}.afterglow-part`;
  const copy = await pour(source, part, signal);
  if (copy === 'gone') return;
  if ((await hashOf(part, signal)) !== copy.sha256) throw new Failure('library-unavailable', `${path} could not be copied whole.`);
  await utimes(part, copy.stats.atime, copy.stats.mtime);
  await rename(part, target);
}

async function pour(source: string, part: string, signal?: AbortSignal): Promise<{ sha256: string; stats: Stats } | 'gone'> {
  const hash = createHash('sha256');
  try {
    const stats = await lstat(source);
    const file = await open(part, 'wx', stats.mode & 0o777);
    try {
      for await (const chunk of createReadStream(source, { signal, highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
        hash.update(chunk);
        await file.writeFile(chunk);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    return { sha256: hash.digest('hex'), stats };
  } catch (error) {
    const isGone = errorCode(error) === 'ENOENT' && (await thingAt(dirname(source), source.slice(dirname(source).length + 1))) === null;
    // Another program has deleted it meanwhile.
    if (!isGone) throw error;
    await rm(part, { force: true });
    return 'gone';
  }
}

/** As it is, not what it leads to. Where links can't be made, it stays behind in the old folder. */
async function copyLink(source: string, target: string): Promise<void> {
  try {
    await symlink(await readlink(source), target);
  } catch (error) {
    if (!['ENOENT', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL'].includes(errorCode(error))) throw error;
  }
}

/** Deletes a copy that isn't to count: only what the library that was copied still has, and what was not yet whole. */
export async function discardCopy(from: string, to: string): Promise<void> {
  await rm(join(to, arrivingFolder), { recursive: true, force: true });
  const folders: string[] = [];
  for await (const thing of everythingIn(to)) {
    const path = join(to, ...thing.path.split('/'));
    if (thing.what === 'folder') folders.push(path);
    else if (thing.path.endsWith('.afterglow-part') || isSame(thing, await thingAt(from, thing.path))) await rm(path, { force: true });
  }
  await removeEmpty(folders);
}

/** Whether a thing is what another one is, as far as size and time tell. Some disks keep time in steps of two seconds. */
export function isSame(thing: Thing, other: Thing | null): boolean {
  if (other?.what !== thing.what) return false;
  return thing.what === 'link' || (thing.bytes === other.bytes && Math.abs(thing.changedAt - other.changedAt) <= 2_000);
}

/** Deletes folders that have nothing in them any more, the innermost first. */
export async function removeEmpty(folders: readonly string[]): Promise<void> {
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) {
    await rmdir(folder).catch((error: unknown) => {
      if (!['ENOTEMPTY', 'EEXIST', 'ENOENT', 'EBUSY', 'EPERM', 'EACCES'].includes(errorCode(error))) throw error;
    });
  }
}
