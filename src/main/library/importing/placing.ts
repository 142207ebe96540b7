import { join } from 'node:path';

import { moveIfFreeUnsynced } from '../../files/durable-file.ts';
import { holds } from '../../files/file-content.ts';
import { hashDigits, monthFolder, pictureFileName } from '../../files/file-name.ts';
import { makeFolders, syncFolder } from '../../files/folder.ts';
import type { PictureKind } from '../../../shared/input.ts';
import type { Layout } from '../layout.ts';

interface Placed {
  readonly id: string;
  readonly bytes: number;
  readonly staged: string;
  readonly createdAt: number;
  readonly words: string;
  readonly kind: PictureKind;
}

/** Gives many files their names in the folders of their months; the names are durable when `sync` has answered. */
export class Placing {
  readonly #layout: Layout;
  readonly #months = new Map<string, string>();

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  /** Where the file is now, relative to the library. One that a crash left there without a record is found again. */
  async place({ id, bytes, staged, createdAt, words, kind }: Placed): Promise<string> {
    const month = monthFolder(createdAt);
    const folder = this.#months.get(month) ?? (await makeFolders(this.#layout.folder, month));
    this.#months.set(month, folder);
    for (const digits of hashDigits) {
      const name = pictureFileName({ createdAt, prompt: words, sha256: id, kind }, digits);
      const path = join(folder, name);
      if ((await moveIfFreeUnsynced(staged, path)) || (await holds(path, id, bytes))) return `${month}/${name}`;
    }
    throw new Error(`Every name for ${id} is taken`);
  }

  async sync(): Promise<void> {
    for (const folder of this.#months.values()) await syncFolder(folder);
  }
}
