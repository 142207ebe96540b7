import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { Changed, PictureSet } from '../../../shared/picture.ts';
import { sizeOf } from '../../files/file-content.ts';
import { isInside, syncFolder } from '../../files/folder.ts';
import { RowSet } from '../index/row-set.ts';
import type { Layout } from '../layout.ts';
import type { Marking } from '../marks/marking.ts';
import type { OnStep } from '../on-step.ts';
import type { PictureIndex } from '../picture-index.ts';
import type { IndexedPicture } from '../picture-row.ts';
import type { Places } from '../places.ts';
import type { Progress, Tasks } from '../tasks.ts';
import { folderInTrash } from '../trash/trash-folders.ts';
import type { Trash } from '../trash/trash.ts';
import { withEach } from '../with-each.ts';
import type { Change } from './change.ts';
import { quietMs } from './decisions.ts';
import type { UndoLog } from './undo-log.ts';

/** So many pictures are moved in one turn: in between, others may change the library. */
const turnPictures = 1_000;
/** Up to so many pictures whose files aren't where they were are looked for; more of them have been moved by somebody, and are missing here. */
const mostLookedFor = 100;
const filesAtOnce = 16;

interface TrashingParts {
  readonly layout: Layout;
  readonly index: PictureIndex;
  readonly trash: Trash;
  readonly marking: Marking;
  readonly places: Places;
  readonly undoLog: UndoLog;
  readonly tasks: Tasks;
  readonly change: Change;
  readonly onStep: OnStep;
  readonly now: () => number;
}

/**
 * Puts pictures into the trash, gets them out of it, and deletes them for good; any number of them at once. Taking it
 * back leaves those alone that were restored or trashed again since then.
 */
export class Trashing {
  readonly #parts: TrashingParts;

  constructor(parts: TrashingParts) {
    this.#parts = parts;
  }

  async moveToTrash(of: PictureSet): Promise<Changed> {
    const { index, undoLog, now } = this.#parts;
    const generation = await index.generation();
    const [trashedAt, moved] = [now(), new RowSet()];
    await this.#put(await index.resolve(of), trashedAt, moved);
    const undo = async (): Promise<void> => {
      const rows = await index.resolve({ generation, rows: moved.rows() });
      await this.#restore(rows, new RowSet(), (picture) => picture.trashedAt === trashedAt);
    };
    return { count: moved.count, undo: undoLog.add({ bytes: moved.bytes.byteLength, undo }) };
  }

  async restore(of: PictureSet): Promise<Changed> {
    const { index, undoLog, now } = this.#parts;
    const generation = await index.generation();
    const moved = new RowSet();
    await this.#restore(await index.resolve(of), moved);
    const undo = async (): Promise<void> => this.#put(await index.resolve({ generation, rows: moved.rows() }), now(), new RowSet());
    return { count: moved.count, undo: undoLog.add({ bytes: moved.bytes.byteLength, undo }) };
  }

  /** The same for one picture, for those who hold the turn to change the library. */
  async restoreInTurn(id: string): Promise<void> {
    const picture = await this.#parts.index.find(id);
    if (picture) await this.#restoreSome([picture], new RowSet());
  }

