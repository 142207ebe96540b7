import type Database from 'better-sqlite3';

import { isFinal, type Job, type JobStateName } from '../../shared/job.ts';
import { openJournalFile, type JournalReport, type OpenedJournal } from './journal-file.ts';
import { rebuiltJob } from './rebuilt-job.ts';
import { readJob } from './stored-job.ts';

/** What happened to a job, in the order in which it happened. */
export interface JournalEvent {
  readonly jobId: string;
  readonly at: number;
  readonly what: string;
  readonly detail: unknown;
  /** What state the job was in afterwards; null in what version 0.1 wrote. */
  readonly state: JobStateName | null;
}

interface EventRow {
  readonly job_id: string;
  readonly at: number;
  readonly what: string;
  readonly detail: string;
  readonly state: JobStateName | null;
}

const eventColumns = 'job_id, at, what, detail, state';

/**
 * The journal of paid work: one row per job with its present state, and an append-only list of what happened.
 * Each step is one transaction that has reached the disk (WAL, synchronous=FULL) when `record` returns.
 */
export class Journal {
  readonly #database: Database.Database;
  readonly #prepared = new Map<string, Database.Statement>();
  readonly #write: (job: Job, what: string, detail: unknown) => void;
  readonly report: JournalReport;
  #unreadable = 0;

  private constructor({ database, report }: OpenedJournal) {
    this.#database = database;
    this.report = report;
    const write = database.transaction((job: Job, what: string, detail: unknown) => {
      this.#sql(
        'INSERT INTO jobs (id, created_at, final, job) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET final = excluded.final, job = excluded.job',
      ).run(job.id, job.createdAt, isFinal(job) ? 1 : 0, JSON.stringify(job));
      this.#sql('INSERT INTO events (job_id, at, what, detail, state) VALUES (?, ?, ?, ?, ?)').run(
        job.id,
        job.updatedAt,
        what,
        JSON.stringify(detail),
        job.state,
      );
    });
    this.#write = (job, what, detail) => write.immediate(job, what, detail);
  }

  /** Always answers: `report` says what had to be put right, and whether it can be written. */
  static open(file: string, now: number): Journal {
    return new Journal(openJournalFile(file, now));
  }

  /** Writes a job's new state and what led to it, in one transaction. */
  record(job: Job, what: string, detail: unknown = null): void {
    this.#write(job, what, detail);
  }

  /**
   * Every job, newest first. One whose row can't be read is put together from what happened to it; where that isn't possible
   * either, the row is left where it is and passed over.
   */
  jobs(): Job[] {
    const rows = this.#sql('SELECT id, job FROM jobs ORDER BY created_at DESC, rowid DESC').all() as { id: string; job: string }[];
    const jobs = rows.map(({ id, job }) => this.#jobIn(id, job)).filter((job) => job !== null);
    this.#unreadable = rows.length - jobs.length;
    return jobs;
  }

  /** How many rows `jobs` has passed over. */
  get unreadable(): number {
    return this.#unreadable;
  }

  events(jobId: string): JournalEvent[] {
    const rows = this.#sql(`SELECT ${eventColumns} FROM events WHERE job_id = ? ORDER BY seq`).all(jobId) as EventRow[];
    return rows.map(eventOf);
  }

  /** The latest events of all jobs, oldest first. */
  lastEvents(count: number): JournalEvent[] {
    const rows = this.#sql(`SELECT ${eventColumns} FROM events ORDER BY seq DESC LIMIT ?`).all(count) as EventRow[];
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

  /** When a service, by its address, last showed something of itself that no documentation says; null: never. */
  learntAt(service: string, what: 'replays'): number | null {
    const row = this.#sql('SELECT at FROM learnt WHERE service = ? AND what = ?').get(service, what) as { at: number } | undefined;
    return row?.at ?? null;
  }

  learn(service: string, what: 'replays', at: number): void {
    this.#sql('INSERT OR REPLACE INTO learnt (service, what, at) VALUES (?, ?, ?)').run(service, what, at);
  }

  close(): void {
    this.#database.close();
  }

  #jobIn(id: string, text: string): Job | null {
    const job = readJob(text);
    return job?.id === id ? job : rebuiltJob(this.events(id));
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

function eventOf({ job_id, at, what, detail, state }: EventRow): JournalEvent {
  return { jobId: job_id, at, what, state, detail: parsed(detail) };
}

/** That something happened is worth more than what was noted with it. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
