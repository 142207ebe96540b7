import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';

import * as v from 'valibot';

import { moveIfFree, moveOver, type Staging } from '../files/durable-file.ts';
import { holds, sizeOf } from '../files/file-content.ts';
import { makeFolders, PathInside, syncFolder } from '../files/folder.ts';
import { namesIn, readJson } from './json-files.ts';
import { hiddenFolder, type Layout } from './layout.ts';

const Note = v.object({ version: v.literal(1), path: PathInside, trashedAt: v.number(), missing: v.boolean() });
type Note = v.InferOutput<typeof Note>;
const noteName = 'origin.json';

/** A picture in the trash: where its file is now, relative to the library, and since when. */
interface Trashed {
  readonly path: string;
  readonly trashedAt: number;
  /** Its file was missing already when it was trashed. */
  readonly missing: boolean;
}

/** One folder per trashed picture, holding its file and a note that says where it belongs. */
export class Trash {
  readonly #layout: Layout;
  readonly #staging: Staging;

  constructor(layout: Layout, staging: Staging) {
    this.#layout = layout;
    this.#staging = staging;
  }

  /** The note comes first: a file in the trash always has one, and a note without a file means that nothing was moved. */
  async put(id: string, path: string, { trashedAt, missing }: { trashedAt: number; missing: boolean }): Promise<Trashed> {
    const folder = await makeFolders(this.#layout.folder, `${hiddenFolder}/trash/${id}`);
    const note: Note = { version: 1, path, trashedAt, missing };
    const staged = await this.#staging.write(Buffer.from(JSON.stringify(note)));
    await moveOver(staged.path, join(folder, noteName));
    if (!missing) {
      const from = this.#layout.absolute(path);
      await moveOver(from, join(folder, basename(from)));
      await syncFolder(dirname(from));
    }
    return { path: pathInTrash(id, path), trashedAt, missing };
  }

  /** What the trash holds of a picture; null when it holds nothing of it. */
  async find(id: string): Promise<Trashed | null> {
    const note = await this.#note(id);
    if (!note) return null;
    const path = pathInTrash(id, note.path);
    const isThere = note.missing || (await sizeOf(this.#layout.absolute(path))) !== null;
    return isThere ? { path, trashedAt: note.trashedAt, missing: note.missing } : null;
  }

  /** Puts the file back where it was, or beside it when that name is taken; returns where it is now, relative; null when it is nowhere. */
  async restore(id: string, bytes: number): Promise<string | null> {
    const note = await this.#note(id);
    if (!note) return null;
    const path = note.missing ? note.path : await this.#putBack(id, note.path, bytes);
    await this.remove(id);
    return path;
  }

  /** Deletes what the trash holds of a picture, the note last. */
  async remove(id: string): Promise<void> {
    const folder = this.#layout.trashed(id);
    const files = (await namesIn(folder)).filter((name) => name !== noteName);
    for (const name of [...files, noteName]) await rm(join(folder, name), { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
    await syncFolder(this.#layout.trash);
  }

  async ids(): Promise<string[]> {
    return (await readdir(this.#layout.trash)).filter((name) => /^[0-9a-f]{64}$/.test(name));
  }

  async #note(id: string): Promise<Note | null> {
    const note = await readJson(join(this.#layout.trashed(id), noteName), Note);
    return typeof note === 'object' ? note.found : null;
  }

  async #putBack(id: string, path: string, bytes: number): Promise<string | null> {
    const from = this.#layout.absolute(pathInTrash(id, path));
    if (path.includes('/')) await makeFolders(this.#layout.folder, path.slice(0, path.lastIndexOf('/')));
    for (let copy = 1; ; copy += 1) {
      const candidate = copy === 1 ? path : withNumber(path, copy);
      if (await holds(this.#layout.absolute(candidate), id, bytes)) return candidate;
      if ((await sizeOf(from)) === null) return null;
      if (await moveIfFree(from, this.#layout.absolute(candidate))) return candidate;
    }
  }
}

function pathInTrash(id: string, path: string): string {
  return `${hiddenFolder}/trash/${id}/${path.split('/').at(-1) ?? ''}`;
}

function withNumber(path: string, copy: number): string {
  const extension = extname(path);
  return `${path.slice(0, path.length - extension.length)} (${copy})${extension}`;
}
