import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { advance } from '../../shared/job.ts';
import { Journal } from './journal.ts';
import { sampleJob } from './sample-job.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterglow-journal-'));
  file = path.join(folder, 'journal.db');
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

test('a job is there again after a restart, as it was last written', () => {
  const journal = Journal.open(file, 0);
  const job = sampleJob();
  journal.record(job, 'made');
  const submitting = advance(job, { state: 'submitting', sentAt: 2_000 }, { updatedAt: 2_000 });
  journal.record(submitting, 'submitting', { why: 'its turn' });
  journal.close();

  const again = Journal.open(file, 0);
  expect(again.jobs()).toEqual([submitting]);
  expect(again.events(job.id)).toEqual([
    { jobId: job.id, at: 1_000, what: 'made', state: 'queued', detail: null },
    { jobId: job.id, at: 2_000, what: 'submitting', state: 'submitting', detail: { why: 'its turn' } },
  ]);
  again.close();
});

test('the latest events of all jobs come in their order, so many and no more', () => {
  const journal = Journal.open(file, 0);
  const [one, two] = [sampleJob(), sampleJob()];
  for (const what of ['made', 'uploading', 'submitting']) for (const job of [one, two]) journal.record(job, what);
  expect(journal.lastEvents(3).map(({ jobId, what }) => [jobId === one.id ? 1 : 2, what])).toEqual([
    [2, 'uploading'],
    [1, 'submitting'],
    [2, 'submitting'],
  ]);
  journal.close();
});

test('jobs come newest first', () => {
  const journal = Journal.open(file, 0);
  const [old, young] = [sampleJob({ createdAt: 1 }), sampleJob({ createdAt: 2 })];
  journal.record(young, 'made');
  journal.record(old, 'made');
  expect(journal.jobs().map(({ id }) => id)).toEqual([young.id, old.id]);
  journal.close();
});

test('an upload is known until it expires, for the service that it went to', () => {
  const journal = Journal.open(file, 0);
  journal.keepUpload('ab', 'https://files.test', 'https://files.test/ab.png', 5_000);
  expect(journal.uploadOf('ab', 'https://files.test', 4_999)).toBe('https://files.test/ab.png');
  expect(journal.uploadOf('ab', 'https://files.test', 5_000)).toBeNull();
  expect(journal.uploadOf('ab', 'https://elsewhere.test', 0)).toBeNull();
  journal.close();
});

test('what a service has shown of itself is remembered by its address, and when it last did', () => {
  const journal = Journal.open(file, 0);
  journal.learn('https://api.test', 'replays', 5);
  journal.learn('https://api.test', 'replays', 7);
  expect(journal.learntAt('https://api.test', 'replays')).toBe(7);
  expect(journal.learntAt('https://elsewhere.test', 'replays')).toBeNull();
  journal.close();
});

test('the last price and the latest durations are remembered', () => {
  const journal = Journal.open(file, 0);
  journal.keepPrice('paid gpt-4o-image 1:1 1', 2.5, 1);
  journal.keepPrice('paid gpt-4o-image 1:1 1', 3, 2);
  for (let i = 0; i < 50; i++) journal.keepDuration('slow', i);
  expect(journal.lastPrice('paid gpt-4o-image 1:1 1')).toBe(3);
  expect(journal.lastPrice('paid gpt-4o-image 1:1 4')).toBeNull();
  expect(journal.durations('slow')).toHaveLength(40);
  expect(journal.durations('slow')[0]).toBe(49);
  journal.close();
});

test('a row that is not a job is put together from what happened to it', () => {
  const journal = Journal.open(file, 0);
  const job = sampleJob();
  journal.record({ ...job, cost: 'free' } as never, 'made', job);
  expect(journal.jobs()).toMatchObject([{ id: job.id, request: job.request, state: 'unknown', cost: { charged: 'unknown' } }]);
  expect(journal.unreadable).toBe(0);
  journal.close();
});

test('a row that nothing is known of is passed over, counted, and left in place', () => {
  const journal = Journal.open(file, 0);
  const job = sampleJob();
  journal.record(job, 'made');
  const broken = { ...sampleJob(), cost: 'free' } as never;
  journal.record(broken, 'made');
  expect(journal.jobs()).toEqual([job]);
  expect(journal.unreadable).toBe(1);
  journal.close();
  const database = new Database(file);
  expect(database.prepare('SELECT count(*) AS jobs FROM jobs').get()).toEqual({ jobs: 2 });
  database.close();
});

test('a journal that version 0.1 wrote is copied, then brought up to date with all that it holds', () => {
  const job = sampleJob();
  const old = new Database(file);
  old.exec(`
    CREATE TABLE jobs (id TEXT PRIMARY KEY, created_at INTEGER NOT NULL, final INTEGER NOT NULL, job TEXT NOT NULL) STRICT;
    CREATE TABLE events (seq INTEGER PRIMARY KEY, job_id TEXT NOT NULL REFERENCES jobs (id), at INTEGER NOT NULL, what TEXT NOT NULL, detail TEXT NOT NULL) STRICT;
    CREATE TABLE uploads (input_id TEXT NOT NULL, service TEXT NOT NULL, url TEXT NOT NULL, expires_at INTEGER NOT NULL, PRIMARY KEY (input_id, service)) STRICT;
    CREATE TABLE prices (priced TEXT PRIMARY KEY, credits REAL NOT NULL, at INTEGER NOT NULL) STRICT;
    CREATE TABLE durations (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, seconds REAL NOT NULL) STRICT;
    PRAGMA user_version = 1;`);
  old.prepare('INSERT INTO jobs VALUES (?, ?, 0, ?)').run(job.id, job.createdAt, JSON.stringify(job));
  old.prepare("INSERT INTO events VALUES (1, ?, 1000, 'made', 'null')").run(job.id);
  old.close();
  const journal = Journal.open(file, 0);
  expect(journal.jobs()).toEqual([job]);
  expect(journal.events(job.id)).toEqual([{ jobId: job.id, at: 1_000, what: 'made', state: null, detail: null }]);
  journal.record(job, 'taken up again');
  expect(journal.events(job.id)).toMatchObject([{ state: null }, { state: 'queued' }]);
  journal.close();
  const copy = new Database(`${file}.version-1`);
  expect(copy.pragma('user_version', { simple: true })).toBe(1);
  copy.close();
});
