import fs from 'node:fs';
import path from 'node:path';

import Database from 'better-sqlite3';

import { isFinal, type Job } from '../../shared/job.ts';
import { readJob } from './stored-job.ts';

/** What happened to a job, in the order in which it happened. */
export interface JournalEvent {
  readonly jobId: string;
  readonly at: number;
  readonly what: string;
  readonly detail: unknown;
}

interface EventRow {
  readonly job_id: string;
  readonly at: number;
  readonly what: string;
  readonly detail: string;
}

const schemaVersion = 1;
const schema = `
  CREATE TABLE jobs (id TEXT PRIMARY KEY, created_at INTEGER NOT NULL, final INTEGER NOT NULL, job TEXT NOT NULL) STRICT;
  CREATE INDEX jobs_by_age ON jobs (created_at DESC);
  CREATE TABLE events (seq INTEGER PRIMARY KEY, job_id TEXT NOT NULL REFERENCES jobs (id), at INTEGER NOT NULL, what TEXT NOT NULL, detail TEXT NOT NULL) STRICT;
  CREATE INDEX events_by_job ON events (job_id, seq);
  CREATE TABLE uploads (input_id TEXT NOT NULL, service TEXT NOT NULL, url TEXT NOT NULL, expires_at INTEGER NOT NULL, PRIMARY KEY (input_id, service)) STRICT;
  CREATE TABLE prices (priced TEXT PRIMARY KEY, credits REAL NOT NULL, at INTEGER NOT NULL) STRICT;
  CREATE TABLE durations (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, seconds REAL NOT NULL) STRICT;
  CREATE INDEX durations_by_kind ON durations (kind, seq DESC);
`;

/**
 * The journal of paid work: one row per job with its present state, and an append-only list of what happened.
 * Each step is one transaction that has reached the disk (WAL, synchronous=FULL) when `record` returns.
 */
export class Journal {
  readonly #database: Database.Database;
  readonly #prepared = new Map<string, Database.Statement>();
  readonly #write: (job: Job, what: string, detail: unknown) => void;
  /** Where a damaged journal was moved to when this one was opened, or null. */
  readonly damagedKeptAs: string | null;

