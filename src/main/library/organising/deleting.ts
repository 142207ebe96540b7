import type { PictureSet } from '../../../shared/picture.ts';
import { removeFile } from '../../files/durable-file.ts';
import { RowSet } from '../index/row-set.ts';
import type { Layout } from '../layout.ts';
import type { Marking } from '../marks/marking.ts';
import type { OnStep } from '../on-step.ts';
import type { PictureIndex } from '../picture-index.ts';
import type { IndexedPicture } from '../picture-row.ts';
import { byFolder } from '../trash/trash-folders.ts';
import type { Trash } from '../trash/trash.ts';
import { withEach } from '../with-each.ts';
import type { Change } from './change.ts';
import { eachInTurn, type PictureTurns } from './picture-turns.ts';

const filesAtOnce = 16;
/** So many pictures whose time in the trash is over are deleted while the library is opened. */
const waitedFor = 500;

interface DeletingParts {
  readonly layout: Layout;
  readonly index: PictureIndex;
  readonly trash: Trash;
  readonly marking: Marking;
  readonly turns: PictureTurns;
  readonly change: Change;
  readonly onStep: OnStep;
}

/**
 * Deletes pictures in the trash for good: files, records, thumbnails, what was found out about them, marks, and what was begun on
 * them. It is noted first, so that what a kill interrupts is finished by the next opening; a picture's row goes last.
 */
export class Deleting {
  readonly #parts: DeletingParts;

  constructor(parts: DeletingParts) {
    this.#parts = parts;
  }

  /** What isn't in the trash stays; returns how many were deleted. */
  async deleteForever(of: PictureSet): Promise<number> {
    const { index, turns, change } = this.#parts;
    const generation = await index.generation();
    const rows = (await index.trashedRows()).keep(RowSet.of(await index.resolve(of))).rows();
    await turns.each(generation, rows, (pictures) => this.#note(pictures));
    await change(async () => this.#unmark(await index.resolve({ generation, rows })));
    let deleted = 0;
    await turns.each(generation, rows, async (pictures) => (deleted += await this.#delete(pictures)));
    return deleted;
  }

  /** Finishes what was noted, for those who hold the turn to change the library. */
  async finish(ids: readonly string[]): Promise<void> {
    const { index } = this.#parts;
    const rows = await index.resolve({ ids: [...ids] });
    if (rows.length > 0) await this.#unmark(rows);
    await eachInTurn(index, rows, (pictures) => this.#delete(pictures));
  }

  /**
   * Deletes what has been in the trash since before a moment: a few hundred pictures at once, and more of them in the
   * background, because nobody should wait for that.
   */
  async purge(before: number): Promise<void> {
    const ids = await this.#parts.index.trashedBefore(before);
    if (ids.length > 0) await this.deleteForever({ ids: ids.slice(0, waitedFor) });
    if (ids.length <= waitedFor) return;
    // What fails, or is interrupted by closing the library, is tried again by the next opening.
    this.deleteForever({ ids: ids.slice(waitedFor) }).catch(() => undefined);
  }

  async #note(pictures: readonly IndexedPicture[]): Promise<void> {
    const { trash, onStep } = this.#parts;
    for (const [folder, some] of byFolder(pictures)) {
      await trash.noteDeleting(folder, new Set(some.map(({ record }) => record.id)));
      await onStep('delete-noted');
    }
  }

  async #unmark(rows: Int32Array): Promise<void> {
    const { index, marking, onStep } = this.#parts;
    const gone = RowSet.of(rows);
    await marking.forget(gone);
    const names: string[] = [];
    for (const name of await index.markNames()) if ((await index.marked(name)).copy().keep(gone).count > 0) names.push(name);
    await index.setMarks(names.map((name) => ({ name, rows: gone, on: false })));
    await onStep('delete-unmarked');
  }

  async #delete(pictures: readonly IndexedPicture[]): Promise<number> {
    const { layout, index, trash, onStep } = this.#parts;
    const gone = pictures.filter(({ trashedAt }) => trashedAt !== null);
    const ids = gone.map(({ record }) => record.id);
    const beside = ids.flatMap((id) => besideOf(layout, id));
    await withEach(beside, filesAtOnce, removeFile);
    for (const [folder, some] of byFolder(gone)) {
      const files = some.map(({ record, path }) => ({ id: record.id, path }));
      await trash.remove(folder, files);
    }
    await onStep('delete-removed');
    await index.remove(...ids);
    await onStep('delete-indexed');
    return ids.length;
  }
}

/** What there is of a picture beside its file. */
function besideOf(layout: Layout, id: string): string[] {
  return [layout.record(id), layout.thumbnail(id), layout.judgement(id), layout.patch(id), layout.heat(id), layout.draft(id)];
}
