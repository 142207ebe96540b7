import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';

import Database from 'better-sqlite3';

import { asDiskFailure, errorCode } from '../files/disk-failure.ts';
import { exists } from '../files/durable-file.ts';

export type IndexDatabase = Database.Database;

/** Goes up with every change of the tables. An index of another version is made anew: nothing is in it alone. */
const version = 2;

const tables = `
  CREATE TABLE pictures (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    width_px INTEGER NOT NULL,
    height_px INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    practice INTEGER NOT NULL,
    file TEXT NOT NULL,
    trashed_at INTEGER,
    job_id TEXT NOT NULL,
    job_index INTEGER NOT NULL,
    model TEXT NOT NULL,
    path TEXT NOT NULL,
    prompt TEXT NOT NULL,
    rest TEXT NOT NULL
  ) STRICT;
  CREATE INDEX trashed ON pictures (trashed_at) WHERE trashed_at IS NOT NULL;
  CREATE INDEX amiss ON pictures (file) WHERE file <> 'here';
  CREATE INDEX places ON pictures (path);
  CREATE INDEX jobs ON pictures (job_id, job_index);
  CREATE TABLE parents (parent TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (parent, row)) STRICT, WITHOUT ROWID;
  CREATE TABLE models (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE columns (chunk INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
  CREATE TABLE ids (chunk INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
  CREATE TABLE marks (name TEXT PRIMARY KEY, is_list INTEGER NOT NULL, rows BLOB NOT NULL) STRICT;
  CREATE VIRTUAL TABLE prompts USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3');
  CREATE TABLE closing (clean INTEGER NOT NULL, generation TEXT NOT NULL) STRICT;
  PRAGMA user_version = ${version};
`;

interface OpenedIndex {
  readonly database: IndexDatabase;
  /** `new`: to be filled. `unclean`: the last process died, or the power went; what it wrote last may not be in it. */
  readonly state: 'new' | 'clean' | 'unclean';
  /** Where a damaged index was moved to. */
  readonly damagedKeptAs: string | null;
}

/** Opens a library's index; makes an empty one when there is none, or none that is whole and of this version. */
export async function openIndexFile(path: string): Promise<OpenedIndex> {
  if (!(await exists(path))) return { ...(await createIndex(path)), damagedKeptAs: null };
  const opened = openWhole(path);
  if (opened === 'damaged') {
    const damagedKeptAs = await moveAside(path);
    return { ...(await createIndex(path)), damagedKeptAs };
  }
  if (opened === 'other-version') return { ...(await createIndex(path)), damagedKeptAs: null };
  const clean = opened.prepare<[], number>('SELECT clean FROM closing').pluck().get() === 1;
  return { database: opened, state: clean ? 'clean' : 'unclean', damagedKeptAs: null };
}

async function createIndex(path: string): Promise<{ database: IndexDatabase; state: 'new' }> {
  // A log without its database would be played into the new one.
  for (const suffix of ['', '-wal', '-shm']) await rm(path + suffix, { force: true });
  const database = onIndex(() => open(path));
  database.exec(`BEGIN; ${tables} INSERT INTO closing VALUES (0, '${randomUUID()}'); COMMIT;`);
  return { database, state: 'new' };
}

/** Runs work on the index; what goes wrong with its disk comes out as a Failure. */
export function onIndex<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asDiskFailure(error);
  }
}

function openWhole(path: string): IndexDatabase | 'damaged' | 'other-version' {
  let database: IndexDatabase | null = null;
  try {
    database = open(path);
    if (database.pragma('quick_check(1)', { simple: true }) === 'ok') {
      if (database.pragma('user_version', { simple: true }) === version) return database;
      database.close();
      return 'other-version';
    }
  } catch (error) {
    if (!/^SQLITE_(CORRUPT|NOTADB|ERROR)/.test(errorCode(error))) throw asDiskFailure(error);
  }
  database?.close();
  return 'damaged';
}

function open(path: string): IndexDatabase {
  try {
    return openShared(path, []);
  } catch (error) {
    if (!/^SQLITE_(FULL|IOERR)/.test(errorCode(error))) throw error;
    // On a full disk there is no room for the memory that connections share, but pictures can still be looked at.
    return openShared(path, ['locking_mode = EXCLUSIVE']);
  }
}

function openShared(path: string, first: readonly string[]): IndexDatabase {
  const database = new Database(path);
  try {
    for (const pragma of [
      ...first,
      'busy_timeout = 5000',
      'journal_mode = WAL',
      'synchronous = NORMAL',
      'foreign_keys = ON',
      'trusted_schema = OFF',
    ]) {
      database.pragma(pragma);
    }
    database.pragma('user_version');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Notes whether everything that the disk holds is in the index: not any more before the first change, again at the end.
 * The one fact that must not be lost with the power, so the one commit that is synced.
 */
export function markClean(database: IndexDatabase, clean: boolean): void {
  database.pragma('synchronous = FULL');
  database.prepare('UPDATE closing SET clean = ?').run(clean ? 1 : 0);
  database.pragma('synchronous = NORMAL');
}

async function moveAside(path: string): Promise<string> {
  const aside = `${path}.damaged-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (await exists(path + suffix)) await rename(path + suffix, aside + suffix);
  }
  return aside;
}
