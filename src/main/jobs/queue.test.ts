import { describe, expect, onTestFinished, test } from 'vitest';

import { sampleRequest } from './sample-job.ts';
import { Engine } from './test-engine.ts';
import { paidRoute, startRig, uploadRoute, type Rig } from './test-rig.ts';

/** A rig whose queue stands still, with so many jobs in it. */
async function pausedWith(count: number, settings: Parameters<typeof startRig>[0] = {}): Promise<{ rig: Rig; ids: string[] }> {
  const rig = await startRig(settings);
  rig.engine.jobs.queue.pause();
  const ids: string[] = [];
  for (let i = 1; i <= count; i++) ids.push(await rig.submit({ prompt: `number ${i}` }));
  return { rig, ids };
}

/** What was sent, in its order. */
function sent(rig: Rig): (string | undefined)[] {
  return rig.requests(paidRoute).map(({ idempotencyKey }) => idempotencyKey);
}

function order(rig: Rig): string[] {
  return rig.engine.jobs.queue.unsent().map(({ id }) => id);
}

describe('a paused queue', { timeout: 30_000 }, () => {
  test('sends nothing and says why; what is sent goes on; resuming goes on at once', async () => {
    const rig = await startRig();
    const running = await rig.submit({ prompt: 'running' });
    await rig.until(running, 'running');
    rig.engine.jobs.queue.pause();
    const ids = [await rig.submit({ prompt: 'one' }), await rig.submit({ prompt: 'two' })];
    await Promise.all(ids.map((id) => rig.untilWaitingFor(id, 'pause')));
    await rig.expectKept(running, 1);
    rig.engine.jobs.hurry();
    rig.engine.jobs.goOn();
    await rig.pass(60_000);
    expect(sent(rig)).toEqual([running]);
    rig.engine.jobs.queue.resume();
    await Promise.all(ids.map((id) => rig.expectKept(id, 1)));
    expect(rig.engine.unexpected).toEqual([]);
  });

  test('is the reason that is shown, whatever else there is', async () => {
    const rig = await startRig();
    rig.engine.access = null;
    const id = await rig.submit();
    await rig.untilWaitingFor(id, 'key');
    rig.engine.jobs.queue.pause();
    expect(rig.job(id)).toMatchObject({ waiting: { for: 'pause' } });
    rig.engine.jobs.queue.resume();
    expect(rig.job(id)).toMatchObject({ waiting: { for: 'key' } });
  });

  test('holds what is between its upload and its paid request', async () => {
    const rig = await startRig();
    const halted = rig.engine.pauseAt('uploaded');
    const id = await rig.submit({ references: [await rig.input(1)] });
    await halted.reached;
    rig.engine.jobs.queue.pause();
    halted.goOn();
    expect(await rig.untilWaitingFor(id, 'pause')).toMatchObject({ state: 'queued' });
    expect(sent(rig)).toEqual([]);
    rig.engine.jobs.queue.resume();
    await rig.expectKept(id, 1);
    expect(rig.requests(uploadRoute)).toHaveLength(1);
  });

  test('holds what waits for its turn behind a paid request', async () => {
    const rig = await startRig();
    const halted = rig.engine.pauseAt('answered');
    const first = await rig.submit({ prompt: 'first' });
    await halted.reached;
    const second = await rig.submit({ prompt: 'second' });
    rig.engine.jobs.queue.pause();
    halted.goOn();
    await rig.untilWaitingFor(second, 'pause');
    await rig.expectKept(first, 1);
    expect(sent(rig)).toEqual([first]);
  });

  test('stays paused over a restart', async () => {
    const { rig, ids } = await pausedWith(2);
    await rig.engine.die();
    const engine = await Engine.open(rig.folder, { clock: rig.clock, access: rig.access, concurrency: 3 });
    onTestFinished(() => engine.die());
    engine.paused.save(true); // as the settings file keeps it
    engine.jobs.start();
    await rig.pass(30_000);
    expect(engine.jobs.queue.state()).toEqual({ paused: true });
    expect(ids.map((id) => engine.book.get(id))).toMatchObject(ids.map(() => ({ state: 'queued', waiting: { for: 'pause' } })));
    expect(sent(rig)).toEqual([]);
  });
});

