import { randomUUID } from 'node:crypto';

import type { Statement } from 'better-sqlite3';

import { Failure } from '../../../shared/failure.ts';
import type { Picture, PictureQuery, PictureSet } from '../../../shared/picture.ts';
import type { IndexDatabase } from '../index-file.ts';
import { dayStart } from '../local-days.ts';
import {
  fullColumns,
  indexedOfRow,
  pictureColumns,
  pictureOfRow,
  type FullRow,
  type IndexedPicture,
  type PictureMarks,
  type PictureRow,
} from '../picture-row.ts';
import { bit, Columns } from './columns.ts';
import { Ids } from './ids.ts';
import { IndexWriter } from './index-writer.ts';
import { favouriteMark, MarksStore } from './marks-store.ts';
import { matching } from './matching.ts';
import { Models } from './models.ts';
import { PictureOrder } from './picture-order.ts';
import { RowSet } from './row-set.ts';
import { Words } from './words.ts';

/** One index file as it is open: the tables, and what of them is in memory. */
export class IndexContents {
  readonly database: IndexDatabase;
  readonly generation: string;
  readonly columns: Columns;
  readonly marks: MarksStore;
  readonly order: PictureOrder;
  readonly writer: IndexWriter;
  readonly #models: Models;
  readonly #ids: Ids;
  readonly #words: Words;
  readonly #byRow: Statement<[number], PictureRow>;
  readonly #fullByRow: Statement<[number], FullRow>;
  readonly #rowOf: Statement<[string], number>;
  readonly #children: Statement<[string], number>;

  constructor(database: IndexDatabase) {
    this.database = database;
    this.generation = database.prepare<[], string>('SELECT generation FROM closing').pluck().get() ?? randomUUID();
    this.columns = new Columns(database);
    this.marks = new MarksStore(database);
    this.order = new PictureOrder(this.columns);
    this.#models = new Models(database);
    this.#ids = new Ids(database);
    this.#words = new Words(database);
    this.writer = new IndexWriter(database, { columns: this.columns, ids: this.#ids, models: this.#models, words: this.#words });
    this.#byRow = database.prepare(`SELECT ${pictureColumns} FROM pictures WHERE row = ?`);
    this.#fullByRow = database.prepare(`SELECT ${fullColumns} FROM pictures WHERE row = ?`);
    this.#children = database.prepare<[string], number>('SELECT row FROM parents WHERE parent = ?').pluck();
    this.#rowOf = database.prepare<[string], number>('SELECT row FROM pictures WHERE id = ?').pluck();
  }

  rowOf(id: string): number | null {
    return this.#rowOf.get(id) ?? null;
  }

  find(id: string): IndexedPicture | null {
    const row = this.rowOf(id);
    return row === null ? null : this.at(row);
  }

  at(row: number): IndexedPicture | null {
    const found = this.#fullByRow.get(row);
    return found ? indexedOfRow(found) : null;
  }

  facts(rows: Iterable<number>): Picture[] {
    const marksOf = this.#marksReader();
    return Array.from(rows, (row) => this.#byRow.get(row))
      .filter((row) => row !== undefined)
      .map((row) => pictureOfRow(row, marksOf(row.row)));
  }

  marksOf(row: number): PictureMarks {
    return this.#marksReader()(row);
  }

  #marksReader(): (row: number) => PictureMarks {
    const favourites = this.marks.rowsOf(favouriteMark);
    const ratings = [5, 4, 3, 2, 1].map((rating) => ({ rating, rows: this.marks.rowsOf(`rating:${rating}`) }));
    const flags = (['picked', 'rejected'] as const).map((flag) => ({ flag, rows: this.marks.rowsOf(`flag:${flag}`) }));
    return (row) => ({
      favourite: favourites.has(row),
      rating: ratings.find(({ rows }) => rows.has(row))?.rating ?? 0,
      flag: flags.find(({ rows }) => rows.has(row))?.flag ?? 'none',
    });
  }

  matching(query: PictureQuery, collections: readonly string[]): RowSet {
    return matching(query, collections, {
      columns: this.columns,
      marks: this.marks,
      modelNumber: (name) => this.#models.numberOf(name),
      dayBounds: ({ from, until }) => ({
        from: from === null ? -Infinity : dayStart(from),
        until: until === null ? Infinity : dayStart(until + 1),
      }),
      words: this.#words,
    });
  }

  /** The rows of a set that are there. */
  resolve(set: PictureSet): Int32Array<ArrayBuffer> {
    if ('ids' in set) {
      const rows = set.ids.map((id) => this.rowOf(id)).filter((row) => row !== null);
      return Int32Array.from(new Set(rows));
    }
    if (set.generation !== this.generation) throw new Failure('not-found', 'The library was indexed anew meanwhile.');
    return Int32Array.from(set.rows).filter((row) => this.columns.isHere(row));
  }

  idsOf(rows: Int32Array): string[] {
    return this.#ids.of(rows.filter((row) => this.columns.isHere(row)));
  }

  /** Those of the rows that are there, with their ids. */
  identified(rows: Int32Array): { row: number; id: string }[] {
    const there = rows.filter((row) => this.columns.isHere(row));
    return this.idsOf(there).map((id, at) => ({ row: there[at] ?? -1, id }));
  }

  trashedRows(): RowSet {
    const { length, arrays } = this.columns;
    const rows = new RowSet(length);
    const there = bit.given | bit.trashed;
    for (let row = 0; row < length; row += 1) if (((arrays.state[row] ?? 0) & (there | bit.gone)) === there) rows.add(row);
    return rows;
  }

  models(): string[] {
    const used = new Set<number>();
    const { length, arrays } = this.columns;
    for (let row = 0; row < length; row += 1) if (this.columns.isHere(row)) used.add(arrays.model[row] ?? 0);
    return [...this.#models.entries()]
      .filter(([name, number]) => name !== '' && used.has(number))
      .map(([name]) => name)
      .sort();
  }

  childrenOf(id: string): number[] {
    return this.#children.all(id);
  }

  /** To be called at the end of a transaction that changed something; when that one fails, `reload`. */
  save(): void {
    this.columns.save();
    this.#ids.save();
  }

  /** Takes up again what the file holds, after a transaction that failed. */
  reload(): void {
    this.columns.reload();
    this.#models.reload();
    this.#ids.reload();
    this.#words.forget();
    this.marks.forget();
    this.order.forget();
  }
}
