import type {
  Picture,
  PictureFamily,
  PictureMatches,
  PictureOutline,
  PictureQuery,
  PictureRows,
  PictureSet,
} from '../../shared/picture.ts';
import { bit } from './index/columns.ts';
import { familyOf } from './index/family.ts';
import { IndexQuestions } from './index/index-questions.ts';
import type { MarkChange } from './index/marks-store.ts';
import type { RowSet } from './index/row-set.ts';
import { pictureOf, type IndexedPicture, type NewPicture, type PictureState } from './picture-row.ts';

/**
 * The searchable list of a library's pictures, made from records, marks and files, and disposable. Each picture has a
 * row, the same for as long as this index lives (`generation`). Everything answers with a Promise.
 */
export class PictureIndex extends IndexQuestions {
  /** Calls back, as often as it happens, when a question comes upon a damaged place. */
  onDamage(listener: () => void): void {
    this.store.onDamage(listener);
  }

  /** Where its file is. */
  get path(): string {
    return this.store.path;
  }

  /** Puts a made index into its place. */
  take(path: string): Promise<void> {
    return this.store.take(path);
  }

  /** Becomes what another index was made to be, in its own place: the same pictures in other rows. */
  become(made: PictureIndex): Promise<void> {
    return this.store.become(made.store);
  }

  outline(): Promise<PictureOutline> {
    return this.store.ask(({ generation, order }) => ({ generation, order: this.store.order, ...order.current }));
  }

  /** `collections`: the query's own and those inside it. */
  matching(query: PictureQuery, collections: readonly string[], revision: number): Promise<PictureMatches> {
    return this.store.ask((contents) => {
      const found = contents.matching(query, collections);
      return { generation: contents.generation, order: this.store.order, revision, count: found.count, bits: found.bytes };
    });
  }

  facts({ generation, rows }: PictureRows): Promise<Picture[]> {
    return this.store.ask((contents) => (generation === contents.generation ? contents.facts(rows) : []));
  }

  /** A picture as the gallery shows it, with its marks. */
  shown(picture: IndexedPicture): Promise<Picture> {
    return this.store.ask((contents) => pictureOf(picture, contents.marksOf(picture.row)));
  }

  family(id: string): Promise<PictureFamily | null> {
    return this.store.ask((contents) => {
      const picture = contents.find(id);
      return picture && familyOf(picture, contents);
    });
  }

  models(): Promise<string[]> {
    return this.store.ask((contents) => contents.models());
  }

  /** How many pictures there are, the trash left out, and what is amiss with them. */
  counts(): Promise<{ pictures: number; trashed: number; missing: number; damaged: number; bytes: number }> {
    return this.store.ask(({ columns: { arrays, length } }) => {
      const counts = { pictures: 0, trashed: 0, missing: 0, damaged: 0, bytes: 0 };
      for (let row = 0; row < length; row += 1) {
        const state = arrays.state[row] ?? 0;
        if ((state & (bit.given | bit.gone)) !== bit.given) continue;
        if (state & bit.trashed) counts.trashed += 1;
        else counts.pictures += 1;
        if (state & bit.missing) counts.missing += 1;
        else counts.bytes += arrays.bytes[row] ?? 0;
        if (state & bit.damaged) counts.damaged += 1;
      }
      return counts;
    });
  }

  /** What rows of this index are told by, see `PictureOutline`. */
  generation(): Promise<string> {
    return this.store.ask(({ generation }) => generation);
  }

  /** The rows of a set that are there. Throws `not-found` for rows of another generation. */
  resolve(set: PictureSet): Promise<Int32Array<ArrayBuffer>> {
    return this.store.ask((contents) => contents.resolve(set));
  }

  /** The rows that have a mark (see `MarksStore` for the names). Not to be changed. */
  marked(name: string): Promise<RowSet> {
    return this.store.ask(({ marks }) => marks.rowsOf(name));
  }

  /** How many pictures have each of the marks whose names begin so, the trash left out; sorted by name. */
  markCounts(prefix: string): Promise<{ name: string; count: number }[]> {
    return this.store.ask((contents) => {
      const trashed = contents.trashedRows();
      return contents.marks.names(prefix).map((name) => ({ name, count: contents.marks.rowsOf(name).copy().deleteAll(trashed).count }));
    });
  }

  /** The names of all marks that begin so, sorted. */
  markNames(prefix = ''): Promise<string[]> {
    return this.store.ask(({ marks }) => marks.names(prefix));
  }

  /** The names of a picture's marks that begin so. */
  marksOf(id: string, prefix = ''): Promise<string[]> {
    return this.store.ask((contents) => {
      const row = contents.rowOf(id);
      return row === null ? [] : contents.marks.of(row, prefix);
    });
  }

  /** Gives marks to rows and takes them away, all or nothing. */
  setMarks(changes: readonly MarkChange[]): Promise<void> {
    return this.store.change(({ marks }) => marks.change(changes));
  }

  /** Makes these the only marks: what a look through all mark files found. Rows that are gone don't matter. */
  replaceMarks(all: ReadonlyMap<string, RowSet>): Promise<void> {
    return this.store.change(({ marks }) => marks.replace(all));
  }

  trashedRows(): Promise<RowSet> {
    return this.store.ask((contents) => contents.trashedRows());
  }

  total(): Promise<number> {
    return this.counts().then(({ pictures }) => pictures);
  }

  /** Adds pictures with the marks that they have already; returns their rows. */
  async add(pictures: readonly NewPicture[], marks: readonly string[] = []): Promise<number[]> {
    const rows: number[] = [];
    await this.store.change(({ writer, order, marks: store }) => {
      for (const picture of pictures) rows.push(writer.add(picture));
      if (marks.length > 0) store.change(marks.map((name) => ({ name, rows: Int32Array.from(rows), on: true })));
      for (const row of rows) order.added(row);
      this.store.noteOrder();
    });
    return rows;
  }

  /** Forgets pictures for good. */
  remove(...ids: readonly string[]): Promise<void> {
    return this.store.change((contents) => {
      for (const id of ids) {
        const row = contents.rowOf(id);
        if (row !== null) contents.writer.remove(row);
      }
      contents.order.dropped();
      this.store.noteOrder();
    });
  }

  /** Notes where pictures are now, and how. */
  setStates(states: readonly ({ readonly id: string } & PictureState)[]): Promise<void> {
    return this.store.change((contents) => {
      for (const { id, ...state } of states) {
        const row = contents.rowOf(id);
        if (row !== null) contents.writer.setState(row, state);
      }
    });
  }

  /** To be called before the disk is changed: should the process die, the next opening compares the index with the disk. */
  noteChanging(): Promise<void> {
    return this.store.change(() => undefined);
  }

  /** Notes that the index was brought up to what the disk holds. */
  noteComplete(): Promise<void> {
    return this.store.noteComplete();
  }

  /** Closes it as it is: the next opening compares it with the disk. */
  abandon(): Promise<void> {
    return this.store.abandon();
  }

  close(): Promise<void> {
    return this.store.close();
  }
}