describe('the order of the queue', { timeout: 30_000 }, () => {
  test('is the order in which jobs are sent, also after a restart', async () => {
    const { rig, ids } = await pausedWith(4);
    const [a = '', b = '', c = '', d = ''] = ids;
    const { queue } = rig.engine.jobs;
    queue.move(d, a);
    queue.move(a, null);
    queue.move(b, c);
    queue.move(c, c);
    expect(order(rig)).toEqual([d, b, c, a]);
    await rig.restart();
    await Promise.all(ids.map((id) => rig.expectKept(id, 1)));
    expect(sent(rig)).toEqual([d, b, c, a]);
  });

  test('can be changed by one and the same move any number of times, each written with one job as a rule', async () => {
    const { rig, ids } = await pausedWith(3);
    const [a = '', ...others] = ids;
    const [b = '', c = ''] = others;
    for (let i = 0; i < 100; i++) {
      const [front, back] = i % 2 === 0 ? ([c, b] as const) : ([b, c] as const);
      rig.engine.jobs.queue.move(front, back);
      expect(order(rig)).toEqual([a, front, back]);
    }
    const moves = ids.map((id) => rig.engine.journal.events(id).filter(({ what }) => what === 'put elsewhere in the queue').length);
    expect(moves.reduce((sum, count) => sum + count)).toBeLessThan(150);
  });

  test('goes by age among equal places, and can still be changed', async () => {
    const { rig, ids } = await pausedWith(4);
    const [a = '', b = '', c = '', d = ''] = ids;
    for (const id of ids) {
      const job = rig.engine.book.require(id, 'queued');
      rig.engine.book.move(job, { state: 'queued', waiting: job.waiting }, 'put elsewhere in the queue', { place: 5 });
    }
    expect(order(rig)).toEqual([a, b, c, d]);
    rig.engine.jobs.queue.move(d, b);
    expect(order(rig)).toEqual([a, d, b, c]);
  });

  test('has a new job at its end, also when the clock was set back', async () => {
    const { rig, ids } = await pausedWith(1);
    const job = rig.engine.book.require(ids[0] ?? '', 'queued');
    const place = rig.clock.now() + 86_400_000;
    rig.engine.book.move(job, { state: 'queued', waiting: null }, 'put elsewhere in the queue', { place });
    const later = await rig.submit({ prompt: 'later' });
    expect(order(rig)).toEqual([job.id, later]);
  });

  test('can be changed while some are being uploaded', async () => {
    const rig = await startRig({ concurrency: 1, taskMs: () => 1_000_000 });
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<undefined>();
    rig.fault(uploadRoute, { kind: 'delay', beforeHead: arrived });
    const uploading = await rig.submit({ references: [await rig.input(1)] });
    await rig.until(uploading, 'uploading');
    const [first, second] = [await rig.submit({ prompt: 'first' }), await rig.submit({ prompt: 'second' })];
    await rig.until(first, 'running');
    rig.engine.jobs.queue.move(second, uploading);
    expect(order(rig)).toEqual([second, uploading]);
    arrive(undefined);
    await rig.until(uploading, 'queued');
    rig.engine.jobs.stopWatching(first);
    await rig.until(second, 'running');
    rig.engine.jobs.stopWatching(second);
    await rig.until(uploading, 'running');
    expect(sent(rig)).toEqual([first, second, uploading]);
  });

  test('is decided at the last moment among those that wait for their turn', async () => {
    const rig = await startRig({ concurrency: 5 });
    const halted = rig.engine.pauseAt('answered');
    const [a, b, c] = [await rig.submit({ prompt: 'a' }), await rig.submit({ prompt: 'b' }), await rig.submit({ prompt: 'c' })];
    await halted.reached;
    rig.engine.jobs.queue.move(c, b);
    halted.goOn();
    await Promise.all([a, b, c].map((id) => rig.expectKept(id, 1)));
    expect(sent(rig)).toEqual([a, c, b]);
  });

  test('is no matter of jobs that were sent', async () => {
    const rig = await startRig();
    const running = await rig.submit();
    await rig.until(running, 'running');
    rig.engine.jobs.queue.pause();
    const waiting = await rig.submit({ prompt: 'waiting' });
    expect(() => rig.engine.jobs.queue.move(running, waiting)).toThrow('moved on');
    expect(() => rig.engine.jobs.queue.move(waiting, running)).toThrow('moved on');
    expect(() => rig.engine.jobs.queue.move(waiting, 'nobody')).toThrow('no such job');
  });
});

describe('taking back', { timeout: 30_000 }, () => {
  test('everything leaves out the one that is just being paid for, and no other', async () => {
    const rig = await startRig({ concurrency: 3 });
    const halted = rig.engine.pauseAt('submitting');
    const crossing = await rig.submit({ prompt: 'crossing' });
    await halted.reached;
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<undefined>();
    rig.fault(uploadRoute, { kind: 'delay', beforeHead: arrived });
    const uploading = await rig.submit({ references: [await rig.input(1)] });
    await rig.until(uploading, 'uploading');
    const others = [await rig.submit({ prompt: 'next' }), await rig.submit({ prompt: 'last' })];
    expect(rig.engine.jobs.queue.cancelAll()).toEqual([uploading, ...others]);
    arrive(undefined);
    halted.goOn();
    await rig.expectKept(crossing, 1);
    await rig.pass(10_000);
    for (const id of [uploading, ...others]) expect(rig.job(id)).toMatchObject({ state: 'failed', cost: { charged: 'no' } });
    expect(sent(rig)).toEqual([crossing]);
    expect(rig.engine.unexpected).toEqual([]);
  });

  test('one hands over what it asked for, and the next takes its turn', async () => {
    const rig = await startRig({ concurrency: 2 });
    const halted = rig.engine.pauseAt('answered');
    const first = await rig.submit({ prompt: 'first' });
    await halted.reached;
    const [second, third] = [await rig.submit({ prompt: 'second' }), await rig.submit({ prompt: 'third' })];
    expect(rig.engine.jobs.queue.takeBack(second)).toEqual(sampleRequest({ prompt: 'second' }));
    expect(rig.job(second)).toMatchObject({ state: 'failed', failure: { code: 'cancelled' } });
    expect(() => rig.engine.jobs.queue.takeBack(second)).toThrow('moved on');
    halted.goOn();
    await Promise.all([first, third].map((id) => rig.expectKept(id, 1)));
    expect(sent(rig)).toEqual([first, third]);
  });

  test('while the journal can’t be written changes nothing', async () => {
    const { rig, ids } = await pausedWith(2);
    const recover = rig.journalRefuses();
    expect(() => rig.engine.jobs.queue.cancelAll()).toThrow('journal');
    expect(order(rig)).toEqual(ids);
    recover();
    expect(rig.engine.jobs.queue.cancelAll()).toEqual(ids);
  });
});
