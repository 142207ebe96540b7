import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';

import { errorCode } from '../../files/disk-failure.ts';

/** Anything that is in a folder, whoever put it there. */
export interface Thing {
  readonly what: 'folder' | 'file' | 'link';
  /** Relative to the folder, `/` between parts. */
  readonly path: string;
  readonly bytes: number;
  readonly changedAt: number;
}

/** Everything in a folder and below: hidden things too, links as links, each folder before what is in it. Sockets and the like are left out. */
export async function* everythingIn(root: string, signal?: AbortSignal): AsyncGenerator<Thing> {
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const name of await namesOf(join(root, ...folder.split('/')))) {
      signal?.throwIfAborted();
      const thing = await thingAt(root, folder === '' ? name : `${folder}/${name}`);
      if (!thing) continue;
      yield thing;
      if (thing.what === 'folder') folders.push(thing.path);
    }
  }
}

/** What is at a path; null when there is nothing, or nothing that can be copied. */
export async function thingAt(root: string, path: string): Promise<Thing | null> {
  try {
    const stats = await lstat(join(root, ...path.split('/')));
    const what = stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : stats.isSymbolicLink() ? 'link' : null;
    return what && { what, path, bytes: stats.size, changedAt: stats.mtimeMs };
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return null;
    throw error;
  }
}

/** All at once: what is read may be deleted meanwhile, and then a reader of single names passes some over. */
async function namesOf(folder: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const { name } of await opendir(folder, { bufferSize: 256 })) names.push(name);
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR'].includes(errorCode(error))) throw error;
  }
  return names;
}
