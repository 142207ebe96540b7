import { randomUUID } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { open as openFile, rename, rm } from 'node:fs/promises';

import Database from 'better-sqlite3';

import { asDiskFailure, errorCode } from '../files/disk-failure.ts';
import { exists } from '../files/durable-file.ts';
import { sizeOf } from '../files/file-content.ts';

export type IndexDatabase = Database.Database;

/** Goes up with every change of the tables. An index of another version is made anew: nothing is in it alone. */
const version = 5;

const suffixes = ['', '-wal', '-shm'] as const;
const checkedAtOnceBytes = 8 * 1024 * 1024;
/** So that pages are written once, not again with every picture that falls on them. */
const buildingCacheKB = 96 * 1024;

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
    is_answer INTEGER NOT NULL,
    canvas TEXT,
    practice INTEGER NOT NULL,
    file TEXT NOT NULL,
    trashed_at INTEGER,
    job_id TEXT NOT NULL,
    job_index INTEGER NOT NULL,
    model TEXT NOT NULL,
    path TEXT NOT NULL,
    recorded_path TEXT,
    prompt TEXT NOT NULL,
    rest TEXT NOT NULL
  ) STRICT;
  CREATE INDEX trashed ON pictures (trashed_at) WHERE trashed_at IS NOT NULL;
  CREATE INDEX amiss ON pictures (file) WHERE file <> 'here';
  CREATE INDEX edits ON pictures (canvas, created_at) WHERE canvas IS NOT NULL;
  CREATE INDEX places ON pictures (path);
  CREATE INDEX moved ON pictures (row) WHERE recorded_path IS NOT NULL;
  CREATE TABLE parents (parent TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (parent, row)) STRICT, WITHOUT ROWID;
  CREATE TABLE models (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE columns (chunk INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
  CREATE TABLE ids (chunk INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
  CREATE TABLE marks (name TEXT PRIMARY KEY, is_list INTEGER NOT NULL, rows BLOB NOT NULL) STRICT;
  CREATE VIRTUAL TABLE prompts USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3');
  CREATE TABLE closing (clean INTEGER NOT NULL, generation TEXT NOT NULL) STRICT;
  PRAGMA user_version = ${version};
`;

export interface OpenedIndex {
  /** Null when there is none, or none that can be used: it is to be made. */
  readonly database: IndexDatabase | null;
  /** `unclean`: the last process died, or the power went; what it wrote last may not be in it. */
  readonly isClean: boolean;
  /** Where a damaged index was moved to. */
  readonly damagedKeptAs: string | null;
}

/** Opens a library's index if there is one that is whole and of this version. */
export async function openIndexFile(path: string): Promise<OpenedIndex> {
  if (!(await exists(path))) return { database: null, isClean: false, damagedKeptAs: null };
  const opened = openWhole(path, (await sizeOf(path)) ?? 0);
  if (opened === 'damaged') return { database: null, isClean: false, damagedKeptAs: await moveAside(path) };
  if (opened === 'other-version') return { database: null, isClean: false, damagedKeptAs: null };
  const isClean = opened.prepare<[], number>('SELECT clean FROM closing').pluck().get() === 1;
  return { database: opened, isClean, damagedKeptAs: null };
}

/** Makes an empty index that nobody else uses yet. Fast, because nothing of it lasts before it gets its place. */
export async function createIndexFile(path: string): Promise<IndexDatabase> {
  await removeIndexFile(path);
  return onIndex(() => {
    const database = new Database(path);
    try {
      for (const pragma of ['journal_mode = OFF', 'synchronous = OFF', `cache_size = -${buildingCacheKB}`]) database.pragma(pragma);
      database.exec(`BEGIN; ${tables} INSERT INTO closing VALUES (0, '${randomUUID()}'); COMMIT;`);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** Of a log that was left without its database, too: it would be played into the next one. */
export async function removeIndexFile(path: string): Promise<void> {
  for (const suffix of suffixes) await rm(path + suffix, { force: true });
}

/** All that was written to a file without a journal is on the disk afterwards. */
export async function syncIndexFile(path: string): Promise<void> {
  const file = await openFile(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Puts a closed index into another one's place and opens it there, or the other one again when that fails. At once, so
 * that nobody asks in between.
 */
export function replaceIndexFile(from: string, to: string): { readonly database: IndexDatabase; readonly failure: Error | null } {
  let failure: Error | null = null;
  try {
    for (const suffix of suffixes.slice(1)) rmSync(to + suffix, { force: true });
    renameSync(from, to);
  } catch (error) {
    const cause = asDiskFailure(error);
    failure = cause instanceof Error ? cause : new Error(String(cause));
  }
  return { database: onIndex(() => open(to)), failure };
}

/** Runs work on the index; what goes wrong with its disk comes out as a Failure. */
export function onIndex<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asDiskFailure(error);
  }
}

function openWhole(path: string, bytes: number): IndexDatabase | 'damaged' | 'other-version' {
  let database: IndexDatabase | null = null;
  try {
    database = open(path);
    // A large one is looked through while it is in use (`IndexCheck`): nobody waits for a second.
    if (bytes > checkedAtOnceBytes || database.pragma('quick_check(1)', { simple: true }) === 'ok') {
      if (database.pragma('user_version', { simple: true }) === version) return database;
      database.close();
      return 'other-version';
    }
  } catch (error) {
    if (!isDamage(error) && !/^SQLITE_ERROR/.test(errorCode(error))) throw asDiskFailure(error);
  }
  database?.close();
  return 'damaged';
}

/** Whether an error says that the file of an index is damaged. */
export function isDamage(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB)/.test(errorCode(error));
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

/** A damaged index stays where a person can find it. */
export async function moveAside(path: string): Promise<string> {
  const aside = `${path}.damaged-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`;
  for (const suffix of suffixes) {
    if (await exists(path + suffix)) await rename(path + suffix, aside + suffix);
  }
  return aside;
}
