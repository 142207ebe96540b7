import { randomUUID } from 'node:crypto';

import type { PictureIndex } from '../picture-index.ts';
import type { IndexedPicture } from '../picture-row.ts';
import { unnoticedMs, type Progress, type Tasks } from '../tasks.ts';
import type { Change } from './change.ts';

/** So many pictures are moved in one turn: in between, others may change the library. */
const turnPictures = 500;

interface PictureTurnsParts {
  readonly index: PictureIndex;
  readonly tasks: Tasks;
  readonly change: Change;
}

/** Does something with any number of pictures, some at a time, with news of it when it takes long. */
export class PictureTurns {
  readonly #parts: PictureTurnsParts;

  constructor(parts: PictureTurnsParts) {
    this.#parts = parts;
  }

  /** Throws `not-found` when the index was made anew in between: its rows are other pictures' now. */
  async each(generation: string, rows: Int32Array, work: (pictures: readonly IndexedPicture[]) => Promise<unknown>): Promise<void> {
    const { index, tasks, change } = this.#parts;
    // By rows, because the index keeps neighbours together, and so does the trash then.
    const sorted = rows.toSorted();
    const inTurns = async (progress: Progress): Promise<void> => {
      progress.total(sorted.length);
      for (let from = 0; from < sorted.length; from += turnPictures) {
        const some = sorted.subarray(from, from + turnPictures);
        await change(async () => work(await index.picturesAt(await index.resolve({ generation, rows: some }))));
        progress.done(Math.min(sorted.length, from + turnPictures));
      }
    };
    await tasks.run({ id: randomUUID(), what: 'change', quietMs: unnoticedMs, work: inTurns });
  }
}

/** The same for those who hold the turn to change the library. */
export async function eachInTurn(
  index: PictureIndex,
  rows: Int32Array,
  work: (pictures: readonly IndexedPicture[]) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < rows.length; from += turnPictures) await work(await index.picturesAt(rows.subarray(from, from + turnPictures)));
}
