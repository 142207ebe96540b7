import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { Experience } from './experience.ts';
import { handClock } from './hand-clock.ts';
import { Journal } from './journal.ts';
import { sampleJob, sampleRequest } from './sample-job.ts';

async function experience(): Promise<Experience> {
  const folder = await mkdtemp(join(tmpdir(), 'afterglow-experience-'));
  const journal = Journal.open(join(folder, 'journal.db'), 0);
  onTestFinished(async () => {
    journal.close();
    await rm(folder, { recursive: true, force: true });
  });
  const unexpected = (error: unknown): void => {
    throw error;
  };
  return new Experience({ journal, clock: handClock(), unexpected });
}

const job = sampleJob();

test('durations are learnt per model, size and count, practice and paid apart', async () => {
  const learnt = await experience();
  learnt.learnDuration(job, 100_000);
  const others = [
    sampleJob({ practice: true }),
    sampleJob({ request: sampleRequest({ size: '3:2' }) }),
    sampleJob({ request: sampleRequest({ count: 4 }) }),
    sampleJob({ request: sampleRequest({ model: 'another' }) }),
  ];
  expect(learnt.durationsMs(job)).toEqual([100_000]);
  expect(others.map((other) => learnt.durationsMs(other))).toEqual([[], [], [], []]);
});

test('only the newest forty speak, newest first', async () => {
  const learnt = await experience();
  for (let i = 0; i < 60; i++) learnt.learnDuration(job, 100_000 + (i % 7) * 1_000);
  expect(learnt.durationsMs(job)).toHaveLength(40);
  expect(learnt.durationsMs(job)[0]).toBe(100_000 + (59 % 7) * 1_000);
});

test('one that stuck for an hour does not make the next ones wait', async () => {
  const learnt = await experience();
  for (const ms of [98_000, 101_000, 99_000, 3_600_000, 100_000, 102_000]) learnt.learnDuration(job, ms);
  expect(Math.max(...learnt.durationsMs(job))).toBe(102_000);
});
