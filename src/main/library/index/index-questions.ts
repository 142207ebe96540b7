import type { IndexDatabase } from '../index-file.ts';
import type { IndexedPicture } from '../picture-row.ts';
import type { IndexContents } from './contents.ts';
import { usedMasks, type UsedMask } from './edited.ts';
import { IndexStore } from './index-store.ts';
import { damagedFiles, filesAt, filesBetween, filesOf, missingFiles, movedFiles, type KnownFile } from './known-files.ts';

/** What the rest of the library asks of the index: single pictures, their ids and rows, their files. */
export class IndexQuestions {
  protected readonly store: IndexStore;

  /** `made`: a new one, which is complete once that is noted. */
  constructor(database: IndexDatabase, state: 'complete' | 'incomplete' | 'made') {
    this.store = new IndexStore(database, state);
  }

  find(id: string): Promise<IndexedPicture | null> {
    return this.store.ask((contents) => contents.find(id));
  }

  /** Those of the rows that are there. */
  picturesAt(rows: Int32Array): Promise<IndexedPicture[]> {
    return this.store.ask((contents) => Array.from(rows, (row) => contents.at(row)).filter((picture) => picture !== null));
  }

  rowOf(id: string): Promise<number | null> {
    return this.store.ask((contents) => contents.rowOf(id));
  }

  /** Those of the ids that have a row, with it. */
  rowsOf(ids: readonly string[]): Promise<Map<string, number>> {
    return this.store.ask((contents) => {
      const rows = ids.map((id) => [id, contents.rowOf(id)] as const);
      return new Map(rows.flatMap(([id, row]) => (row === null ? [] : [[id, row] as const])));
    });
  }

  idsOf(rows: Int32Array): Promise<string[]> {
    return this.store.ask((contents) => contents.idsOf(rows));
  }

  /** Those of the rows that are there, with their ids. */
  identified(rows: Int32Array): Promise<{ row: number; id: string }[]> {
    return this.store.ask((contents) => contents.identified(rows));
  }

  /** All ids that begin with some digits. */
  idsBeginning(digits: string): Promise<string[]> {
    return this.store.ask((contents) => strings(contents, 'SELECT id FROM pictures WHERE id >= ? AND id < ?', digits, `${digits}g`));
  }

  knownAmong(ids: readonly string[]): Promise<string[]> {
    return this.store.ask((contents) => ids.filter((id) => contents.rowOf(id) !== null));
  }

  trashedIds(): Promise<Set<string>> {
    return this.store.ask((contents) => new Set(strings(contents, 'SELECT id FROM pictures WHERE trashed_at IS NOT NULL')));
  }

  trashedBefore(moment: number): Promise<string[]> {
    return this.store.ask((contents) => strings(contents, 'SELECT id FROM pictures WHERE trashed_at < ?', moment));
  }

  /** The masks of edits of that canvas size, newest first, each once. */
  usedMasks(size: { readonly width: number; readonly height: number }, limit: number): Promise<UsedMask[]> {
    return this.store.ask(({ database }) => usedMasks(database, size, limit));
  }

  /** The pictures whose files were not found when last looked for. */
  missing(): Promise<KnownFile[]> {
    return this.store.ask(({ database }) => missingFiles(database));
  }

  /** Those whose file was found elsewhere than their record says. */
  moved(): Promise<KnownFile[]> {
    return this.store.ask(({ database }) => movedFiles(database));
  }

  damaged(): Promise<KnownFile[]> {
    return this.store.ask(({ database }) => damagedFiles(database));
  }

  /** What is known of the files at some paths; nothing of the trash. */
  filesAt(paths: readonly string[]): Promise<KnownFile[]> {
    return this.store.ask(({ database }) => filesAt(database, paths));
  }

  /** The files of all pictures by their paths, some at a time: the next ones after a path, and before another one. */
  filesBetween(after: string, before: string, limit: number): Promise<KnownFile[]> {
    return this.store.ask(({ database }) => filesBetween(database, after, before, limit));
  }

  /** The files of the pictures that have one of these sizes. */
  filesOfSizes(sizes: ReadonlySet<number>): Promise<KnownFile[]> {
    return this.store.ask(({ database, columns: { arrays, length } }) => {
      const rows: number[] = [];
      for (let row = 0; row < length; row += 1) if (sizes.has(arrays.bytes[row] ?? 0)) rows.push(row);
      return filesOf(database, rows);
    });
  }

  /** Those of the paths at which no picture is known. */
  unknownAmong(paths: readonly string[]): Promise<string[]> {
    return this.store.ask(({ database }) => {
      const at = database.prepare<[string], number>('SELECT 1 FROM pictures WHERE path = ?').pluck();
      return paths.filter((path) => at.get(path) === undefined);
    });
  }
}

function strings({ database }: IndexContents, sql: string, ...values: (number | string)[]): string[] {
  return database
    .prepare<(number | string)[], string>(sql)
    .pluck()
    .all(...values);
}
