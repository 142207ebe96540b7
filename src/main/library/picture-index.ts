import type { Statement } from 'better-sqlite3';

import { Failure } from '../../shared/failure.ts';
import type { Picture, PictureQuery } from '../../shared/picture.ts';
import { markClean, onIndex, type IndexDatabase } from './index-file.ts';
import { PictureOrders, type Order } from './picture-order.ts';
import type { PictureRecord } from './picture-record.ts';
import {
  indexedOfRow,
  pictureColumns,
  pictureOfRow,
  type FullRow,
  type IndexedPicture,
  type PictureRow,
  type PictureState,
} from './picture-row.ts';
import { searchable } from './search-text.ts';

/**
 * The searchable list of a library's pictures, made from records, marks and files, and disposable.
 * Everything answers with a Promise, so that it can move into a worker.
 */
export class PictureIndex {
  readonly #database: IndexDatabase;
  readonly #orders: PictureOrders;
  readonly #byRow: Statement<[number], PictureRow>;
  readonly #byId: Statement<[string], FullRow>;
  readonly #rowOf: Statement<[string], number>;
  readonly #atPath: Statement<[string], number>;

  /** Whether the index holds all that the disk does; a changed one says so on the disk only when it is closed. */
  #isComplete: boolean;
  #isChanged = false;

  constructor(database: IndexDatabase, isComplete: boolean) {
    this.#isComplete = isComplete;
    this.#database = database;
    this.#orders = new PictureOrders(database);
    this.#byRow = database.prepare(`SELECT ${pictureColumns} FROM pictures WHERE row = ?`);
    this.#byId = database.prepare(`SELECT ${pictureColumns}, path, trashed_at, record FROM pictures WHERE id = ?`);
    this.#rowOf = database.prepare<[string], number>('SELECT row FROM pictures WHERE id = ?').pluck();
    this.#atPath = database.prepare<[string], number>('SELECT 1 FROM pictures WHERE path = ?').pluck();
  }

  order(query: PictureQuery): Promise<Order> {
    return this.#ask(() => this.#orders.of(query));
  }

