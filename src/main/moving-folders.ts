import { existsSync } from 'node:fs';
import { copyFile, lstat, readdir, realpath, rename } from 'node:fs/promises';
import path from 'node:path';

import { Failure } from '../shared/failure.ts';
import { errorCode } from './files/disk-failure.ts';
import { exists } from './files/durable-file.ts';
import { syncFolder } from './files/folder.ts';
import { hiddenFolder, Layout } from './library/layout.ts';
import { arrivingFolder, leavingFolder } from './library/moving/places-of-a-move.ts';

/** A library on its way from one folder to another. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** Throws `invalid` for a folder that the library can't be moved to. Answers whether it is there already. */
export async function ensureFree({ from, to }: Move): Promise<boolean> {
  const way = path.relative(await realpath(from), await reached(to));
  if (way === '') throw new Failure('invalid', 'The library is in this folder already.');
  if (way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way)) {
    throw new Failure('invalid', 'This folder is inside the library. Choose one beside it.');
  }
  const names = await readdir(to).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw new Failure('invalid', "This folder can't be used.", { cause: error });
  });
  if (names !== null && names.length > 0) throw new Failure('invalid', 'This folder isn’t empty. Choose an empty one, or make a new one.');
  return names !== null;
}

/** A path with its links followed, as far as it exists. */
async function reached(to: string): Promise<string> {
  try {
    return await realpath(to);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || path.dirname(to) === to) throw error;
    return path.join(await reached(path.dirname(to)), path.basename(to));
  }
}

export async function isSameDisk({ from, to }: Move): Promise<boolean> {
  const target = (await exists(to)) ? to : path.dirname(to);
  return (await lstat(from)).dev === (await lstat(await realpath(target))).dev;
}

/** From here on the new folder is a library, and the one that counts. Its index is copied now that it is closed. */
export async function arrive({ from, to }: Move): Promise<void> {
  const index = path.relative(path.join(from, hiddenFolder), new Layout(from).index);
  // It can be made anew; it takes time, that is all.
  await copyFile(new Layout(from).index, path.join(to, arrivingFolder, index)).catch(() => undefined);
  await rename(path.join(to, arrivingFolder), path.join(to, hiddenFolder));
  await syncFolder(to);
}

/** From here on the old folder isn't a library any more. */
export async function leave({ from }: Move): Promise<void> {
  if (!isLibrary(from)) return;
  await rename(path.join(from, hiddenFolder), path.join(from, leavingFolder));
  await syncFolder(from);
}

/** The new folder couldn't be opened: the old one is the library again. */
export async function takeBack({ from, to }: Move): Promise<void> {
  if (!isLibrary(from) && existsSync(path.join(from, leavingFolder))) {
    await rename(path.join(from, leavingFolder), path.join(from, hiddenFolder));
  }
  if (isLibrary(to)) await rename(path.join(to, hiddenFolder), path.join(to, arrivingFolder));
}

export function isLibrary(folder: string): boolean {
  return existsSync(path.join(folder, hiddenFolder));
}