  private constructor(database: Database.Database, damagedKeptAs: string | null) {
    this.#database = database;
    this.damagedKeptAs = damagedKeptAs;
    const write = database.transaction((job: Job, what: string, detail: unknown) => {
      this.#sql(
        'INSERT INTO jobs (id, created_at, final, job) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET final = excluded.final, job = excluded.job',
      ).run(job.id, job.createdAt, isFinal(job) ? 1 : 0, JSON.stringify(job));
      this.#sql('INSERT INTO events (job_id, at, what, detail) VALUES (?, ?, ?, ?)').run(
        job.id,
        job.updatedAt,
        what,
        JSON.stringify(detail),
      );
    });
    this.#write = (job, what, detail) => write.immediate(job, what, detail);
  }

  /** Opens the journal, or makes it. A damaged one is moved aside with its side files, never deleted. */
  static open(file: string, now: number): Journal {
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    try {
      return new Journal(openDatabase(file), null);
    } catch (error) {
      if (!isDamage(error)) throw error;
      const kept = moveAside(file, now);
      return new Journal(openDatabase(file), kept);
    }
  }

  /** Writes a job's new state and what led to it, in one transaction. */
  record(job: Job, what: string, detail: unknown = null): void {
    this.#write(job, what, detail);
  }

  /** Every job, newest first. A row that can't be read is left where it is and passed over. */
  jobs(): Job[] {
    const rows = this.#sql('SELECT job FROM jobs ORDER BY created_at DESC, rowid DESC').all() as { job: string }[];
    return rows.map(({ job }) => readJob(job)).filter((job) => job !== null);
  }

  events(jobId: string): JournalEvent[] {
    const rows = this.#sql('SELECT job_id, at, what, detail FROM events WHERE job_id = ? ORDER BY seq').all(jobId) as EventRow[];
    return rows.map(eventOf);
  }

  /** The latest events of all jobs, oldest first. */
  lastEvents(count: number): JournalEvent[] {
    const rows = this.#sql('SELECT job_id, at, what, detail FROM events ORDER BY seq DESC LIMIT ?').all(count) as EventRow[];
    return rows.map(eventOf).reverse();
  }

  /** Where an input was uploaded to, while that link lives. `service` is the files address. */
  uploadOf(inputId: string, service: string, now: number): string | null {
    const row = this.#sql('SELECT url FROM uploads WHERE input_id = ? AND service = ? AND expires_at > ?').get(inputId, service, now) as
      { url: string } | undefined;
    return row?.url ?? null;
  }

  keepUpload(inputId: string, service: string, url: string, expiresAt: number): void {
    this.#sql('INSERT OR REPLACE INTO uploads (input_id, service, url, expires_at) VALUES (?, ?, ?, ?)').run(
      inputId,
      service,
      url,
      expiresAt,
    );
  }

  /** For a link that the service couldn't use: the next attempt uploads the input again. */
  forgetUploads(inputIds: readonly string[], service: string): void {
    for (const id of inputIds) this.#sql('DELETE FROM uploads WHERE input_id = ? AND service = ?').run(id, service);
  }

  /** What a job of this kind cost the last time, in credits. `priced` names model, size and count. */
  lastPrice(priced: string): number | null {
    const row = this.#sql('SELECT credits FROM prices WHERE priced = ?').get(priced) as { credits: number } | undefined;
    return row?.credits ?? null;
  }

  keepPrice(priced: string, credits: number, at: number): void {
    this.#sql('INSERT OR REPLACE INTO prices (priced, credits, at) VALUES (?, ?, ?)').run(priced, credits, at);
  }

  /** How long the latest tasks of a kind took, newest first, in seconds. */
  durations(kind: string): number[] {
    const rows = this.#sql('SELECT seconds FROM durations WHERE kind = ? ORDER BY seq DESC LIMIT 40').all(kind) as {
      seconds: number;
    }[];
    return rows.map(({ seconds }) => seconds);
  }

  keepDuration(kind: string, seconds: number): void {
    this.#sql('INSERT INTO durations (kind, seconds) VALUES (?, ?)').run(kind, seconds);
  }

  close(): void {
    this.#database.close();
  }

  /** Each statement is compiled once. */
  #sql(text: string): Database.Statement {
    const known = this.#prepared.get(text);
    if (known) return known;
    const statement = this.#database.prepare(text);
    this.#prepared.set(text, statement);
    return statement;
  }
}

function eventOf({ job_id, at, what, detail }: EventRow): JournalEvent {
  return { jobId: job_id, at, what, detail: JSON.parse(detail) as unknown };
}

function openDatabase(file: string): Database.Database {
  const database = new Database(file, { timeout: 5_000 });
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL'); // better-sqlite3's NORMAL may lose the last commits in a power cut: the rows that matter
    database.pragma('foreign_keys = ON');
    database.pragma('trusted_schema = OFF');
    const [check] = database.pragma('quick_check(1)') as { quick_check: string }[];
    if (check?.quick_check !== 'ok') throw new DamagedJournal(check?.quick_check);
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function migrate(database: Database.Database): void {
  const version = database.pragma('user_version', { simple: true }) as number;
  if (version > schemaVersion) throw new Error('The journal was written by a newer Afterglow. Please start that version.');
  if (version === schemaVersion) return;
  database.transaction(() => {
    database.exec(schema);
    database.pragma(`user_version = ${schemaVersion}`);
  })();
}

class DamagedJournal extends Error {}

function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return error instanceof DamagedJournal || code === 'SQLITE_NOTADB' || (typeof code === 'string' && code.startsWith('SQLITE_CORRUPT'));
}

function moveAside(file: string, now: number): string {
  const kept = `${file}.damaged-${new Date(now).toISOString().replaceAll(':', '-')}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (fs.existsSync(file + suffix)) fs.renameSync(file + suffix, kept + suffix);
  }
  return kept;
}