  slice(query: PictureQuery, offset: number, limit: number): Promise<Picture[]> {
    return this.#ask(() => {
      const rows = this.#orders.of(query).rows.subarray(offset, offset + limit);
      return Array.from(rows, (row) => this.#byRow.get(row))
        .filter((row) => row !== undefined)
        .map(pictureOfRow);
    });
  }

  /** Where a picture stands in the order of a query, or -1. */
  position(query: PictureQuery, id: string): Promise<number> {
    return this.#ask(() => {
      const row = this.#rowOf.get(id);
      return row === undefined ? -1 : this.#orders.of(query).rows.indexOf(row);
    });
  }

  find(id: string): Promise<IndexedPicture | null> {
    return this.#ask(() => {
      const row = this.#byId.get(id);
      return row ? indexedOfRow(row) : null;
    });
  }

  total(): Promise<number> {
    return this.#ask(() => this.#database.prepare<[], number>('SELECT count(*) FROM pictures WHERE trashed_at IS NULL').pluck().get() ?? 0);
  }

  ids(): Promise<Set<string>> {
    return this.#ask(() => new Set(this.#strings('SELECT id FROM pictures')));
  }

  knownAmong(ids: readonly string[]): Promise<string[]> {
    return this.#ask(() => ids.filter((id) => this.#rowOf.get(id) !== undefined));
  }

  trashedIds(): Promise<Set<string>> {
    return this.#ask(() => new Set(this.#strings('SELECT id FROM pictures WHERE trashed_at IS NOT NULL')));
  }

  trashedBefore(moment: number): Promise<string[]> {
    return this.#ask(() => this.#strings('SELECT id FROM pictures WHERE trashed_at < ?', moment));
  }

  /** The pictures whose files were not found when last looked for. */
  missing(): Promise<{ id: string; bytes: number }[]> {
    return this.#ask(() =>
      this.#database
        .prepare<[], { id: string; bytes: number }>('SELECT id, bytes FROM pictures WHERE missing = 1 AND trashed_at IS NULL')
        .all(),
    );
  }

  /** Those of the paths at which no picture is known. */
  unknownAmong(paths: readonly string[]): Promise<string[]> {
    return this.#ask(() => paths.filter((path) => this.#atPath.get(path) === undefined));
  }

  add(pictures: readonly IndexedPicture[]): Promise<void> {
    return this.#change(() => {
      const row = this.#database.prepare(
        `INSERT INTO pictures (id, created_at, job_id, job_index, width_px, height_px, bytes, kind, path, prompt, practice, favourite, missing, trashed_at, record)
         VALUES (@id, @createdAt, @jobId, @index, @widthPx, @heightPx, @bytes, @kind, @path, @prompt, @practice, @favourite, @missing, @trashedAt, @json)`,
      );
      const words = this.#database.prepare('INSERT INTO prompts (rowid, words) VALUES (?, ?)');
      for (const picture of pictures) words.run(row.run(columnsOf(picture)).lastInsertRowid, wordsOf(picture.record));
    });
  }

  /** Forgets a picture for good. */
  remove(id: string): Promise<void> {
    return this.#change(() => {
      const row = this.#rowOf.get(id);
      if (row === undefined) return;
      this.#database.prepare('DELETE FROM prompts WHERE rowid = ?').run(row);
      this.#database.prepare('DELETE FROM pictures WHERE row = ?').run(row);
    });
  }

  setFavourite(ids: readonly string[], favourite: boolean): Promise<void> {
    return this.#change(() => {
      const set = this.#database.prepare('UPDATE pictures SET favourite = ? WHERE id = ?');
      for (const id of ids) set.run(favourite ? 1 : 0, id);
    });
  }

  /** Makes exactly these pictures favourites. */
  replaceFavourites(ids: readonly string[]): Promise<void> {
    return this.#change(() => {
      const chosen = JSON.stringify(ids);
      this.#database
        .prepare('UPDATE pictures SET favourite = 1 - favourite WHERE favourite <> (id IN (SELECT value FROM json_each(?)))')
        .run(chosen);
    });
  }

  /** Notes where pictures are now. */
  setStates(states: readonly ({ readonly id: string } & Omit<PictureState, 'favourite'>)[]): Promise<void> {
    return this.#change(() => {
      const set = this.#database.prepare('UPDATE pictures SET path = ?, missing = ?, trashed_at = ? WHERE id = ?');
      for (const { id, path, missing, trashedAt } of states) set.run(path, missing ? 1 : 0, trashedAt, id);
    });
  }

  /** To be called before the disk is changed: should the process die, the next opening compares the index with the disk. */
  noteChanging(): Promise<void> {
    return this.#change(() => undefined);
  }

  /** Notes that the index was brought up to what the disk holds. */
  noteComplete(): Promise<void> {
    return this.#change(() => {
      this.#isComplete = true;
    });
  }

  close(): Promise<void> {
    return this.#ask(() => {
      try {
        if (this.#isComplete && this.#isChanged) markClean(this.#database, true);
      } finally {
        this.#database.close();
      }
    });
  }

  #ask<T>(work: () => T): Promise<T> {
    return new Promise((resolve) => {
      if (!this.#database.open) throw new Failure('library-unavailable', 'The library is closed.');
      resolve(onIndex(work));
    });
  }

  #change(work: () => void): Promise<void> {
    return this.#ask(() => {
      if (!this.#isChanged) markClean(this.#database, false);
      this.#isChanged = true;
      this.#database.transaction(work)();
      this.#orders.forget();
    });
  }

  #strings(sql: string, ...values: number[]): string[] {
    return this.#database
      .prepare<number[], string>(sql)
      .pluck()
      .all(...values);
  }
}

function columnsOf({ record, path, favourite, missing, trashedAt }: IndexedPicture) {
  return {
    id: record.id,
    createdAt: record.createdAt,
    jobId: record.jobId,
    index: record.index,
    widthPx: record.widthPx,
    heightPx: record.heightPx,
    bytes: record.bytes,
    kind: record.kind,
    path,
    prompt: record.prompt,
    practice: record.practice ? 1 : 0,
    favourite: favourite ? 1 : 0,
    missing: missing ? 1 : 0,
    trashedAt,
    json: JSON.stringify(record),
  };
}

function wordsOf({ prompt, revisedPrompt }: PictureRecord): string {
  // A word no one can type between the two, so that no phrase reaches from one into the other.
  return revisedPrompt === null ? searchable(prompt) : `${searchable(prompt)} \u{10ffff} ${searchable(revisedPrompt)}`;
}
