import fs from 'node:fs';
import path from 'node:path';

import Database from 'better-sqlite3';

import type { JournalTrouble } from '../../shared/app-info.ts';
import { isFinal } from '../../shared/job.ts';
import { errorCode } from '../files/disk-failure.ts';
import { DamagedJournal, migrate, NewerJournal } from './journal-schema.ts';
import { salvage, type Salvaged } from './salvage.ts';

/** What opening the journal had to put right, or couldn't. */
export interface JournalReport {
  /** Where a damaged journal was moved to, and how many of its jobs the new one has; null when it was whole. */
  readonly damaged: { readonly keptAs: string; readonly saved: number } | null;
  /** Why it can't be written; null when it can. */
  readonly closed: { readonly why: JournalTrouble; readonly error: unknown } | null;
}

export interface OpenedJournal {
  readonly database: Database.Database;
  readonly report: JournalReport;
}

const openingWaitsMs = 2_000;
const writingWaitsMs = 5_000;
/** A log without its database would be played into the new one. */
const sideFiles = ['-wal', '-shm'] as const;

/**
 * Opens the journal, or makes it. A damaged one is moved aside, never deleted, and what can still be read of it begins the
 * new one. One that can't be written is shown as far as it can be read, and takes nothing more.
 */
export function openJournalFile(file: string, now: number): OpenedJournal {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    return openOrRenew(file, now);
  } catch (error) {
    const why = troubleOf(error, file);
    return { database: readOnlyCopy(file, why), report: { damaged: null, closed: { why, error } } };
  }
}

