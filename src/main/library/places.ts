import { onDisk } from '../files/disk-failure.ts';
import { sizeOf } from '../files/file-content.ts';
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
    if (picture.file !== 'missing' && (await this.#isThere(picture))) return picture;
    // What is looked up here is written to the index: nothing else may change it meanwhile.
    return this.#changes.take(() => this.locateInTurn(id));
  }

  /** The same, for those who hold the turn to change the library. */
  async locateInTurn(id: string): Promise<IndexedPicture | null> {
    const picture = await this.#index.find(id);
    if (!picture) return null;
    if (await this.#isThere(picture)) return this.#note(picture, picture.path);
    if (picture.trashedAt !== null) return null;
    return this.#note(picture, await this.#lost.find(id, picture.record.bytes));
  }

  async #note(picture: IndexedPicture, path: string | null): Promise<IndexedPicture | null> {
    const found: IndexedPicture = { ...picture, path: path ?? picture.path, file: path === null ? 'missing' : fileAfter(picture) };
    if (found.path !== picture.path || found.file !== picture.file) {
      await this.#index.setStates([{ id: picture.record.id, ...found }]);
      this.#changed();
    }
    return path === null ? null : found;
  }

  #isThere({ path, record }: IndexedPicture): Promise<boolean> {
    const file = this.#layout.absolute(path);
    return onDisk(async () => (await sizeOf(file)) === record.bytes && (await isInside(this.#layout.folder, file)));
  }
}

/** What is known as damaged stays so until somebody has read it again; what was missing was compared by its content or its size. */
function fileAfter({ file }: IndexedPicture): FileState {
  return file === 'missing' ? 'here' : file;
}
