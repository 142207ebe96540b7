import type { ImportReport } from '../../../shared/library.ts';
import type { Language } from '../../../shared/settings.ts';
import type { Staging } from '../../files/durable-file.ts';
import type { FreeBytes } from '../../files/free-space.ts';
import type { Layout } from '../layout.ts';
import type { PictureIndex } from '../picture-index.ts';
import type { Places } from '../places.ts';
import type { Records } from '../records.ts';
import type { Progress } from '../tasks.ts';
import type { Thumbnails } from '../thumbnails.ts';
import type { Turns } from '../turns.ts';

export interface ImportingParts {
  readonly layout: Layout;
  readonly staging: Staging;
  readonly records: Records;
  readonly index: PictureIndex;
  readonly places: Places;
  readonly thumbnails: Thumbnails;
  readonly decoding: Turns;
  readonly changes: Turns;
  readonly changed: () => void;
  readonly now: () => number;
  readonly freeBytes: FreeBytes;
}

/** Takes pictures in that other programs made: copies of files from anywhere, and those that were put into the library folder. */
export class Importing {
  readonly #parts: ImportingParts;

  constructor(parts: ImportingParts) {
    this.#parts = parts;
  }

  import(
    _given: { readonly id: string; readonly paths: readonly string[]; readonly language: Language },
    _progress: Progress,
    _signal?: AbortSignal,
  ): Promise<ImportReport> {
    return Promise.reject(new Error(`Nothing is taken into ${this.#parts.layout.folder} yet.`));
  }
}
