import fs from 'node:fs';
import { dirname, join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';

import type { Job } from '../../shared/job.ts';
import { temporaryFolder } from '../library/test-library.ts';
import { Journal } from './journal.ts';
import { sampleJob } from './sample-job.ts';
import { fillJournal } from './test-journal.ts';
import { paidRoute, startRig } from './test-rig.ts';

const nobody = 65_534;

interface Written {
  readonly file: string;
  readonly jobs: readonly Job[];
}

/** A journal with a few jobs, in a folder that somebody without rights may look into. */
async function written(): Promise<Written> {
  const folder = await temporaryFolder();
  fs.chmodSync(folder, 0o777);
  const file = join(folder, 'data', 'journal.db');
  const journal = Journal.open(file, 0);
  const jobs = fillJournal(journal, 10);
  journal.close();
  fs.chmodSync(dirname(file), 0o777);
  fs.chmodSync(file, 0o666);
  return { file, jobs: [...jobs].reverse() };
}

/** Rights mean nothing to root, so root does it as somebody else. */
function withoutRights<T>(work: () => T): T {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(nobody);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}

/** Another program that lets nobody else at the journal. */
function locked(file: string): () => void {
  const other = new Database(file);
  other.pragma('locking_mode = EXCLUSIVE');
  other.exec('CREATE TABLE theirs (x)');
  return () => other.close();
}

function expectClosed(file: string, why: string, jobs: readonly Job[]): void {
  const journal = withoutRights(() => Journal.open(file, 0));
  expect(journal.report).toMatchObject({ damaged: null, closed: { why } });
  expect(journal.jobs()).toEqual(jobs);
  expect(() => journal.record(sampleJob(), 'made')).toThrow();
  journal.close();
}

describe('a journal that can’t be written is shown and takes nothing', () => {
  test('when its file is read-only', async () => {
    const { file, jobs } = await written();
    fs.chmodSync(file, 0o444);
    expectClosed(file, 'read-only', jobs);
  });

  test('when its folder is read-only', async () => {
    const { file, jobs } = await written();
    fs.chmodSync(dirname(file), 0o555);
    expectClosed(file, 'read-only', jobs);
  });

  test('when there is none yet and its folder is read-only', async () => {
    const { file } = await written();
    fs.rmSync(file);
    fs.chmodSync(dirname(file), 0o555);
    expectClosed(file, 'read-only', []);
  });

  test('when it may not even be read', async () => {
    const { file } = await written();
    fs.chmodSync(file, 0o000);
    expectClosed(file, 'read-only', []);
  });

  test('when it is damaged and its folder is read-only: it stays as it is, and what can be read is shown', async () => {
    const { file, jobs } = await written();
    const bytes = fs.readFileSync(file);
    fs.writeFileSync(file, bytes.fill(0, 0, 4096));
    fs.chmodSync(dirname(file), 0o555);
    expectClosed(file, 'read-only', jobs);
    expect(fs.readFileSync(file).equals(bytes)).toBe(true);
  });

  test('when another program holds it', async () => {
    const { file, jobs } = await written();
    onTestFinished(locked(file));
    expectClosed(file, 'locked', jobs);
  });

  test('when its folder’s name is taken by a file', async () => {
    const { file } = await written();
    fs.writeFileSync(join(dirname(file), 'taken'), '');
    expectClosed(join(dirname(file), 'taken', 'journal.db'), 'unreachable', []);
  });

  test('when a newer version wrote it, and nothing of it is shown, as it may mean something else by now', async () => {
    const { file } = await written();
    const database = new Database(file);
    database.pragma('user_version = 99');
    database.close();
    const before = fs.readFileSync(file);
    expectClosed(file, 'newer', []);
    expect(fs.readFileSync(file).equals(before)).toBe(true);
  });
});

test('a folder in place of the journal is moved aside', async () => {
  const file = join(await temporaryFolder(), 'journal.db');
  fs.mkdirSync(file);
  fs.writeFileSync(join(file, 'note.txt'), 'mine');
  const journal = Journal.open(file, 0);
  expect(journal.report).toMatchObject({ closed: null, damaged: { saved: 0 } });
  expect(fs.readFileSync(join(journal.report.damaged?.keptAs ?? '', 'note.txt'), 'utf8')).toBe('mine');
  journal.close();
});

test('without a journal nothing is sent, what was paid for arrives, and nothing is paid again later', { timeout: 30_000 }, async () => {
  const rig = await startRig({ concurrency: 1 });
  const halted = rig.engine.pauseAt('accepted').reached;
  const [running, queued] = [await rig.submit({ count: 2 }), await rig.submit({ prompt: 'not yet sent' })];
  await halted;
  await rig.engine.die();
  const release = locked(join(rig.folder, 'journal.db'));
  await rig.begin();
  expect(rig.engine.journal.report.closed).toMatchObject({ why: 'locked' });
  await rig.expectKept(running, 2);
  await rig.untilWaitingFor(queued, 'journal');
  await expect(rig.submit({ prompt: 'a third' })).rejects.toMatchObject({ code: 'journal-unavailable' });
  expect(() => rig.engine.jobs.queue.cancel(queued)).toThrow('nothing is sent');
  expect(rig.requests(paidRoute)).toHaveLength(1);
  // What is owed is told once; so is how long the task took, if it was seen to end.
  expect(rig.engine.unexpected.length).toBeLessThanOrEqual(2);
  expect(rig.engine.unexpected).toMatchObject(rig.engine.unexpected.map(() => ({ code: 'SQLITE_READONLY' })));
  await rig.engine.die();
  release();
  await rig.begin();
  await rig.expectKept(running, 2);
  await rig.expectKept(queued, 1);
  expect(rig.charges).toHaveLength(2);
  expect(await rig.engine.library.total()).toBe(3);
});
