import type { Dir } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { join } from 'node:path';

import { errorCode } from '../files/disk-failure.ts';

const pictureName = /\.(png|jpe?g|webp)$/i;
const maxFolders = 20_000;
const maxDepth = 16;
/** So many names are taken at once: a folder of a hundred thousand mustn't hold up the process. */
const namesAtOnce = 500;

/** Some of the picture files of one folder; folders with more of them come several times, those without any once. */
export interface PictureFolder {
  /** Relative to the library, `/` between parts; empty for the library itself. */
  readonly folder: string;
  /** Relative to the library. */
  readonly files: readonly string[];
}

interface Walk {
  /** Where to begin, relative to the root. */
  readonly from?: string;
  /** Called for each folder before its names are read. */
  readonly entering?: (folder: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Whether a name is one that a picture of the person's own can have. */
function isPictureName(name: string): boolean {
  return pictureName.test(name);
}

/** Whether a path leads to something that isn't the person's own: the library's hidden folder, other programs' ones. */
export function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.'));
}

/** Walks through the folders of a library. Links are not followed, hidden folders and those that can't be read passed over. */
export async function* pictureFolders(root: string, { from = '', entering, signal }: Walk = {}): AsyncGenerator<PictureFolder> {
  const folders = [from];
  for (const [walked, folder] of folders.entries()) {
    if (walked >= maxFolders) return;
    entering?.(folder);
    for await (const { files, inside } of namesOf(join(root, ...folder.split('/')))) {
      signal?.throwIfAborted();
      const below = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
      folders.push(...inside.map(below).filter((path) => path.split('/').length <= maxDepth));
      yield { folder, files: files.map(below) };
    }
  }
}

interface Names {
  readonly files: string[];
  readonly inside: string[];
}

async function* namesOf(folder: string): AsyncGenerator<Names> {
  const opened = await openOrNull(folder);
  if (!opened) return;
  let names: Names = { files: [], inside: [] };
  for await (const entry of opened) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) names.inside.push(entry.name);
    else if (entry.isFile() && isPictureName(entry.name)) names.files.push(entry.name);
    if (names.files.length + names.inside.length < namesAtOnce) continue;
    yield names;
    names = { files: [], inside: [] };
  }
  yield names;
}

async function openOrNull(folder: string): Promise<Dir | null> {
  try {
    return await opendir(folder, { bufferSize: 256 });
  } catch (error) {
    // Removed meanwhile, or not ours to read: the others are looked through all the same.
    if (['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG'].includes(errorCode(error))) return null;
    throw error;
  }
}
