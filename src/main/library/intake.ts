import * as v from 'valibot';

import { droppedFileMaxBytes } from '../../shared/input.ts';
import type { Picture } from '../../shared/picture.ts';
import type { StagedFile, Staging } from '../files/durable-file.ts';
import { ensureRoom, freeBytesOf, minFreeBytes, type FreeBytes } from '../files/free-space.ts';
import { PictureOrigin } from './picture-record.ts';

/** What the service delivers is far smaller; what is larger is no picture of ours. */
const maxPictureBytes = droppedFileMaxBytes;

interface IntakeParts {
  /** The library's. */
  readonly folder: string;
  readonly staging: Staging;
  /** Makes a complete, synced file the library's own; it may take the file away or leave it. */
  readonly keepStaged: (staged: StagedFile, origin: PictureOrigin) => Promise<Picture>;
  readonly freeBytes?: FreeBytes;
}

/** Receives delivered pictures on the library's disk, in whatever process the bytes arrive, and hands the finished files on. */
export class Intake {
  readonly #parts: IntakeParts;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
  }

  async keep(body: AsyncIterable<Uint8Array>, origin: PictureOrigin, signal?: AbortSignal): Promise<Picture> {
    const { folder, staging, keepStaged, freeBytes = freeBytesOf } = this.#parts;
    await ensureRoom(folder, minFreeBytes, freeBytes);
    // Now, and not when the bytes are here: a record that couldn't be read again must never be written.
    const checkedOrigin = v.parse(PictureOrigin, origin);
    const staged = await staging.receive(body, { maxBytes: maxPictureBytes, signal });
    try {
      return await keepStaged(staged, checkedOrigin);
    } finally {
      await staging.discard(staged.path);
    }
  }
}
