import path from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { inputsOf } from '../shared/generation.ts';
import { editHandlers } from './bridge/edit-handlers.ts';
import { Core } from './core.ts';
import { painted, paintedMask, photograph, size } from './edits/test-edits.ts';
import type { Clock } from './jobs/clock.ts';
import { sampleRequest } from './jobs/sample-job.ts';
import { timeLapseClock } from './jobs/time-lapse-clock.ts';
import { startNodeProcess } from './library-process/node-process.ts';
import { shown, temporaryFolder } from './library/test-library.ts';
import { words } from './words.ts';

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

test('an edit that isn’t sent yet takes all that it was made from into another library', { timeout: 60_000 }, async () => {
  const { open, unexpected } = await home();
  const core = open();
  onTestFinished(() => core.close());
  core.start();
  await core.account.startPractice();
  core.jobs.queue.pause();
  const noDialog = () => Promise.reject(new Error('No dialog was expected'));
  const edits = editHandlers({
    ...{ library: core.library, jobs: core.jobs, dialog: { showOpenDialog: noDialog, showSaveDialog: noDialog } },
    ...{ window: () => null, words: () => words.en },
  });
  const { id: picture } = await edits.bring({ name: 'photo.png', bytes: new Uint8Array(await photograph(size)) });
  const { id: mask } = await edits.keepMask({ name: 'mask.png', bytes: new Uint8Array(await paintedMask(size, painted)) });
  const change = { mode: 'precise', mask, canvas: { left: 0, top: 0, ...size } } as const;
  const asked = { model: 'gpt-4o-image', prompt: 'a balloon', count: 1, picture, references: [], size: 'auto', change };
  const submitted = await edits.submit({ order: asked, again: false });
  if (!submitted.made) throw new Error('not made');
  const needed = inputsOf(submitted.job.request);
  expect(new Set(needed).size).toBe(4);
  expect(needed).toEqual(expect.arrayContaining([picture, mask]));

  await core.library.openIn(await temporaryFolder());
  const { inputs } = await core.library.ready();
  expect((await inputs.describe(needed)).map(({ id }) => id)).toEqual(needed);
  expect(unexpected).toEqual([]);
});
