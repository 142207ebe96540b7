import type { Changed, Collection } from '../../../shared/picture.ts';
import { RowSet } from '../index/row-set.ts';
import type { Marking } from '../marks/marking.ts';
import { bytesOf, rowsOfShifts, shiftsBack, shiftsTo, type Shift } from '../marks/shifts.ts';
import type { PictureIndex } from '../picture-index.ts';
import type { Change } from './change.ts';
import { broughtBack, created, moved, removed, renamed, within, type CollectionsFile, type StoredCollection } from './collections-file.ts';
import type { UndoLog } from './undo-log.ts';

interface CollectionsParts {
  readonly file: CollectionsFile;
  readonly marking: Marking;
  readonly index: PictureIndex;
  readonly undoLog: UndoLog;
  readonly change: Change;
}

/** Named groups of pictures, one inside another; a picture can be in several. */
export class Collections {
  readonly #parts: CollectionsParts;

  constructor(parts: CollectionsParts) {
    this.#parts = parts;
  }

  async list(): Promise<readonly Collection[]> {
    const { file, index } = this.#parts;
    const all = await file.all();
    const trashed = await index.trashedRows();
    const counted: Collection[] = [];
    for (const { id, name, parent } of all) {
      const rows = new RowSet();
      for (const inside of within(id, all)) rows.addAll(await index.marked(`collection:${inside}`));
      counted.push({ id, name, parent, count: rows.deleteAll(trashed).count });
    }
    return counted;
  }

  /** A collection and all those inside it: what a query for it means. */
  async within(id: string): Promise<readonly string[]> {
    return within(id, await this.#parts.file.all());
  }

  create({ name, parent }: { readonly name: string; readonly parent: string | null }): Promise<Collection> {
    const { file, change } = this.#parts;
    return change(async () => {
      const { id } = await file.change((all) => created(name, parent, all));
      return { id, name, parent, count: 0 };
    });
  }

  rename({ id, name }: { readonly id: string; readonly name: string }): Promise<void> {
    const { file, change } = this.#parts;
    return change(() => file.change((all) => renamed(id, name, all)));
  }

  /** Throws `invalid` for a parent that is inside it. */
  move({ id, parent }: { readonly id: string; readonly parent: string | null }): Promise<void> {
    const { file, change } = this.#parts;
    return change(() => file.change((all) => moved(id, parent, all)));
  }

  /** The names go first: a collection that isn't named any more isn't shown, whatever pictures still say. */
  remove(id: string): Promise<Changed> {
    const { file, marking, index, undoLog, change } = this.#parts;
    return change(async () => {
      const generation = await index.generation();
      const gone = await file.change((all) => removed(id, all));
      const fields = gone.map((collection) => `collection:${collection.id}`);
      const marked = await marking.marked(fields);
      const shifts = fields.flatMap((field) => shiftsTo(marked, field, 0, marked.rowsOf(field)));
      const reached = await marking.apply(shifts);
      const undo = undoLog.add({ bytes: bytesOf(shifts), undo: () => this.#bringBack(gone, shifts, generation) });
      return { count: reached.count, undo };
    });
  }

  async #bringBack(gone: readonly StoredCollection[], shifts: readonly Shift[], generation: string): Promise<void> {
    const { file, marking, index, change } = this.#parts;
    await change(async () => {
      const marked = await marking.marked(shifts.map(({ field }) => field));
      const still = RowSet.of(await index.resolve({ generation, rows: rowsOfShifts(shifts).rows() }));
      await marking.apply(shiftsBack(marked, shifts, still));
      await file.change((all) => broughtBack(gone, all));
    });
  }
}
