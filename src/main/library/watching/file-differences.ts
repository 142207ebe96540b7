import { basename } from 'node:path/posix';

import { hashOf } from '../../files/file-content.ts';
import type { KnownFile } from '../index/known-files.ts';
import { hiddenFolder, type Layout } from '../layout.ts';
import type { PictureIndex } from '../picture-index.ts';
import type { IndexedPicture, PictureState } from '../picture-row.ts';
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

/** A file of which only its content tells what it is. `isClaimed`: a picture says that it is its own. */
export type Stranger = FoundFile & { readonly isClaimed: boolean };

/** What the disk holds at some paths, apart from what is as the index says. */
export interface Differences {
  /** Files that are no picture's, or no longer hold what the index says. */
  readonly strangers: readonly Stranger[];
  readonly folders: readonly string[];
  readonly gone: readonly string[];
}

/** What a stranger turned out to be. `other`: the same as another picture, the damaged rest of one, or unreadable; `new`: nobody's. */
export type Identity = 'own' | 'other' | 'new' | 'changing';

const notedAtOnce = 200;

/** Pictures without a file, by the size of it. */
type LostPictures = ReadonlyMap<number, readonly Pick<KnownFile, 'id' | 'path'>[]>;

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
      .filter((file) => changed.has(file.path) || !isAsKnown(file, known.get(file.path)))
      .map((file) => ({ ...file, isClaimed: known.has(file.path) }));
    const gone = found.filter((there) => there.what !== 'file').map(({ path }) => path);
    await this.#noteGone(gone.filter((path) => known.get(path)?.some(({ file }) => file !== 'missing')));
    return { strangers, folders: found.filter(({ what }) => what === 'folder').map(({ path }) => path), gone };
  }

  /** Notes where lost pictures are now, as far as that is beyond doubt without reading a file. Answers with the other files. */
  async noteMoved(files: readonly Stranger[], signal?: AbortSignal): Promise<readonly Stranger[]> {
    if (files.length === 0) return [];
    const lost = await this.#lost();
    const moved = new Map<string, Stranger>();
    for (const file of files) {
      const id = movedAs(file, lost);
      if (id !== null) moved.set(id, file);
    }
    const all = [...moved];
    for (let at = 0; at < all.length; at += notedAtOnce) {
      signal?.throwIfAborted();
      await this.#noteFound(all.slice(at, at + notedAtOnce));
    }
    const found = new Set<Stranger>(moved.values());
    return files.filter((file) => !found.has(file));
  }

  /** Finds out what a file is by its content, and notes it. */
  async identify(file: Stranger): Promise<Identity> {
    const { layout, index, changes, read = hashOf } = this.#parts;
    // What we are just moving ourselves, to or from the trash or in an import, is where it belongs once it is our turn.
    const { claims, isThere } = await changes.take(async () => ({
      claims: file.isClaimed ? [] : await index.filesAt([file.path]),
      isThere: isSame((await lookAt(layout, [file.path]))[0], file),
    }));
    if (!isThere) return 'changing';
    if (isAsKnown(file, claims)) return 'own';
    const id = await read(layout.absolute(file.path));
    return id === null ? 'other' : changes.take(() => this.#note(file, id));
  }

  async #lost(): Promise<LostPictures> {
    return Map.groupBy(await this.#parts.index.missing(), ({ bytes }) => bytes);
  }

  #noteFound(found: readonly (readonly [id: string, file: FoundFile])[]): Promise<void> {
    const { index, changes, changed } = this.#parts;
    return changes.take(async () => {
      const missing = new Set((await index.missing()).map(({ id }) => id));
      const states = found
        .map(([id, { path }]) => ({ id, path, file: 'here' as const, trashedAt: null }))
        .filter(({ id }) => missing.has(id));
      if (states.length === 0) return;
      await index.setStates(states);
      changed();
    });
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
    if (!isSame(again, file)) return 'changing';
    const picture = await index.find(id);
    const isOwn = picture !== null && (await this.#isOwn(picture, file));
    const claims = await index.filesAt([file.path]);
    const states = statesOf(file.path, claims, isOwn ? id : null);
    if (states.length > 0) {
      await index.setStates(states);
      changed();
    }
    if (isOwn) return 'own';
    return picture || claims.length > 0 ? 'other' : 'new';
  }

  /** Whether a file with a picture's content is the picture's own: it is where that says, or there is none. */
  async #isOwn({ path, trashedAt }: IndexedPicture, file: FoundFile): Promise<boolean> {
    if (trashedAt !== null || path === file.path) return trashedAt === null;
    const [elsewhere] = await lookAt(this.#parts.layout, [path]);
    return elsewhere?.what !== 'file' || elsewhere.bytes !== file.bytes;
  }
}

/** What must be noted when the file at a path turns out to be a picture's own, or nobody's of those who say that it is theirs. */
function statesOf(path: string, claims: readonly KnownFile[], owner: string | null): ({ readonly id: string } & PictureState)[] {
  const others = claims.filter(({ id }) => id !== owner).map((claim) => ({ claim, now: owner === null ? 'damaged' : 'missing' }) as const);
  const wrong = others.filter(({ claim, now }) => claim.file !== now).map(({ claim, now }) => ({ id: claim.id, file: now }));
  const isNoted = owner === null || claims.some(({ id, file }) => id === owner && file === 'here');
  return [...wrong, ...(isNoted ? [] : [{ id: owner, file: 'here' as const }])].map((state) => ({ ...state, path, trashedAt: null }));
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

function isSame(now: Found | undefined, before: FoundFile): boolean {
  return now?.what === 'file' && now.bytes === before.bytes && now.changedAt === before.changedAt;
}

async function isThere(layout: Layout): Promise<boolean> {
  const [found] = await lookAt(layout, [hiddenFolder]);
  return found?.what === 'folder';
}
