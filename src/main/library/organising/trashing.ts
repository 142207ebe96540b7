import { dirname } from 'node:path';

import type { Changed, PictureSet } from '../../../shared/picture.ts';
import { syncFolder } from '../../files/folder.ts';
import { RowSet } from '../index/row-set.ts';
import type { Layout } from '../layout.ts';
import type { OnStep } from '../on-step.ts';
import type { PictureIndex } from '../picture-index.ts';
import type { IndexedPicture, PictureState } from '../picture-row.ts';
import type { Places } from '../places.ts';
import { byFolder } from '../trash/trash-folders.ts';
import type { Trash } from '../trash/trash.ts';
import { locatedFiles } from './located-files.ts';
import type { PictureTurns } from './picture-turns.ts';
import type { UndoLog } from './undo-log.ts';

interface TrashingParts {
  readonly layout: Layout;
  readonly index: PictureIndex;
  readonly trash: Trash;
  readonly places: Places;
  readonly undoLog: UndoLog;
  readonly turns: PictureTurns;
  readonly onStep: OnStep;
  readonly now: () => number;
}

type State = PictureState & { readonly id: string };

/**
 * Puts pictures into the trash and gets them out of it, any number of them at once. Taking it back leaves those alone
 * that were restored or trashed again since then.
 */
export class Trashing {
  readonly #parts: TrashingParts;

  constructor(parts: TrashingParts) {
    this.#parts = parts;
  }

  async moveToTrash(of: PictureSet): Promise<Changed> {
    const { index, turns, undoLog, now } = this.#parts;
    const generation = await index.generation();
    const trashedAt = now();
    const moved = await this.#put(generation, await index.resolve(of), trashedAt);
    const undo = (): Promise<void> =>
      turns.each(generation, moved.rows(), (pictures) => this.#restore(pictures.filter((picture) => picture.trashedAt === trashedAt)));
    return { count: moved.count, undo: undoLog.add({ bytes: moved.bytes.byteLength, undo }) };
  }

  async restore(of: PictureSet): Promise<Changed> {
    const { index, turns, undoLog, now } = this.#parts;
    const generation = await index.generation();
    const moved = new RowSet();
    await turns.each(generation, await index.resolve(of), async (pictures) => {
      for (const row of await this.#restore(pictures)) moved.add(row);
    });
    const undo = async (): Promise<void> => {
      await this.#put(generation, moved.rows(), now());
    };
    return { count: moved.count, undo: undoLog.add({ bytes: moved.bytes.byteLength, undo }) };
  }

  /** The same for one picture, for those who hold the turn to change the library. */
  async restoreInTurn(id: string): Promise<void> {
    const picture = await this.#parts.index.find(id);
    if (picture) await this.#restore([picture]);
  }

  /** Returns those that weren't there yet. */
  async #put(generation: string, rows: Int32Array, trashedAt: number): Promise<RowSet> {
    const { layout, places, turns } = this.#parts;
    const moved = new RowSet();
    const folders = new Set<string>();
    try {
      await turns.each(generation, rows, async (pictures) => {
        const outside = pictures.filter((picture) => picture.trashedAt === null);
        if (outside.length === 0) return;
        const located = await locatedFiles(layout, places, outside);
        for (const { path, file } of located) if (file !== 'missing') folders.add(dirname(layout.absolute(path)));
        await this.#putSome(located, trashedAt, moved);
      });
    } finally {
      for (const folder of folders) await syncFolder(folder);
    }
    return moved;
  }

  /** All that was moved is in the index afterwards, also when something went wrong with the rest. */
  async #putSome(pictures: readonly IndexedPicture[], trashedAt: number, moved: RowSet): Promise<void> {
    const { index, trash, onStep } = this.#parts;
    const byId = new Map(pictures.map((picture) => [picture.record.id, picture]));
    const leaving = pictures.map(({ record: { id }, path, file }) => ({ id, path, missing: file === 'missing' }));
    const states: State[] = [];
    try {
      await trash.put(leaving, trashedAt, (id, path, missing) => {
        const { row = 0, file = 'here' } = byId.get(id) ?? {};
        states.push({ id, path, file: missing ? 'missing' : file, trashedAt });
        moved.add(row);
      });
    } finally {
      await index.setStates(states);
    }
    await onStep('trash-indexed');
  }

  /** Returns the rows of those that were in the trash. */
  async #restore(pictures: readonly IndexedPicture[]): Promise<number[]> {
    const { index, trash, onStep } = this.#parts;
    const rows: number[] = [];
    for (const [folder, some] of byFolder(pictures)) {
      const byId = new Map(some.map((picture) => [picture.record.id, picture]));
      const returning = some.map(({ record: { id, path: home, bytes }, path }) => ({ id, path, home, bytes }));
      const states: State[] = [];
      await trash.restore(folder, returning, (id, path) => {
        const picture = byId.get(id);
        if (!picture) return;
        states.push({ id, path: path ?? picture.record.path, file: path === null ? 'missing' : picture.file, trashedAt: null });
        rows.push(picture.row);
      });
      await index.setStates(states);
      await onStep('restore-indexed');
    }
    return rows;
  }
}
