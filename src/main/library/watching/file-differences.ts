import { basename } from 'node:path/posix';

import { hashOf } from '../../files/file-content.ts';
import type { KnownFile } from '../index/known-files.ts';
import type { Layout } from '../layout.ts';
import type { PictureIndex } from '../picture-index.ts';
import type { Turns } from '../turns.ts';
import { lookAt, type Found, type FoundFile } from './found-file.ts';

export interface DifferencesParts {
  readonly layout: Layout;
  readonly index: PictureIndex;
  readonly changes: Turns;
  readonly changed: () => void;
  /** The content of a file, read whole; a test counts. */
  readonly read?: typeof hashOf;
}

/** What the disk holds at some paths, apart from what is as the index says. */
export interface Differences {
  /** Files that are no picture's, or no longer hold what the index says: only their content tells what they are. */
  readonly strangers: readonly FoundFile[];
  readonly folders: readonly string[];
  readonly gone: readonly string[];
}

/** What a stranger turned out to be. `other`: the same as another picture, the damaged rest of one, or unreadable; `new`: nobody's. */
export type Identity = 'own' | 'other' | 'new' | 'changing';

/** Pictures without a file, by the size of it. */
export type LostPictures = ReadonlyMap<number, readonly Pick<KnownFile, 'id' | 'path'>[]>;

/** Compares paths with what the index says of them, and brings the index up to what the disk holds. */
export class FileDifferences {
  readonly #parts: DifferencesParts;

  constructor(parts: DifferencesParts) {
    this.#parts = parts;
  }

  /** Notes at once what is gone. `changed`: files whose content may be another although their size is the same. */
  async compare(paths: readonly string[], changed: ReadonlySet<string> = new Set(), signal?: AbortSignal): Promise<Differences> {
    const { layout, index } = this.#parts;
    const found = await lookAt(layout, paths, signal);
    const known = byPath(await index.filesAt(paths));
    const strangers = found
      .filter((file) => file.what === 'file')
      .filter((file) => changed.has(file.path) || !isAsKnown(file, known.get(file.path)));
    const gone = found.filter((there) => there.what !== 'file').map(({ path }) => path);
    await this.#noteGone(gone.filter((path) => known.get(path)?.some(({ file }) => file !== 'missing')));
    return { strangers, folders: found.filter(({ what }) => what === 'folder').map(({ path }) => path), gone };
  }

  async lost(): Promise<LostPictures> {
    return Map.groupBy(await this.#parts.index.missing(), ({ bytes }) => bytes);
  }

  /** Finds out what a file is, by its name where that is beyond doubt, else by its content, and notes it. */
  async identify(file: FoundFile, lost: LostPictures): Promise<Identity> {
    const { layout, changes, read = hashOf } = this.#parts;
    const id = movedAs(file, lost) ?? (await read(layout.absolute(file.path)));
    if (id === null) return 'other';
    return changes.take(() => this.#note(file, id));
  }

  /** What was looked at before our turn came may have changed: it is looked at again. */
  async #noteGone(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    const { layout, index, changes, changed } = this.#parts;
    await changes.take(async () => {
      // A disk that was taken away takes no picture with it.
      if (!(await isThere(layout))) return;
      const gone = new Set((await lookAt(layout, paths)).filter(({ what }) => what !== 'file').map(({ path }) => path));
      const files = (await index.filesAt(paths)).filter(({ path, file }) => gone.has(path) && file !== 'missing');
      if (files.length === 0) return;
      await index.setStates(files.map(({ id, path }) => ({ id, path, file: 'missing', trashedAt: null })));
      changed();
    });
  }

  async #note(file: FoundFile, id: string): Promise<Identity> {
    const { layout, index, changed } = this.#parts;
    const [again] = await lookAt(layout, [file.path]);
    if (!again || !isSame(again, file)) return 'changing';
    const picture = await index.find(id);
    const isOwn = picture?.trashedAt === null && (picture.path === file.path || !(await this.#isElsewhere(picture.path, file.bytes)));
    const claims = await index.filesAt([file.path]);
    const states = claims
      .filter((claim) => claim.id !== id)
      .map((claim) => ({ claim, now: isOwn ? ('missing' as const) : ('damaged' as const) }))
      .filter(({ claim, now }) => claim.file !== now)
      .map(({ claim, now }) => ({ id: claim.id, path: claim.path, file: now, trashedAt: null }));
    const isNoted = picture?.path === file.path && picture.file === 'here';
    const own = isOwn && !isNoted ? [{ id, path: file.path, file: 'here' as const, trashedAt: null }] : [];
    if (states.length + own.length > 0) {
      await index.setStates([...states, ...own]);
      changed();
    }
    if (isOwn) return 'own';
    return picture || claims.length > 0 ? 'other' : 'new';
  }

  async #isElsewhere(path: string, bytes: number): Promise<boolean> {
    const [found] = await lookAt(this.#parts.layout, [path]);
    return found?.what === 'file' && found.bytes === bytes;
  }
}

function byPath(files: readonly KnownFile[]): ReadonlyMap<string, readonly KnownFile[]> {
  return Map.groupBy(files, ({ path }) => path);
}

/** Exactly one picture says that it is there, and the file has its size. */
function isAsKnown({ bytes }: FoundFile, claims: readonly KnownFile[] = []): boolean {
  const [first, ...others] = claims.filter(({ file }) => file !== 'missing');
  return first?.file === 'here' && first.bytes === bytes && others.length === 0;
}

/**
 * A lost picture whose file has the same size, the same name, and in that name the digits of the picture's content: it was
 * moved, or is back. A folder of forty thousand needn't be read whole for that.
 */
function movedAs({ path, bytes }: FoundFile, lost: LostPictures): string | null {
  const name = basename(path);
  const same = lost.get(bytes)?.find((picture) => basename(picture.path) === name && name.includes(picture.id.slice(0, 6)));
  return same?.id ?? null;
}

function isSame(now: Found, before: FoundFile): boolean {
  return now.what === 'file' && now.bytes === before.bytes && now.changedAt === before.changedAt;
}

async function isThere(layout: Layout): Promise<boolean> {
  const [found] = await lookAt(layout, [layout.hidden]);
  return found?.what === 'folder';
}