  /**
   * Of what is in the trash; returns how many. It is noted first, so that what a kill interrupts is finished by the next
   * opening; a picture's row goes last.
   */
  async deleteForever(of: PictureSet): Promise<number> {
    const { index, change } = this.#parts;
    const rows = await index.resolve(of);
    const trashed = (await index.trashedRows()).keep(RowSet.of(rows)).rows();
    await this.#inTurns(trashed, (some) => change(() => this.#noteDeleting(some)));
    await change(() => this.#unmark(trashed));
    let deleted = 0;
    await this.#inTurns(trashed, async (some) => (deleted += await change(() => this.#delete(some))));
    return deleted;
  }

  /** Finishes a deletion for good, for those who hold the turn to change the library. */
  async deleteInTurn(ids: readonly string[]): Promise<void> {
    const rows = await this.#parts.index.resolve({ ids: [...ids] });
    if (rows.length === 0) return;
    await this.#unmark(rows);
    for (let from = 0; from < rows.length; from += turnPictures) await this.#delete(rows.subarray(from, from + turnPictures));
  }

  /** Deletes for good what has been in the trash since before a moment. */
  async purge(before: number): Promise<void> {
    const { index } = this.#parts;
    const ids = await index.trashedBefore(before);
    if (ids.length > 0) await this.deleteForever({ ids });
  }

  async #put(rows: Int32Array, trashedAt: number, moved: RowSet): Promise<void> {
    const { index, change } = this.#parts;
    const sources = new Set<string>();
    await this.#inTurns(rows, (some) =>
      change(async () => {
        const pictures = (await index.picturesAt(some)).filter((picture) => picture.trashedAt === null);
        if (pictures.length > 0) await this.#putSome(await this.#located(pictures), trashedAt, moved, sources);
      }),
    );
    for (const folder of sources) await syncFolder(folder);
  }

  async #putSome(pictures: readonly IndexedPicture[], trashedAt: number, moved: RowSet, sources: Set<string>): Promise<void> {
    const { layout, index, trash, onStep } = this.#parts;
    const leaving = pictures.map(({ record: { id }, path, file }) => ({ id, path, missing: file === 'missing' }));
    const byId = new Map(pictures.map((picture) => [picture.record.id, picture]));
    const states: Parameters<PictureIndex['setStates']>[0][number][] = [];
    try {
      await trash.put(leaving, trashedAt, (id, path, missing) => {
        const { row = 0, file = 'here' } = byId.get(id) ?? {};
        states.push({ id, path, file: missing ? 'missing' : file, trashedAt });
        moved.add(row);
      });
    } finally {
      for (const { path, file } of pictures) if (file !== 'missing') sources.add(dirname(layout.absolute(path)));
      await index.setStates(states);
    }
    await onStep('trash-indexed');
  }

  /** The pictures with their files where they are, or as missing. */
  async #located(pictures: readonly IndexedPicture[]): Promise<IndexedPicture[]> {
    const { layout, places } = this.#parts;
    const safe = new Map<string, Promise<boolean>>();
    const isSafe = (folder: string): Promise<boolean> => {
      const known = safe.get(folder) ?? isInside(layout.folder, folder).catch(() => false);
      safe.set(folder, known);
      return known;
    };
    const located: IndexedPicture[] = [];
    let lookedFor = 0;
    await withEach(pictures, filesAtOnce, async (picture) => {
      const file = layout.absolute(picture.path);
      const bytes = (await isSafe(dirname(file))) ? await sizeOf(file) : null;
      // A damaged file is another size, maybe, and goes along all the same: it is what the person sees of the picture.
      if (bytes !== null && (bytes === picture.record.bytes || picture.file === 'damaged')) {
        located.push(picture.file === 'missing' ? { ...picture, file: 'here' } : picture);
        return;
      }
      const found = picture.file !== 'missing' && (lookedFor += 1) <= mostLookedFor ? await places.locateInTurn(picture.record.id) : null;
      located.push(found ?? { ...picture, file: 'missing' });
    });
    return located;
  }

  async #restore(rows: Int32Array, moved: RowSet, isMeant: (picture: IndexedPicture) => boolean = () => true): Promise<void> {
    const { index, change } = this.#parts;
    await this.#inTurns(rows, (some) => change(async () => this.#restoreSome((await index.picturesAt(some)).filter(isMeant), moved)));
  }

  async #restoreSome(pictures: readonly IndexedPicture[], moved: RowSet): Promise<void> {
    const { index, trash, onStep } = this.#parts;
    for (const [folder, some] of byFolder(pictures)) {
      const byId = new Map(some.map((picture) => [picture.record.id, picture]));
      const states: Parameters<PictureIndex['setStates']>[0][number][] = [];
      const returning = some.map(({ record: { id, path: home, bytes }, path }) => ({ id, path, home, bytes }));
      await trash.restore(folder, returning, (id, path) => {
        const picture = byId.get(id);
        if (!picture) return;
        states.push({ id, path: path ?? picture.record.path, file: path === null ? 'missing' : picture.file, trashedAt: null });
        moved.add(picture.row);
      });
      await index.setStates(states);
      await onStep('restore-indexed');
    }
  }

  async #noteDeleting(rows: Int32Array): Promise<void> {
    const { index, trash, onStep } = this.#parts;
    for (const [folder, pictures] of byFolder(await index.picturesAt(rows))) {
      await trash.noteDeleting(folder, new Set(pictures.map(({ record }) => record.id)));
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

  async #delete(rows: Int32Array): Promise<number> {
    const { layout, index, trash, onStep } = this.#parts;
    const pictures = (await index.picturesAt(rows)).filter(({ trashedAt }) => trashedAt !== null);
    const ids = pictures.map(({ record }) => record.id);
    await withEach(
      ids.flatMap((id) => [layout.record(id), layout.thumbnail(id)]),
      filesAtOnce,
      (path) => rm(path, { force: true }),
    );
    for (const [folder, some] of byFolder(pictures))
      await trash.remove(
        folder,
        some.map(({ record, path }) => ({ id: record.id, path })),
      );
    await onStep('delete-removed');
    await index.remove(...ids);
    await onStep('delete-indexed');
    return ids.length;
  }

  /** Some at a time, with news of it when it takes long. */
  async #inTurns(rows: Int32Array, work: (some: Int32Array) => Promise<unknown>): Promise<void> {
    const inTurn = async (progress: Progress): Promise<void> => {
      progress.total(rows.length);
      for (let from = 0; from < rows.length; from += turnPictures) {
        await work(rows.subarray(from, from + turnPictures));
        progress.done(Math.min(rows.length, from + turnPictures));
      }
    };
    await this.#parts.tasks.run({ id: randomUUID(), what: 'change', quietMs, work: inTurn });
  }
}

/** Those that are in the trash, by its folders. */
function byFolder(pictures: readonly IndexedPicture[]): Map<string, IndexedPicture[]> {
  const trashed = pictures.filter(({ trashedAt, path }) => trashedAt !== null && folderInTrash(path) !== null);
  return Map.groupBy(trashed, ({ path }) => folderInTrash(path) ?? '');
}
