import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

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
    { jobId: job.id, at: 1_000, what: 'made', detail: null },
    { jobId: job.id, at: 2_000, what: 'submitting', detail: { why: 'its turn' } },
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

test('a damaged journal is moved aside, not deleted, and a new one is begun', () => {
  fs.writeFileSync(file, 'this is no database, and was never one, however long one looks at it');
  const journal = Journal.open(file, Date.parse('2026-11-22T10:00:00Z'));
  expect(journal.jobs()).toEqual([]);
  expect(journal.damagedKeptAs).toBe(`${file}.damaged-2026-11-22T10-00-00.000Z`);
  expect(fs.readFileSync(journal.damagedKeptAs ?? '', 'utf8')).toContain('no database');
  journal.close();
});

test('a journal with a destroyed page inside is noticed', () => {
  const journal = Journal.open(file, 0);
  for (let i = 0; i < 200; i++) journal.record(sampleJob({ createdAt: i }), 'made');
  journal.close();
  const handle = fs.openSync(file, 'r+');
  fs.writeSync(handle, Buffer.alloc(4096, 0xff), 0, 4096, 4096 * 2);
  fs.closeSync(handle);
  const again = Journal.open(file, 0);
  expect(again.damagedKeptAs).not.toBeNull();
  again.close();
});

test('a row that is not a job is passed over and left in place', () => {
  const journal = Journal.open(file, 0);
  const job = sampleJob();
  journal.record(job, 'made');
  journal.record({ ...sampleJob(), cost: 'free' } as never, 'made');
  expect(journal.jobs()).toEqual([job]);
  journal.close();
});

test('a journal of a newer version is refused with a sentence and stays untouched', () => {
  const journal = Journal.open(file, 0);
  journal.close();
  setVersion(file, 99);
  expect(() => Journal.open(file, 0)).toThrow('newer Afterglow');
  expect(fs.existsSync(file)).toBe(true);
});

/** The schema version stands in bytes 60 to 63 of an SQLite file. */
function setVersion(database: string, version: number): void {
  const bytes = fs.readFileSync(database);
  bytes.writeInt32BE(version, 60);
  fs.writeFileSync(database, bytes);
}
