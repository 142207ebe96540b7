import fs from 'node:fs';
import path from 'node:path';

import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';

import { Core } from './core.ts';
import { Journal } from './jobs/journal.ts';
import { sampleRequest } from './jobs/sample-job.ts';
import { fillJournal } from './jobs/test-journal.ts';
import { timeLapseClock } from './jobs/time-lapse-clock.ts';
import { startNodeProcess } from './library-process/node-process.ts';
import { temporaryFolder } from './library/test-library.ts';

interface Start {
  readonly file: string;
  readonly open: () => Core;
}

/** A person's folder with a journal of ten jobs in it, two of which were never sent. */
async function home(): Promise<Start> {
  const folder = await temporaryFolder();
  const userData = path.join(folder, 'data');
  const file = path.join(userData, 'journal.db');
  const journal = Journal.open(file, 0);
  fillJournal(journal, 10);
  journal.close();
  const shelf = new Map<string, unknown>();
  const open = () => {
    const core = new Core({
      paths: { userData, library: path.join(folder, 'pictures'), logs: path.join(folder, 'logs') },
      addresses: {},
      shelf: { get: (name) => shelf.get(name), set: (name, value) => void shelf.set(name, value) },
      userAgent: 'Afterglow/test',
      clock: timeLapseClock(100),
      resolveProxy: () => Promise.resolve('DIRECT'),
      startLibraryProcess: () => startNodeProcess(),
      hide: () => undefined,
      unexpected: () => undefined,
      step: () => undefined,
    });
    onTestFinished(() => core.close());
    return core;
  };
  return { file, open };
}

test('over a damaged journal the app starts, says so, and holds back what isn’t sent yet', async () => {
  const { file, open } = await home();
  fs.truncateSync(file, fs.statSync(file).size - 4096);
  const core = open();
  expect(core.notices.all).toEqual([{ what: 'journal-damaged', keptAs: expect.stringContaining(`${file}.damaged-`) as string, saved: 10 }]);
  expect(core.jobs.list()).toHaveLength(10);
  expect(core.jobs.queue.state()).toEqual({ paused: true });
});

test('over entries that can’t be read the app starts, and says how many they are', async () => {
  const { file, open } = await home();
  const database = new Database(file);
  database.exec("UPDATE jobs SET job = '{' WHERE rowid <= 3; DELETE FROM events WHERE job_id IN (SELECT id FROM jobs WHERE rowid <= 3)");
  database.close();
  const core = open();
  expect(core.notices.all).toEqual([{ what: 'journal-entries-unreadable', count: 3 }]);
  expect(core.jobs.list()).toHaveLength(7);
});

test('over a journal that can’t be written the app starts, shows jobs and pictures, says why, and takes no new job', async () => {
  const { file, open } = await home();
  const other = new Database(file);
  other.pragma('locking_mode = EXCLUSIVE');
  other.exec('CREATE TABLE theirs (x)');
  onTestFinished(() => void other.close());
  const core = open();
  expect(core.notices.all).toEqual([{ what: 'journal-closed', file, why: 'locked' }]);
  expect(core.jobs.list()).toHaveLength(10);
  await expect(core.jobs.submit(sampleRequest(), true)).rejects.toMatchObject({ code: 'journal-unavailable' });
  await expect(core.library.ready()).resolves.toBeDefined();
});