function openOrRenew(file: string, now: number): OpenedJournal {
  takeUpRenewal(file, now);
  if (!fs.existsSync(file) && !sideFiles.some((suffix) => sizeOf(file + suffix) > 0)) replaceBy([], file, null);
  try {
    return { database: openWhole(file), report: { damaged: null, closed: null } };
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  const found = salvage(file);
  const keptAs = `${file}.damaged-${new Date(now).toISOString().replaceAll(':', '-')}`;
  replaceBy(found, file, keptAs);
  return { database: openWhole(file), report: { damaged: { keptAs, saved: found.length }, closed: null } };
}

/** Complete under another name before the old one is touched: wherever this ends, the next start goes on from there. */
function replaceBy(found: Salvaged, file: string, keptAs: string | null): void {
  const begun = `${file}.begun`;
  for (const suffix of ['', ...sideFiles]) fs.rmSync(begun + suffix, { force: true });
  const database = new Database(begun);
  try {
    fill(database, found);
  } finally {
    database.close();
  }
  fs.renameSync(begun, `${file}.renewed`);
  if (keptAs !== null) moveAside(file, keptAs);
  fs.renameSync(`${file}.renewed`, file);
  syncFolderOf(file);
}

/** What a start that ended in the middle left behind: a new journal that only lacks its name. */
function takeUpRenewal(file: string, now: number): void {
  const renewed = `${file}.renewed`;
  if (!fs.existsSync(renewed)) return;
  if (fs.existsSync(file)) {
    fs.rmSync(renewed); // the old one hasn't been moved yet: all of it begins again
    return;
  }
  moveAside(file, `${file}.damaged-${new Date(now).toISOString().replaceAll(':', '-')}`);
  fs.renameSync(renewed, file);
  syncFolderOf(file);
}

function fill(database: Database.Database, found: Salvaged): void {
  migrate(database, () => '');
  const putJob = database.prepare('INSERT INTO jobs (id, created_at, final, job) VALUES (?, ?, ?, ?)');
  const putEvent = database.prepare('INSERT INTO events (job_id, at, what, detail, state) VALUES (?, ?, ?, ?, ?)');
  const putAll = database.transaction(() => {
    for (const { job, events } of found) {
      putJob.run(job.id, job.createdAt, isFinal(job) ? 1 : 0, JSON.stringify(job));
      for (const { at, what, detail, state } of events) putEvent.run(job.id, at, what, JSON.stringify(detail), state);
      putEvent.run(job.id, job.updatedAt, 'salvaged', 'null', job.state);
    }
  });
  putAll();
}

/** Reads all of it once, so that damage is found now and not when something is to be written. */
function openWhole(file: string): Database.Database {
  refuseNonsense(file);
  const database = new Database(file, { timeout: openingWaitsMs });
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL'); // better-sqlite3's NORMAL may lose the last commits in a power cut: the rows that matter
    database.pragma('wal_autocheckpoint = 1'); // a log that is lost or damaged takes nothing with it but what was being written
    database.pragma('foreign_keys = ON');
    database.pragma('trusted_schema = OFF');
    // Not the quick one: it passes over an index that doesn't go with its table. The difference is 1 ms for a thousand jobs.
    const check = database.pragma('integrity_check(1)', { simple: true });
    if (check !== 'ok') throw new DamagedJournal(String(check));
    if (database.pragma('encoding', { simple: true }) !== 'UTF-8') throw new DamagedJournal('The journal’s texts have another form.');
    tryToWrite(database);
    migrate(database, (version) => copyOf(file, version));
    for (const table of ['jobs', 'events', 'uploads', 'prices', 'durations']) database.prepare(`SELECT * FROM ${table}`);
    database.pragma(`busy_timeout = ${writingWaitsMs}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** SQLite opens what it may not write as if all were well, and lets a transaction begin there. */
function tryToWrite(database: Database.Database): void {
  const version = database.pragma('user_version', { simple: true }) as number;
  database.exec('BEGIN IMMEDIATE');
  try {
    database.pragma(`user_version = ${version}`);
  } finally {
    database.exec('ROLLBACK');
  }
}

/** What SQLite would take for something else: an empty file for a new database, an unknown write version for a read-only one. */
function refuseNonsense(file: string): void {
  if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) throw new DamagedJournal('The journal is no file.');
  const head = Buffer.alloc(100);
  const handle = fs.openSync(file, 'r');
  try {
    if (fs.readSync(handle, head) < head.length) throw new DamagedJournal('The journal has lost its beginning.');
  } finally {
    fs.closeSync(handle);
  }
  if (![18, 19].every((at) => head[at] === 1 || head[at] === 2)) throw new DamagedJournal('The journal has no form that there is.');
}

/** Where the journal of an earlier version is kept before it is changed. */
function copyOf(file: string, version: number): string {
  const copy = `${file}.version-${version}`;
  fs.rmSync(copy, { force: true });
  return copy;
}

/** In memory, and closed for writing. */
function readOnlyCopy(file: string, why: JournalTrouble): Database.Database {
  const database = new Database(':memory:');
  fill(database, why === 'newer' ? [] : readable(file));
  database.pragma('query_only = ON');
  return database;
}

function readable(file: string): Salvaged {
  try {
    return salvage(file);
  } catch (error) {
    if (errorCode(error) !== '') return []; // no right to read it, or its disk doesn't answer
    throw error;
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof DamagedJournal || /^SQLITE_(NOTADB|CORRUPT|ERROR|FORMAT)/.test(errorCode(error));
}

function troubleOf(error: unknown, file: string): JournalTrouble {
  if (error instanceof NewerJournal) return 'newer';
  if (/^SQLITE_(BUSY|LOCKED)/.test(errorCode(error))) return 'locked';
  if (/^(SQLITE_READONLY|EROFS|EACCES|EPERM)/.test(errorCode(error))) return 'read-only';
  return mayWriteBeside(file) ? 'unreachable' : 'read-only';
}

/** Tried, not asked: what the system says of rights isn't true of every drive. */
function mayWriteBeside(file: string): boolean {
  const probe = `${file}.begun`;
  try {
    fs.writeFileSync(probe, '');
    fs.rmSync(probe);
    return true;
  } catch (error) {
    return !/^(EROFS|EACCES|EPERM)$/.test(errorCode(error));
  }
}

function moveAside(file: string, keptAs: string): void {
  for (const suffix of ['', ...sideFiles]) if (fs.existsSync(file + suffix)) fs.renameSync(file + suffix, keptAs + suffix);
}

function sizeOf(file: string): number {
  return fs.existsSync(file) ? fs.statSync(file).size : 0;
}

/** So that the new names are there after a power cut. Windows knows no such thing. */
function syncFolderOf(file: string): void {
  if (process.platform === 'win32') return;
  const folder = fs.openSync(path.dirname(file), 'r');
  fs.fsyncSync(folder);
  fs.closeSync(folder);
}
