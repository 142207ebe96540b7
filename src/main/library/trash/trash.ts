import { lstat, rename } from 'node:fs/promises';
import { extname, join } from 'node:path';

import { errorCode } from '../../files/disk-failure.ts';
import { nameIfFree, removeFile, type Staging } from '../../files/durable-file.ts';
import { holds } from '../../files/file-content.ts';
import { makeFolders, syncFolder } from '../../files/folder.ts';
import type { Layout } from '../layout.ts';
import type { OnStep } from '../on-step.ts';
import { withEach } from '../with-each.ts';
import { pathInTrash, TrashFolders } from './trash-folders.ts';
import type { TrashEntry } from './trash-note.ts';

/** So many files are moved at once. */
const movesAtOnce = 16;

/** A picture on its way into the trash. */
export interface Leaving {
  readonly id: string;
  readonly path: string;
  /** It has no file that could be moved. */
  readonly missing: boolean;
}

/** A picture on its way out of the trash. */
export interface Returning {
  readonly id: string;
  /** Where it is now, relative to the library. */
  readonly path: string;
  /** Where it belongs when the note can't be read. */
  readonly home: string;
  readonly bytes: number;
}

/**
 * The trash of a library: files under their own names, and beside them a note of where they belong, which is written
 * before they are moved. A file in the trash always has a note, and a note without its file means that it wasn't moved.
 */
export class Trash {
  readonly folders: TrashFolders;
  readonly #layout: Layout;
  readonly #onStep: OnStep;

  constructor(layout: Layout, staging: Staging, onStep: OnStep) {
    this.folders = new TrashFolders(layout, staging);
    this.#layout = layout;
    this.#onStep = onStep;
  }

  /**
   * Puts some pictures there, all or none of which are noted, and tells of each where it is. The folders that they come
   * from are for the caller to sync: until then a power cut may leave some where they were.
   */
  async put(pictures: readonly Leaving[], trashedAt: number, isThere: (id: string, path: string, missing: boolean) => void): Promise<void> {
    const entries = namedApart(pictures, trashedAt);
    const name = await this.folders.make(entries);
    await this.#onStep('trash-noted');
    const gone = new Set<string>();
    await withEach(entries, movesAtOnce, async ({ id, path, file, missing }) => {
      const to = pathInTrash(name, file);
      if (!missing && !(await this.#moved(path, to))) gone.add(id);
      isThere(id, to, missing || gone.has(id));
      await this.#onStep('trash-moved');
    });
    if (gone.size > 0)
      await this.folders.write(
        name,
        entries.map((entry) => ({ ...entry, missing: entry.missing || gone.has(entry.id) })),
      );
  }

  /**
   * Puts pictures of one folder back where they were, or beside it where that name is taken, and tells of each where it
   * is now; null for one whose file is nowhere. A file has its place before it leaves the trash.
   */
  async restore(name: string, pictures: readonly Returning[], isBack: (id: string, path: string | null) => void): Promise<void> {
    const entries = await this.folders.entries(name);
    const homes = new Map(entries.map(({ id, path }) => [id, path]));
    const missing = new Set(entries.filter((entry) => entry.missing).map(({ id }) => id));
    const targets = pictures.map((picture) => ({ ...picture, home: homes.get(picture.id) ?? picture.home }));
    const touched = await this.#makeHomes(targets);
    const places = new Map<string, string | null>();
    await withEach(targets, movesAtOnce, async (picture) => {
      places.set(picture.id, missing.has(picture.id) ? null : await this.#nameAtHome(picture));
    });
    for (const folder of touched) await syncFolder(folder);
    await this.#onStep('restore-named');
    await withEach(targets, movesAtOnce, async ({ id, path }) => {
      if (!missing.has(id)) await removeFile(this.#layout.absolute(path));
      await this.#onStep('restore-moved');
    });
    await this.#drop(name, entries, pictures);
    for (const { id } of targets) isBack(id, places.get(id) ?? null);
  }

  /** Notes that pictures of a folder are to be deleted for good. */
  async noteDeleting(name: string, ids: ReadonlySet<string>): Promise<void> {
    const entries = await this.folders.entries(name);
    await this.folders.write(
      name,
      entries.map((entry) => (ids.has(entry.id) ? { ...entry, deleting: true } : entry)),
    );
  }

  /** Deletes files of one folder, and then forgets where they belonged. */
  async remove(name: string, pictures: readonly { readonly id: string; readonly path: string }[]): Promise<void> {
    await withEach(pictures, movesAtOnce, ({ path }) => removeFile(this.#layout.absolute(path)));
    await this.#drop(name, await this.folders.entries(name), pictures);
  }

  /** Whether a file has its place outside again already, and a kill left the name that it had here. */
  async isRestored(name: string, { file, path }: TrashEntry): Promise<boolean> {
    const here = await lstat(join(this.folders.path(name), file));
    if (here.nlink === 1) return false;
    for (let copy = 1; ; copy += 1) {
      const there = await lstat(this.#layout.absolute(numbered(path, copy))).catch(() => null);
      if (!there) return false;
      if (there.ino === here.ino && there.dev === here.dev) return true;
    }
  }

  async #drop(name: string, entries: readonly TrashEntry[], pictures: readonly { readonly id: string }[]): Promise<void> {
    const ids = new Set(pictures.map(({ id }) => id));
    await this.folders.write(
      name,
      entries.filter(({ id }) => !ids.has(id)),
    );
  }

  async #moved(path: string, to: string): Promise<boolean> {
    try {
      await rename(this.#layout.absolute(path), this.#layout.absolute(to));
      return true;
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return false;
      throw error;
    }
  }

  async #makeHomes(targets: readonly { readonly home: string }[]): Promise<string[]> {
    const homes = new Set(targets.map(({ home }) => home.slice(0, Math.max(0, home.lastIndexOf('/')))));
    const made: string[] = [];
    for (const home of homes) made.push(home === '' ? this.#layout.folder : await makeFolders(this.#layout.folder, home));
    return made;
  }

  async #nameAtHome({ id, path, home, bytes }: Returning): Promise<string | null> {
    for (let copy = 1; ; copy += 1) {
      const candidate = numbered(home, copy);
      const target = this.#layout.absolute(candidate);
      try {
        if ((await nameIfFree(this.#layout.absolute(path), target)) !== 'taken') return candidate;
      } catch (error) {
        if (errorCode(error) !== 'ENOENT') throw error;
        return (await holds(target, id, bytes)) ? candidate : null;
      }
      if (await holds(target, id, bytes)) return candidate;
    }
  }
}

/** Each file keeps its name, unless another one of these has it. */
function namedApart(pictures: readonly Leaving[], trashedAt: number): TrashEntry[] {
  const taken = new Set<string>();
  return pictures.map(({ id, path, missing }) => {
    const own = path.split('/').at(-1) ?? id;
    const file = taken.has(own.normalize('NFC').toLowerCase()) ? `${id}${extname(own)}` : own;
    taken.add(file.normalize('NFC').toLowerCase());
    return { id, path, file, trashedAt, missing, deleting: false };
  });
}

function numbered(path: string, copy: number): string {
  const extension = extname(path);
  return copy === 1 ? path : `${path.slice(0, path.length - extension.length)} (${copy})${extension}`;
}
