import { lstat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';

import type { DuplicateGroup } from '../../../shared/library.ts';
import { errorCode } from '../../files/disk-failure.ts';
import { hashOf } from '../../files/file-content.ts';
import { isInside } from '../../files/folder.ts';
import type { KnownFile } from '../index/known-files.ts';
import type { Layout } from '../layout.ts';
import { isHidden, pictureFolders } from '../picture-folders.ts';
import type { PictureIndex } from '../picture-index.ts';
import type { Progress } from '../tasks.ts';
import { lookAt, type FoundFile } from '../watching/found-file.ts';
import { headOf } from './same-content.ts';

interface DuplicatesParts {
  readonly layout: Layout;
  readonly index: PictureIndex;
}

/** A file that no picture is known to be, and those pictures that have its size. */
interface Suspect {
  readonly path: string;
  readonly pictures: readonly KnownFile[];
}

/** Finds the files in a library that hold the same bytes as a picture of it, without being that picture's own. */
export class Duplicates {
  readonly #parts: DuplicatesParts;

  constructor(parts: DuplicatesParts) {
    this.#parts = parts;
  }

  /** By size, then by the first bytes; only what is alike so far is read whole. Paths relative to the library, the picture's own first. */
  async find(progress: Progress, signal?: AbortSignal): Promise<DuplicateGroup[]> {
    const suspects = await this.#suspects(signal);
    progress.total(suspects.length);
    const copies = new Map<string, { readonly own: string; readonly paths: string[] }>();
    for (const [at, suspect] of suspects.entries()) {
      signal?.throwIfAborted();
      const original = await this.#original(suspect, signal);
      if (original) {
        const group = copies.get(original.id) ?? { own: original.path, paths: [] };
        group.paths.push(suspect.path);
        copies.set(original.id, group);
      }
      progress.done(at + 1);
    }
    const groups: DuplicateGroup[] = [];
    for (const [id, { own, paths }] of copies) {
      // Where the picture's own file is damaged, the others aren't copies of it: one of them is all that is left.
      if ((await hashOf(this.#parts.layout.absolute(own), signal)) === id) groups.push({ id, paths: [own, ...paths.sort()] });
    }
    return groups;
  }

  /** Of paths, those (absolute) that may be deleted: copies, inside the library, of pictures whose own files are whole and elsewhere. */
  async copiesAmong(paths: readonly string[]): Promise<string[]> {
    const copies: string[] = [];
    for (const path of new Set(paths.map((path) => resolve(this.#parts.layout.folder, path)))) {
      if (await this.#isCopy(path)) copies.push(path);
    }
    return copies;
  }

  async #suspects(signal?: AbortSignal): Promise<Suspect[]> {
    const { layout, index } = this.#parts;
    const strangers: FoundFile[] = [];
    for await (const { files } of pictureFolders(layout.folder, { signal })) {
      const found = await lookAt(layout, await index.unknownAmong(files), signal);
      strangers.push(...found.filter((file) => file.what === 'file'));
    }
    const known = Map.groupBy(await index.filesOfSizes(new Set(strangers.map(({ bytes }) => bytes))), ({ bytes }) => bytes);
    return strangers.map(({ path, bytes }) => ({ path, pictures: known.get(bytes) ?? [] })).filter(({ pictures }) => pictures.length > 0);
  }

  async #original({ path, pictures }: Suspect, signal?: AbortSignal): Promise<KnownFile | null> {
    const { layout } = this.#parts;
    const head = await headOf(layout.absolute(path));
    const alike: KnownFile[] = [];
    for (const picture of head ? pictures : []) {
      if (head && (await headOf(layout.absolute(picture.path)))?.equals(head) === true) alike.push(picture);
    }
    const sha256 = alike.length === 0 ? null : await hashOf(layout.absolute(path), signal);
    return alike.find(({ id }) => id === sha256) ?? null;
  }

  /** Asked anew of the disk: what was found may be long ago, and what is answered will be deleted. */
  async #isCopy(path: string): Promise<boolean> {
    const { layout, index } = this.#parts;
    const way = relative(layout.folder, path).split(sep).join('/');
    if (way === '' || isAbsolute(way) || isHidden(way) || !(await isPlainInside(layout.folder, path))) return false;
    if ((await index.filesAt([way])).length > 0) return false;
    const sha256 = await hashOf(path);
    const picture = sha256 === null ? null : await index.find(sha256);
    return picture?.trashedAt === null && this.#holdsElsewhere(layout.absolute(picture.path), picture.record.id, path);
  }

  /** Whether a picture's own file is whole, and another one than that. */
  async #holdsElsewhere(own: string, id: string, path: string): Promise<boolean> {
    const isAnother = (await isPlainInside(this.#parts.layout.folder, own)) && !(await isSameFile(own, path));
    return isAnother && (await hashOf(own)) === id;
  }
}

async function isPlainInside(folder: string, path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isFile() && (await isInside(folder, path));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES', 'ELOOP', 'ENAMETOOLONG'].includes(errorCode(error))) return false;
    throw error;
  }
}

/** Two spellings of one name, where upper and lower case are the same, or two names of one file. */
async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = [await lstat(one, { bigint: true }), await lstat(other, { bigint: true })];
  return a.ino === b.ino && a.dev === b.dev;
}
