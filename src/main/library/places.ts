import { onDisk } from '../files/disk-failure.ts';
import { holds, sizeOf } from '../files/file-content.ts';
import { isInside } from '../files/folder.ts';
import type { Layout } from './layout.ts';
import type { LostFiles } from './lost-files.ts';
import type { PictureIndex } from './picture-index.ts';
import type { FileState, IndexedPicture } from './picture-row.ts';
import type { Turns } from './turns.ts';

/** Where the files of pictures are now, also when another program has moved or renamed them. */
export class Places {
  readonly #layout: Layout;
  readonly #index: PictureIndex;
  readonly #lost: LostFiles;
  readonly #changes: Turns;
  readonly #changed: () => void;

  constructor(layout: Layout, index: PictureIndex, lost: LostFiles, changes: Turns, changed: () => void) {
    this.#layout = layout;
    this.#index = index;
    this.#lost = lost;
    this.#changes = changes;
    this.#changed = changed;
  }

  /** The picture, with its file where it says and not marked missing; null when the file is nowhere. */
  async locate(id: string): Promise<IndexedPicture | null> {
    const picture = await this.#index.find(id);
    if (!picture) return null;
    const isThere = await this.#isThere(picture);
    // What was known as damaged is read again: nobody may have told that it is whole by now.
    const isWhole = isThere && picture.file === 'damaged' && (await this.#isWhole(picture));
    if (isThere && (picture.file === 'here' || (picture.file === 'damaged' && !isWhole))) return picture;
    // A long walk through the folders holds nobody up; only what it found is noted in turn, unless it has changed by then.
    const lostAt = picture.trashedAt === null && !isThere ? await this.#lost.find(id, picture.record.bytes) : null;
    return this.#changes.take(() => this.#settle(id, () => Promise.resolve(lostAt), isWhole));
  }

  /** The same, for those who hold the turn to change the library. */
  locateInTurn(id: string): Promise<IndexedPicture | null> {
    return this.#settle(id, (bytes) => this.#lost.find(id, bytes));
  }

  /** `isWhole`: it was read just now, and is what was delivered. */
  async #settle(id: string, find: (bytes: number) => Promise<string | null>, isWhole = false): Promise<IndexedPicture | null> {
    const picture = await this.#index.find(id);
    if (!picture) return null;
    if (await this.#isThere(picture)) return this.#note(picture, picture.path, isWhole);
    return picture.trashedAt === null ? this.#note(picture, await find(picture.record.bytes)) : null;
  }

  async #note(picture: IndexedPicture, path: string | null, isWhole = false): Promise<IndexedPicture | null> {
    const file = path === null ? await this.#stateWithout(picture) : isWhole ? 'here' : stateWith(picture, path);
    const found: IndexedPicture = { ...picture, path: path ?? picture.path, file };
    if (found.path !== picture.path || found.file !== picture.file) {
      await this.#index.setStates([{ id: picture.record.id, ...found }]);
      this.#changed();
    }
    return path === null ? null : found;
  }

  /** Another file has its name, or none. */
  async #stateWithout({ path }: IndexedPicture): Promise<FileState> {
    return (await onDisk(() => sizeOf(this.#layout.absolute(path)))) === null ? 'missing' : 'damaged';
  }

  #isWhole({ path, record }: IndexedPicture): Promise<boolean> {
    return onDisk(() => holds(this.#layout.absolute(path), record.id, record.bytes));
  }

  #isThere({ path, record }: IndexedPicture): Promise<boolean> {
    const file = this.#layout.absolute(path);
    return onDisk(async () => (await sizeOf(file)) === record.bytes && (await isInside(this.#layout.folder, file)));
  }
}

/** What is known as damaged at its place stays so until somebody has read it again; what was missing was compared by its content or its size. */
function stateWith(picture: IndexedPicture, path: string): FileState {
  return picture.file === 'damaged' && picture.path === path ? 'damaged' : 'here';
}
