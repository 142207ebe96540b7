import { describe, expect, test } from 'vitest';

import { sampleRequest } from './sample-job.ts';
import { paidRoute, resultRoute, startRig, uploadRoute } from './test-rig.ts';

describe('what a person decides', { timeout: 30_000 }, () => {
  test('a job that is no longer watched is picked up where its task is by then', async () => {
    const rig = await startRig();
    const id = await rig.submit();
    await rig.until(id, 'running');
    rig.engine.jobs.stopWatching(id);
    await rig.pass(20_000);
    expect(rig.job(id).state).toBe('stopped');
    rig.engine.jobs.watchAgain(id);
    await rig.expectKept(id, 1);
    expect(rig.charges).toHaveLength(1);
  });

  test('a job stopped and watched again while its pictures arrive is saved all the same', async () => {
    const rig = await startRig();
    const id = await rig.submit({ count: 4 });
    await rig.untilSo(id, (job) => job.pictures.length > 0);
    rig.engine.jobs.stopWatching(id);
    rig.engine.jobs.watchAgain(id);
    await rig.expectKept(id, 4);
    expect(rig.charges).toHaveLength(1);
  });

  test('stopping while the key is being asked for is not undone by the answer', async () => {
    const rig = await startRig();
    const id = await rig.submit();
    await rig.until(id, 'running');
    rig.engine.access = null;
    await rig.untilWaitingFor(id, 'key');
    rig.engine.jobs.hurry();
    rig.engine.jobs.stopWatching(id);
    await rig.pass(5_000);
    expect(rig.job(id).state).toBe('stopped');
  });

  test('a job taken back before it was sent costs nothing, also while its references are on their way', async () => {
    const rig = await startRig();
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<undefined>();
    rig.fault(uploadRoute, { kind: 'delay', beforeHead: arrived });
    const uploading = await rig.submit({ references: [await rig.input(1)] });
    await rig.until(uploading, 'uploading');
    rig.engine.jobs.queue.cancel(uploading);
    arrive(undefined);
    await rig.pass(10_000);
    expect(rig.job(uploading)).toMatchObject({ state: 'failed', failure: { code: 'cancelled' }, cost: { charged: 'no' } });
    expect(rig.requests(paidRoute)).toHaveLength(0);
  });

  test('a job that was sent can’t be taken back', async () => {
    const rig = await startRig();
    const id = await rig.submit();
    await rig.until(id, 'running');
    expect(() => rig.engine.jobs.queue.cancel(id)).toThrow('moved on');
  });

  test('a taken place is free again after stopping', async () => {
    const rig = await startRig({ concurrency: 1, taskMs: () => 1_000_000 });
    const stuck = await rig.submit({ prompt: 'stuck' });
    await rig.until(stuck, 'running');
    const next = await rig.submit({ prompt: 'next' });
    rig.engine.jobs.stopWatching(stuck);
    await rig.until(next, 'running');
  });

  test('a double click is one job, even when the second click comes before the first is answered', async () => {
    const rig = await startRig({ speed: 1 });
    const submit = (again = false) => rig.engine.jobs.submit(sampleRequest(), again);
    const [first, second] = await Promise.all([submit(), submit()]);
    const third = await submit();
    expect([first.made, second.made, third.made]).toEqual([true, false, false]);
    const meant = await submit(true);
    expect(meant.made).toBe(true);
    expect(rig.engine.jobs.list()).toHaveLength(2);
  });

  test('the same again after five seconds is another job', async () => {
    const rig = await startRig();
    await rig.engine.jobs.submit(sampleRequest(), false);
    await rig.pass(6_000);
    expect(await rig.engine.jobs.submit(sampleRequest(), false)).toMatchObject({ made: true });
  });

  test('a double click on trying again is one job', async () => {
    const rig = await startRig({ speed: 2 });
    rig.fault(paidRoute, { kind: 'answer', status: 400, takesEffect: false });
    const id = await rig.submit();
    await rig.until(id, 'failed');
    const [one, two] = await Promise.all([rig.engine.jobs.tryAgain(id), rig.engine.jobs.tryAgain(id)]);
    expect(one.id).toBe(two.id);
    expect(one.id).not.toBe(id);
  });

  test('hurrying a hundred times sends nothing twice', async () => {
    const rig = await startRig();
    rig.fault(resultRoute, { kind: 'answer', status: 503, takesEffect: false });
    const ids = await Promise.all([1, 2, 3, 4].map((i) => rig.submit({ prompt: `number ${i}` })));
    for (let i = 0; i < 100; i++) {
      rig.engine.jobs.hurry();
      rig.engine.jobs.goOn();
      await rig.pass(100);
    }
    await Promise.all(ids.map((id) => rig.expectKept(id, 1)));
    expect(rig.charges).toHaveLength(4);
    expect(rig.requests(paidRoute)).toHaveLength(4);
  });
});
