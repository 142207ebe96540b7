import { readFile, rename } from 'node:fs/promises';

import { Failure } from '../../shared/failure.ts';
import { onDisk } from '../files/disk-failure.ts';
import { moveOver, type Staging } from '../files/durable-file.ts';
import { sizeOf } from '../files/file-content.ts';
import { readPictureFacts } from '../files/picture-file.ts';
import { makePreview } from '../files/picture-preview.ts';
import type { Layout } from './layout.ts';
import type { Turns } from './turns.ts';

/** The small pictures that the grid shows: WebP, 512 pixels along the long edge. All of them can be deleted. */
export class Thumbnails {
  readonly #layout: Layout;
  readonly #staging: Staging;
  readonly #decoding: Turns;
  readonly #beingMade = new Map<string, Promise<string | null>>();

  constructor(layout: Layout, staging: Staging, decoding: Turns) {
    this.#layout = layout;
    this.#staging = staging;
    this.#decoding = decoding;
  }

  /** The thumbnail's file, made now if it has to be; null when its picture can't be read. */
  async of(id: string, findPicture: () => Promise<string | null>): Promise<string | null> {
    const path = this.#layout.thumbnail(id);
    if ((await sizeOf(path)) !== null) return path;
    const underway = this.#beingMade.get(id);
    if (underway) return underway;
    const making = this.#make(id, findPicture).finally(() => this.#beingMade.delete(id));
    this.#beingMade.set(id, making);
    return making;
  }

  async write(id: string, preview: Uint8Array): Promise<string> {
    await this.#layout.makeShard('thumbnails', id);
    await moveOver(await this.#staging.put(preview), this.#layout.thumbnail(id));
    return this.#layout.thumbnail(id);
  }

  /** The same for one of many: the power may take the last ones along. */
  async writeOneOfMany(id: string, preview: Uint8Array): Promise<void> {
    await this.#layout.makeShard('thumbnails', id);
    const staged = await this.#staging.put(preview);
    await onDisk(() => rename(staged, this.#layout.thumbnail(id)));
  }

  async #make(id: string, findPicture: () => Promise<string | null>): Promise<string | null> {
    const picture = await findPicture();
    if (picture === null) return null;
    const preview = await this.#decoding.take(() => previewOf(picture));
    return preview && this.write(id, preview);
  }
}

async function previewOf(path: string): Promise<Uint8Array | null> {
  const bytes = await readFile(path);
  try {
    return await makePreview(bytes, readPictureFacts(bytes));
  } catch (error) {
    if (error instanceof Failure && error.code === 'bad-picture') return null;
    throw error;
  }
}
