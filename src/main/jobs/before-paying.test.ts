import { rename } from 'node:fs/promises';

import { describe, expect, test } from 'vitest';

import { sampleJob, sampleRequest } from './sample-job.ts';
import { paidRoute, startRig, uploadRoute } from './test-rig.ts';

const mb = 1024 * 1024;

describe('a library that could not keep the pictures', { timeout: 30_000 }, () => {
  test('for want of room has nothing uploaded and nothing paid for; it goes on by itself when there is room', async () => {
    const rig = await startRig({ speed: 50 });
    rig.engine.freeBytes = 32 * mb;
    const ids = [await rig.submit({ references: [await rig.input(1)] }), await rig.submit({ prompt: 'text only' })];
    await Promise.all(ids.map((id) => rig.untilWaitingFor(id, 'disk')));
    await rig.pass(70_000);
    expect([rig.requests(paidRoute), rig.requests(uploadRoute)]).toEqual([[], []]);
    rig.engine.freeBytes = 200 * mb;
    await Promise.all(ids.map((id) => rig.expectKept(id, 1)));
    expect(rig.charges).toHaveLength(2);
  });

  test('because its folder is gone has nothing paid for until it is back', async () => {
    const rig = await startRig();
    const { folder } = rig.engine.library;
    await rename(folder, `${folder} elsewhere`);
    const id = await rig.submit();
    await rig.untilWaitingFor(id, 'library');
    expect(rig.requests(paidRoute)).toEqual([]);
    await rename(`${folder} elsewhere`, folder);
    await rig.expectKept(id, 1);
  });

  test('is asked for room for what is still to come, too', async () => {
    const rig = await startRig({ taskMs: () => 600_000 });
    rig.engine.freeBytes = (32 + 4 * 16 + 3 * 16) * mb;
    const first = await rig.submit({ count: 4 });
    await rig.until(first, 'running');
    const second = await rig.submit({ count: 4, prompt: 'second' });
    await rig.untilWaitingFor(second, 'disk');
    rig.engine.jobs.stopWatching(first);
    await rig.until(second, 'running');
    expect(rig.charges).toHaveLength(2);
  });

  test('since the uploads took their time is noticed after them', async () => {
    const rig = await startRig();
    const halted = rig.engine.pauseAt('uploaded');
    const id = await rig.submit({ references: [await rig.input(1)] });
    await halted.reached;
    rig.engine.freeBytes = 0;
    halted.goOn();
    expect(await rig.untilWaitingFor(id, 'disk')).toMatchObject({ state: 'queued' });
    expect(rig.requests(paidRoute)).toEqual([]);
    rig.engine.freeBytes = Infinity;
    rig.engine.jobs.goOn();
    await rig.expectKept(id, 1);
    expect(rig.requests(uploadRoute)).toHaveLength(1);
  });

  test('holds practice back as well', async () => {
    const rig = await startRig();
    rig.engine.freeBytes = 0;
    const practice = sampleJob({ practice: true });
    rig.engine.book.add(practice);
    rig.engine.jobs.goOn();
    await rig.untilWaitingFor(practice.id, 'disk');
    expect(rig.requests(paidRoute)).toEqual([]);
    rig.engine.freeBytes = Infinity;
    await rig.expectKept(practice.id, 1);
  });
});

describe('what changes while a job waits for its turn', { timeout: 30_000 }, () => {
  test('is heeded: a budget that was lowered', async () => {
    const rig = await startRig({ budget: 100 });
    const halted = rig.engine.pauseAt('answered');
    const first = await rig.submit({ prompt: 'first' });
    await halted.reached;
    const others = [await rig.submit({ prompt: 'second' }), await rig.submit({ prompt: 'third' })];
    rig.budget = 5;
    halted.goOn();
    await rig.untilWaitingFor(others[1] ?? '', 'budget');
    await Promise.all([first, others[0] ?? ''].map((id) => rig.expectKept(id, 1)));
    expect(rig.charges).toHaveLength(2);
  });

  test('is heeded: a key that was removed, and another that was put in its place', async () => {
    const rig = await startRig();
    const { access } = rig.engine;
    const halted = rig.engine.pauseAt('answered');
    const first = await rig.submit({ prompt: 'first' });
    await halted.reached;
    const second = await rig.submit({ prompt: 'second' });
    rig.engine.access = null;
    halted.goOn();
    await Promise.all([first, second].map((id) => rig.untilWaitingFor(id, 'key')));
    expect(rig.requests(paidRoute)).toHaveLength(1);
    rig.engine.access = access;
    rig.engine.jobs.goOn();
    await Promise.all([first, second].map((id) => rig.expectKept(id, 1)));
    expect(rig.charges).toHaveLength(2);
  });

  test('is heeded: another address for files, which has nothing of what was uploaded', async () => {
    const rig = await startRig();
    const halted = rig.engine.pauseAt('uploaded');
    const id = await rig.submit({ references: [await rig.input(1)] });
    await halted.reached;
    rig.engine.jobs.queue.pause();
    halted.goOn();
    await rig.untilWaitingFor(id, 'pause');
    await (
      await rig.serverGone()
    )();
    rig.engine.jobs.queue.resume();
    await rig.expectKept(id, 1);
    expect(rig.requests(uploadRoute)).toHaveLength(2);
    expect(rig.charges).toHaveLength(1);
  });

  test('a stop during an upload leaves the job for the next start', async () => {
    const rig = await startRig();
    rig.fault(uploadRoute, { kind: 'delay', beforeHead: new Promise(() => undefined) });
    const id = await rig.submit({ references: [await rig.input(1)] });
    while (rig.requests(uploadRoute).length === 0) await rig.pass(100);
    await rig.engine.jobs.stop();
    await rig.pass(5_000);
    expect([rig.engine.timers, rig.engine.unexpected]).toEqual([0, []]);
    await rig.restart();
    await rig.expectKept(id, 1);
    expect(rig.charges).toHaveLength(1);
  });
});

test('a request that couldn’t be read again is refused, and nothing is paid for', async () => {
  const rig = await startRig();
  const canvas = { left: 0, top: 0, width: 1, height: 1 };
  const sum = await rig.input(1);
  const edit = { mode: 'whole', original: sum, mask: sum, canvas, crop: { ...canvas, width: 2_000_000 }, sent: canvas } as const;
  const submitting = rig.engine.jobs.submit(sampleRequest({ edit }), false);
  await expect(submitting).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('read again') as unknown });
  expect([rig.engine.jobs.list(), rig.charges]).toEqual([[], []]);
});
