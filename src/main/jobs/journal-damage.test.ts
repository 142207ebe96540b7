import fs from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import { isSent, type Job } from '../../shared/job.ts';
import { temporaryFolder } from '../library/test-library.ts';
import { seeded } from '../practice/randomness.ts';
import { Journal } from './journal.ts';
import { fillJournal } from './test-journal.ts';

const pageBytes = 4096;
const random = seeded(20_261_122);
let written: Job[];
let whole: Buffer;

beforeAll(() => {
  const folder = fs.mkdtempSync(join(fs.realpathSync('/tmp'), 'afterglow-journal-'));
  const journal = Journal.open(join(folder, 'journal.db'), 0);
  written = fillJournal(journal, 80);
  journal.close();
  whole = fs.readFileSync(join(folder, 'journal.db'));
  fs.rmSync(folder, { recursive: true });
});

interface Found {
  readonly jobs: readonly Job[];
  readonly journal: Journal;
  readonly file: string;
}

/** Opens a journal that looks like this, and checks what must hold however damaged it is. */
function opened(folder: string, bytes: Buffer, name = 'journal.db'): Found {
  const file = join(folder, name);
  fs.writeFileSync(file, bytes);
  const journal = Journal.open(file, 0);
  const { damaged, closed } = journal.report;
  expect(closed).toBeNull();
  if (damaged) expect(fs.readFileSync(damaged.keptAs).equals(bytes)).toBe(true);
  const jobs = journal.jobs();
  expectHarmless(jobs);
  // It can be gone on with.
  for (const job of jobs.slice(0, 3)) journal.record(job, 'taken up again');
  journal.close();
  return { jobs, journal, file };
}

/** Nothing that was sent may look as if it were not: it would be sent again. */
function expectHarmless(jobs: readonly Job[]): void {
  const before = new Map(written.map((job) => [job.id, job]));
  for (const job of jobs) {
    const was = before.get(job.id);
    if (was && isSent(was)) expect(isSent(job)).toBe(true);
    if (was && 'finishedAt' in was) expect(['done', 'running', 'unknown']).toContain(job.state);
  }
}

function taskIds(jobs: readonly Job[]): string[] {
  return jobs.flatMap((job) => ('task' in job && job.task ? [job.task.id] : [])).sort();
}

function damagedAt(page: number, damage: (page: Buffer) => void): Buffer {
  const bytes = Buffer.from(whole);
  damage(bytes.subarray(page * pageBytes, (page + 1) * pageBytes));
  return bytes;
}

function expectAllButWhatIsGone({ jobs, journal }: Found): void {
  // A job is on at least two pages, in its row and in its events, so no single page takes it away.
  expect(jobs.map(({ id }) => id).sort()).toEqual(written.map(({ id }) => id).sort());
  expect(taskIds(jobs)).toEqual(taskIds(written));
  expect(journal.unreadable).toBe(0);
}

describe('a journal with a damaged page', { timeout: 60_000 }, () => {
  const pages = () => Array.from({ length: whole.length / pageBytes }, (_, page) => page);

  test('of random bytes, whichever it is, gives every job back', async () => {
    const folder = await temporaryFolder();
    for (const page of pages()) {
      const noise = damagedAt(page, (bytes) => bytes.forEach((_, at) => (bytes[at] = Math.floor(random() * 256))));
      expectAllButWhatIsGone(opened(folder, noise, `${page}.db`));
    }
  });

  test('of zeroes, whichever it is, gives every job back', async () => {
    const folder = await temporaryFolder();
    for (const page of pages()) {
      const found = opened(
        folder,
        damagedAt(page, (bytes) => bytes.fill(0)),
        `${page}.db`,
      );
      expectAllButWhatIsGone(found);
    }
  });

  test('in which one bit has flipped is opened, and at most one job suffers', async () => {
    const folder = await temporaryFolder();
    for (const page of pages()) {
      const at = Math.floor(random() * pageBytes);
      const flipped = damagedAt(page, (bytes) => (bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8))));
      const { jobs } = opened(folder, flipped, `${page}.db`);
      const known = new Set(taskIds(jobs));
      expect(taskIds(written).filter((id) => !known.has(id)).length).toBeLessThanOrEqual(1);
    }
  });
});

