import { mkdir, open, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';

import * as v from 'valibot';

import { Failure } from '../../shared/failure.ts';
import { errorCode } from './disk-failure.ts';

/** A path below a folder, `/` between its parts, that can't lead out of it: what records and the index may name. */
export const PathInside = v.pipe(v.string(), v.maxLength(1024), v.check(staysInside, 'The path leads out of its folder.'));

function staysInside(path: string): boolean {
  // Backslash and colon are separators on Windows only, but libraries travel.
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..') && !/[\\:\0]/.test(path);
}

/** Whether a path, all links followed, is below the folder. */
export async function isInside(folder: string, path: string): Promise<boolean> {
  const way = relative(await realpath(folder), await realpath(path));
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Makes the folders of a path below `root`, which must exist, and sees to it that they survive a power cut. */
export async function makeFolders(root: string, path: string): Promise<string> {
  let folder = root;
  for (const part of path.split('/')) {
    folder = join(folder, part);
    if (await makeFolder(folder)) await syncFolder(dirname(folder));
  }
  // A link that was put in place of a folder would have us write anywhere.
  if (!(await isInside(root, folder))) throw new Failure('library-unavailable', `${path} leads out of the library.`);
  return folder;
}

async function makeFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Makes a folder's new and removed names durable. Windows has no such call and doesn't need it. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Network file systems that can't sync a folder say so in one of these ways.
    if (!['EINVAL', 'ENOTSUP', 'EISDIR'].includes(errorCode(error))) throw error;
  } finally {
    await handle.close();
  }
}
