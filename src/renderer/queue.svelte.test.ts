import { expect, test } from 'vitest';

import { serve } from '../main/bridge/serve.ts';
import { Failure } from '../shared/failure.ts';
import type { Job } from '../shared/job.ts';
import { loopback } from './bridge/loopback.ts';
import { aJob } from './job-builder.ts';
import { Jobs } from './jobs.svelte.ts';
import { Queue } from './queue.svelte.ts';

async function queueOf(list: readonly Job[], move: () => Promise<void> = () => Promise.resolve()) {
  const { client, announce } = loopback(serve, { jobs: { list: () => list }, queue: { get: () => ({ paused: true }), move } });
  const jobs = new Jobs(client.jobs);
  const queue = new Queue(client.queue, jobs);
  jobs.listen();
  queue.listen();
  await Promise.all([jobs.load(), queue.load()]);
  return { queue, announce };
}

const idsIn = (queue: Queue): string[] => queue.unsent.map(({ id }) => id);

test('a queue that was paused before the restart still is, until it is told otherwise', async () => {
  const { queue, announce } = await queueOf([]);
  expect(queue.isPaused).toBe(true);
  announce('queue.changed', { paused: false });
  expect(queue.isPaused).toBe(false);
});

test('what is moved stands in its new place at once, and stays there when the news comes', async () => {
  const [first, second] = [aJob(), aJob()];
  const { promise: answered, resolve: answer } = Promise.withResolvers<undefined>();
  const { queue, announce } = await queueOf([second, first], () => answered);
  const moving = queue.move({ id: second.id, before: first.id });
  expect(idsIn(queue)).toEqual([second.id, first.id]);
  announce('jobs.changed', { ...second, place: first.place });
  announce('jobs.changed', { ...first, place: second.place });
  answer(undefined);
  await moving;
  expect(idsIn(queue)).toEqual([second.id, first.id]);
});

test('what is resumed goes in the order that was made before, however long that takes to be written down', async () => {
  const [first, second] = [aJob(), aJob()];
  const { promise: written, resolve: write } = Promise.withResolvers<undefined>();
  const done: string[] = [];
  const { client } = loopback(serve, {
    jobs: { list: () => [second, first] },
    queue: { move: () => written.then(() => void done.push('moved')), resume: () => void done.push('resumed') },
  });
  const queue = new Queue(client.queue, new Jobs(client.jobs));
  const asked = [queue.move({ id: second.id, before: first.id }), queue.resume()];
  write(undefined);
  await Promise.all(asked);
  expect(done).toEqual(['moved', 'resumed']);
});

test('a move that comes too late is taken back', async () => {
  const [first, second] = [aJob(), aJob()];
  const { queue } = await queueOf([second, first], () => Promise.reject(new Failure('invalid', 'The job has moved on.')));
  await expect(queue.move({ id: second.id, before: first.id })).rejects.toThrow(Failure);
  expect(idsIn(queue)).toEqual([first.id, second.id]);
});

test('the cost is the sum of what is known, and says when something isn’t', async () => {
  const unpriced: Job = { ...aJob(), cost: { estimated: null, reserved: null, used: null, charged: 'no' } };
  expect((await queueOf([aJob(), aJob()])).queue.cost).toEqual({ credits: 5, isPartial: false, isFree: false });
  expect((await queueOf([aJob(), unpriced])).queue.cost).toEqual({ credits: 2.5, isPartial: true, isFree: false });
  expect((await queueOf([{ ...aJob(), practice: true }])).queue.cost).toEqual({ credits: 0, isPartial: false, isFree: true });
});