describe('a journal that was cut off', () => {
  test.each([
    ['at its beginning', () => 0],
    ['in its header', () => 50],
    ['behind its header', () => 100],
    ['in its first page', () => 2_000],
    ['in a page', () => Math.floor(whole.length / pageBytes / 2) * pageBytes + 1_234],
    ['between two pages', () => Math.floor(whole.length / pageBytes / 2) * pageBytes],
    ['before its last page', () => whole.length - pageBytes],
  ])('%s is begun anew with what is left', async (_, length) => {
    const { jobs, journal, file } = opened(await temporaryFolder(), whole.subarray(0, length()));
    expect(journal.report.damaged).toMatchObject({ keptAs: `${file}.damaged-1970-01-01T00-00-00.000Z`, saved: jobs.length });
    if (length() > whole.length / 2 - pageBytes) expect(jobs.length).toBeGreaterThan(written.length / 4);
    expect(taskIds(written)).toEqual(expect.arrayContaining(taskIds(jobs)));
  });
});

describe('the files beside a journal whose process was killed', () => {
  const harms: readonly [string, (file: string) => void][] = [
    ['as they were', () => undefined],
    ['without the log', (file) => fs.rmSync(`${file}-wal`)],
    ['without the shared memory', (file) => fs.rmSync(`${file}-shm`)],
    ['without both', (file) => ['-wal', '-shm'].forEach((suffix) => fs.rmSync(file + suffix))],
    ['with a log of noise', (file) => fs.writeFileSync(`${file}-wal`, noise(fs.statSync(`${file}-wal`).size))],
    ['with a log that was cut off', (file) => fs.truncateSync(`${file}-wal`, Math.floor(fs.statSync(`${file}-wal`).size / 2))],
    ['with shared memory of noise', (file) => fs.writeFileSync(`${file}-shm`, noise(32_768))],
  ];

  test.each(harms)('%s take nothing with them', async (_, harm) => {
    const folder = await temporaryFolder();
    const live = Journal.open(join(folder, 'live.db'), 0);
    onTestFinished(() => live.close());
    const jobs = fillJournal(live, 30);
    const file = join(folder, 'journal.db');
    for (const suffix of ['', '-wal', '-shm']) fs.copyFileSync(join(folder, `live.db${suffix}`), file + suffix);
    harm(file);
    const journal = Journal.open(file, 0);
    expect(journal.report).toEqual({ damaged: null, closed: null });
    expect(journal.jobs()).toEqual([...jobs].reverse());
    journal.close();
  });

  test('are kept when the journal itself is gone', async () => {
    const file = join(await temporaryFolder(), 'journal.db');
    fs.writeFileSync(`${file}-wal`, noise(5_000));
    const journal = Journal.open(file, 0);
    expect(fs.statSync(`${journal.report.damaged?.keptAs ?? ''}-wal`).size).toBe(5_000);
    journal.close();
  });
});

describe('a start that ended while a damaged journal was renewed', () => {
  test.each([
    ['before anything was moved', (file: string) => fs.copyFileSync(file, `${file}.renewed`)],
    ['while the new one was written', (file: string) => fs.writeFileSync(`${file}.begun`, noise(9_000))],
  ])('%s begins again', async (_, harm) => {
    const file = join(await temporaryFolder(), 'journal.db');
    fs.writeFileSync(file, whole.subarray(0, whole.length - pageBytes));
    harm(file);
    const journal = Journal.open(file, 0);
    expect(journal.report.damaged?.saved).toBeGreaterThan(40);
    journal.close();
    expect(fs.readdirSync(join(file, '..')).sort()).toEqual(['journal.db', 'journal.db.damaged-1970-01-01T00-00-00.000Z']);
  });

  test('after the old one was moved takes up the new one', async () => {
    const file = join(await temporaryFolder(), 'journal.db');
    fs.writeFileSync(`${file}.renewed`, whole);
    fs.writeFileSync(`${file}-wal`, noise(9_000));
    const journal = Journal.open(file, 0);
    expect(journal.jobs()).toHaveLength(written.length);
    journal.close();
    expect(fs.existsSync(`${file}.damaged-1970-01-01T00-00-00.000Z-wal`)).toBe(true);
  });
});

function noise(bytes: number): Buffer {
  return Buffer.from(Array.from({ length: bytes }, () => Math.floor(random() * 256)));
}
