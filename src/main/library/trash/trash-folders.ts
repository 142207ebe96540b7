import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { moveOver, type Staging } from '../../files/durable-file.ts';
import { makeFolders, syncFolder } from '../../files/folder.ts';
import { namesIn } from '../json-files.ts';
import { hiddenFolder, type Layout } from '../layout.ts';
import type { IndexedPicture } from '../picture-row.ts';
import { readKept, setAside } from '../versioned-file.ts';
import {
  EarlierNote,
  earlierNoteName,
  entriesOfNote,
  entryOfEarlierNote,
  noteName,
  noteOf,
  TrashNote,
  type TrashEntry,
} from './trash-note.ts';

const idName = /^[0-9a-f]{64}$/;
const trashPath = `${hiddenFolder}/trash`;

/** The folders of the trash: each holds the files that were put there together, under their own names, and a note of where they belong. */
export class TrashFolders {
  readonly #layout: Layout;
  readonly #staging: Staging;

  constructor(layout: Layout, staging: Staging) {
    this.#layout = layout;
    this.#staging = staging;
  }

  /** Makes a new one, with its note. */
  async make(entries: readonly TrashEntry[]): Promise<string> {
    const stamp = new Date(entries[0]?.trashedAt ?? 0).toISOString().replace(/\D/g, '').slice(0, 14);
    const name = `${stamp}-${randomBytes(4).toString('hex')}`;
    await makeFolders(this.#layout.folder, `${trashPath}/${name}`);
    await this.write(name, entries);
    return name;
  }

  async names(): Promise<string[]> {
    const entries = await readdir(this.#layout.trash, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  }

  /** What the note of a folder says; nothing when it can't be read. */
  async entries(name: string): Promise<readonly TrashEntry[]> {
    const kept = await readKept(join(this.path(name), noteName), TrashNote);
    if (typeof kept === 'object') return entriesOfNote(kept.found);
    const earlier = idName.test(name) ? await readKept(join(this.path(name), earlierNoteName), EarlierNote) : 'absent';
    return typeof earlier === 'object' ? [entryOfEarlierNote(name, earlier.found)] : [];
  }

  /** The names of the files in a folder, its notes left out. */
  async files(name: string): Promise<string[]> {
    return (await namesIn(this.path(name))).filter((file) => !file.startsWith(noteName) && file !== earlierNoteName);
  }

  /** Replaces the note. A folder that has neither entries nor files goes away. */
  async write(name: string, entries: readonly TrashEntry[]): Promise<void> {
    // What a newer version noted is not ours to replace; a file that is gone from here says by itself that it is back.
    const kept = await readKept(join(this.path(name), noteName), TrashNote);
    if (kept === 'foreign') return;
    if (entries.length === 0 && (await this.files(name)).length === 0) {
      await rm(this.path(name), { recursive: true, force: true });
      await syncFolder(this.#layout.trash);
      return;
    }
    if (kept === 'damaged') await setAside(join(this.path(name), noteName));
    const staged = await this.#staging.write(Buffer.from(noteOf(entries)));
    await moveOver(staged.path, join(this.path(name), noteName));
    await rm(join(this.path(name), earlierNoteName), { force: true });
  }

  /** Absolute. */
  path(name: string): string {
    return join(this.#layout.trash, name);
  }
}

/** A file in a folder of the trash, relative to the library. */
export function pathInTrash(name: string, file: string): string {
  return `${trashPath}/${name}/${file}`;
}

/** In which folder of the trash a path is; null when it isn't in the trash. */
function folderInTrash(path: string): string | null {
  const [hidden, trash, name, file] = path.split('/');
  return hidden === hiddenFolder && trash === 'trash' && name !== undefined && file !== undefined ? name : null;
}

/** Those pictures that are in the trash, by its folders. */
export function byFolder(pictures: readonly IndexedPicture[]): Map<string, IndexedPicture[]> {
  const trashed = pictures.filter(({ trashedAt, path }) => trashedAt !== null && folderInTrash(path) !== null);
  return Map.groupBy(trashed, ({ path }) => folderInTrash(path) ?? '');
}
