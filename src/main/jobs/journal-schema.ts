import type Database from 'better-sqlite3';

/** One step per version of the journal; a journal of an earlier one goes through those that it lacks. */
const steps = [
  `CREATE TABLE jobs (id TEXT PRIMARY KEY, created_at INTEGER NOT NULL, final INTEGER NOT NULL, job TEXT NOT NULL) STRICT;
   CREATE INDEX jobs_by_age ON jobs (created_at DESC);
   CREATE TABLE events (seq INTEGER PRIMARY KEY, job_id TEXT NOT NULL REFERENCES jobs (id), at INTEGER NOT NULL, what TEXT NOT NULL, detail TEXT NOT NULL) STRICT;
   CREATE INDEX events_by_job ON events (job_id, seq);
   CREATE TABLE uploads (input_id TEXT NOT NULL, service TEXT NOT NULL, url TEXT NOT NULL, expires_at INTEGER NOT NULL, PRIMARY KEY (input_id, service)) STRICT;
   CREATE TABLE prices (priced TEXT PRIMARY KEY, credits REAL NOT NULL, at INTEGER NOT NULL) STRICT;
   CREATE TABLE durations (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, seconds REAL NOT NULL) STRICT;
   CREATE INDEX durations_by_kind ON durations (kind, seq DESC);`,
  // What state the job was in afterwards: with it, a job whose row is lost can be told from what happened to it.
  `ALTER TABLE events ADD COLUMN state TEXT;`,
  // What a service has shown of itself that no documentation says.
  `CREATE TABLE learnt (service TEXT NOT NULL, what TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (service, what)) STRICT;`,
] as const;

export class NewerJournal extends Error {}
export class DamagedJournal extends Error {}

/** Brings a journal to the present version. One that holds jobs is copied before it is changed. */
export function migrate(database: Database.Database, copyTo: (version: number) => string): void {
  const version = database.pragma('user_version', { simple: true }) as number;
  if (version > steps.length) throw new NewerJournal('The journal was written by a newer Afterglow. Please start that version.');
  if (version < 0) throw new DamagedJournal('The journal has a version that there never was.');
  if (version === steps.length) return;
  if (version > 0) database.prepare('VACUUM INTO ?').run(copyTo(version));
  database.transaction(() => {
    for (const step of steps.slice(version)) database.exec(step);
    database.pragma(`user_version = ${steps.length}`);
  })();
}
