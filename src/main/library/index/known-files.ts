import type { IndexDatabase } from '../index-file.ts';
import type { FileState } from '../picture-row.ts';

/** What the index says of the file of a picture that isn't in the trash. */
export interface KnownFile {
  readonly id: string;
  /** Relative to the library. Two pictures may say the same, when one's file took the other's name. */
  readonly path: string;
  readonly bytes: number;
  readonly file: FileState;
}

const select = 'SELECT id, path, bytes, file FROM pictures WHERE trashed_at IS NULL';

export function filesAt(database: IndexDatabase, paths: readonly string[]): KnownFile[] {
  const at = database.prepare<[string], KnownFile>(`${select} AND path = ?`);
  return paths.flatMap((path) => at.all(path));
}

/** By their paths: the next ones after a path, and before another one. */
export function filesBetween(database: IndexDatabase, after: string, before: string, limit: number): KnownFile[] {
  const sql = `${select} AND path > ? AND path < ? ORDER BY path LIMIT ?`;
  return database.prepare<[string, string, number], KnownFile>(sql).all(after, before, limit);
}

/** Those whose file isn't there. The first condition is the index's own (`amiss`), or all pictures would be looked through. */
export function missingFiles(database: IndexDatabase): KnownFile[] {
  return database.prepare<[], KnownFile>(`${select} AND file <> 'here' AND file = 'missing'`).all();
}

export function damagedFiles(database: IndexDatabase): KnownFile[] {
  return database.prepare<[], KnownFile>(`${select} AND file <> 'here' AND file = 'damaged'`).all();
}

/** Those whose file was found elsewhere than their record says. */
export function movedFiles(database: IndexDatabase): KnownFile[] {
  return database.prepare<[], KnownFile>(`${select} AND recorded_path IS NOT NULL AND recorded_path <> path AND file = 'here'`).all();
}

/** Those of a size. Sizes have no index of their own: the rows come from the columns. */
export function filesOf(database: IndexDatabase, rows: readonly number[]): KnownFile[] {
  const of = database.prepare<[number], KnownFile>(`${select} AND row = ?`);
  return rows.flatMap((row) => of.all(row));
}
