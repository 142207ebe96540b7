import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { errorCode, onDisk } from '../files/disk-failure.ts';
import { holds } from '../files/file-content.ts';
import type { Layout } from './layout.ts';
import type { PictureIndex } from './picture-index.ts';

const pictureName = /\.(png|jpe?g|webp)$/i;
const maxFolders = 20_000;
const maxDepth = 16;
/** How long a look through the folders answers for the next picture too, so that a moved folder is walked once. */
const freshMs = 2000;

/** Finds pictures that were renamed or moved within the library, by their content. Links are not followed. */
export class LostFiles {
  readonly #layout: Layout;
  readonly #index: PictureIndex;
  #walk: { readonly at: number; readonly strangers: Promise<string[]> } | null = null;

  constructor(layout: Layout, index: PictureIndex) {
    this.#layout = layout;
    this.#index = index;
  }

  /** Where in the library (relative) a file with this content is, or null. */
  async find(id: string, bytes: number): Promise<string | null> {
    const strangers = await this.#strangers();
    // A file that was only moved still has the digits in its name: read those first.
    const likely = strangers.filter((path) => path.includes(id.slice(0, 6)));
    for (const path of [...likely, ...strangers.filter((path) => !likely.includes(path))]) {
      if (await onDisk(() => holds(this.#layout.absolute(path), id, bytes))) return path;
    }
    return null;
  }

  /** The picture files that no picture of the index is known to be. */
  #strangers(): Promise<string[]> {
    const now = performance.now();
    if (!this.#walk || now - this.#walk.at > freshMs) this.#walk = { at: now, strangers: this.#look() };
    return this.#walk.strangers;
  }

  async #look(): Promise<string[]> {
    const strangers: string[] = [];
    const folders = [''];
    for (const [walked, folder] of folders.entries()) {
      if (walked >= maxFolders) break;
      const entries = await entriesOf(join(this.#layout.folder, folder));
      const named = entries
        .filter(({ name }) => !name.startsWith('.'))
        .map((entry) => ({ entry, path: folder === '' ? entry.name : `${folder}/${entry.name}` }));
      folders.push(...named.filter(({ entry, path }) => entry.isDirectory() && path.split('/').length <= maxDepth).map(({ path }) => path));
      const files = named.filter(({ entry }) => entry.isFile() && pictureName.test(entry.name)).map(({ path }) => path);
      strangers.push(...(await this.#index.unknownAmong(files)));
    }
    return strangers;
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    // Removed meanwhile, or not ours to read: the others are looked through all the same.
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(errorCode(error))) return [];
    throw error;
  }
}
