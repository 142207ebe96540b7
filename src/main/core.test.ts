import path from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { Core } from './core.ts';
import type { Clock } from './jobs/clock.ts';
import { sampleRequest } from './jobs/sample-job.ts';
import { timeLapseClock } from './jobs/time-lapse-clock.ts';
import { startNodeProcess } from './library-process/node-process.ts';
import { shown, temporaryFolder } from './library/test-library.ts';

interface Home {
  readonly open: () => Core;
  readonly unexpected: unknown[];
  readonly timers: Set<object>;
}

/** One person's machine: the same folder and settings for every start. */
async function home(): Promise<Home> {
  const folder = await temporaryFolder();
  const shelf = new Map<string, unknown>();
  const unexpected: unknown[] = [];
  const timers = new Set<object>();
  const paths = { userData: path.join(folder, 'data'), library: path.join(folder, 'pictures'), logs: path.join(folder, 'logs') };
  const open = () =>
    new Core({
      paths,
      addresses: {},
      shelf: { get: (name: string) => shelf.get(name), set: (name: string, value: unknown) => void shelf.set(name, value) },
      userAgent: 'Afterglow/test',
      clock: counted(timeLapseClock(100), timers),
      resolveProxy: () => Promise.resolve('DIRECT'),
      hide: () => undefined,
      startLibraryProcess: () => startNodeProcess(),
      unexpected: (error) => unexpected.push(error),
      step: () => undefined,
    });
  return { open, unexpected, timers };
}

function counted({ now, after }: Clock, timers: Set<object>): Clock {
  return {
    now,
    after: (delayMs, run) => {
      const timer = {};
      timers.add(timer);
      const cancel = after(delayMs, () => {
        timers.delete(timer);
        run();
      });
      return () => {
        timers.delete(timer);
        cancel();
      };
    },
  };
}

function done(core: Core, id: string): Promise<void> {
  return new Promise((resolve) => {
    core.jobs.onChanged((job) => {
      if (job.id === id && job.state === 'done') resolve();
    });
  });
}

test('a job cut off by closing is finished at the next start, and is there at the one after that', { timeout: 60_000 }, async () => {
  const { open, unexpected, timers } = await home();
  const first = open();
  first.start();
  await first.account.startPractice();
  const submitted = await first.jobs.submit(sampleRequest(), false);
  if (!submitted.made) throw new Error('not made');
  await first.close();
  expect(timers.size).toBe(0);

  const second = open();
  const finished = done(second, submitted.job.id);
  second.start();
  await finished;
  await second.close();
  expect(timers.size).toBe(0);

  const third = open();
  onTestFinished(() => third.close());
  expect(third.jobs.list()).toMatchObject([{ id: submitted.job.id, state: 'done', practice: true }]);
  expect(await shown(await third.library.ready())).toMatchObject([{ prompt: 'a fox in the snow', practice: true }]);
  expect(unexpected).toEqual([]);
});
