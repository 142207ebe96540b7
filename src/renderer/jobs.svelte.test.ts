import { expect, test } from 'vitest';

import { serve } from '../main/bridge/serve.ts';
import type { Job } from '../shared/job.ts';
import { loopback } from './bridge/loopback.ts';
import { aJob, aRequest, aTask } from './job-builder.ts';
import { Jobs } from './jobs.svelte.ts';

async function jobsOf(list: readonly Job[]): Promise<{ jobs: Jobs; tell: (job: Job) => void }> {
  const { client, announce } = loopback(serve, { jobs: { list: () => list } });
  const jobs = new Jobs(client.jobs);
  jobs.listen();
  await jobs.load();
  return { jobs, tell: (job) => announce('jobs.changed', job) };
}

test('the newest job comes first, whatever the order of the list', async () => {
  const [first, second] = [aJob(), aJob()];
  const { jobs } = await jobsOf([first, second]);
  expect(jobs.all.map(({ id }) => id)).toEqual([second.id, first.id]);
});

test('news of a job replaces what was known, and older news does not', async () => {
  const job = aJob(undefined, { updatedAt: 10 });
  const { jobs, tell } = await jobsOf([job]);
  tell({ ...job, state: 'running', task: { ...aTask, progress: 40 }, waiting: null, updatedAt: 30 });
  tell({ ...job, state: 'running', task: { ...aTask, progress: 10 }, waiting: null, updatedAt: 20 });
  expect(jobs.find(job.id)).toMatchObject({ state: 'running', task: { progress: 40 } });
});

test('a job that nobody knew of appears with its first news', async () => {
  const { jobs, tell } = await jobsOf([]);
  tell(aJob());
  expect(jobs.all).toHaveLength(1);
});

test('those that go on by themselves are running; those that wait for a decision are not', async () => {
  const failure = { code: 'lost-answer', message: '' } as const;
  const { jobs } = await jobsOf([
    aJob(),
    aJob({ state: 'stopped', task: aTask, why: 'person' }),
    aJob({ state: 'unknown', sentAt: 1, failure }),
  ]);
  expect(jobs.running.map(({ state }) => state)).toEqual(['queued']);
});

test('a job that ends is told of once', async () => {
  const job = aJob({ state: 'running', task: aTask, waiting: null });
  const { jobs, tell } = await jobsOf([job]);
  const told: string[] = [];
  jobs.onSettled(({ state }) => told.push(state));
  const done: Job = { ...job, state: 'done', task: aTask, finishedAt: 1, updatedAt: job.updatedAt + 1 };
  tell(done);
  tell({ ...done, updatedAt: done.updatedAt + 1 });
  expect(told).toEqual(['done']);
});

test('what was submitted stands in the list at once, and what is being made already does not stand there twice', async () => {
  const job = aJob();
  const { client } = loopback(serve, {
    jobs: { submit: ({ again }) => (again ? { made: true, job } : { made: false, same: job }) },
  });
  const jobs = new Jobs(client.jobs);
  await expect(jobs.submit(aRequest())).resolves.toMatchObject({ made: false });
  expect(jobs.all).toEqual([]);
  await jobs.submit(aRequest(), true);
  expect(jobs.all).toEqual([job]);
});
