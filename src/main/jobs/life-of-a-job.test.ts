import { describe, expect, test } from 'vitest';

import { lookUpRoute, paidRoute, resultRoute, startRig } from './test-rig.ts';

describe('the life of a job', { timeout: 30_000 }, () => {
  test('goes from queued to done, one step after the other, each in the journal', async () => {
    const rig = await startRig();
    const states: string[] = [];
    rig.engine.jobs.onChanged(({ state }) => {
      if (states.at(-1) !== state) states.push(state);
    });
    const id = await rig.submit({ count: 2 });
    await rig.expectKept(id, 2);
    expect(states).toEqual(['queued', 'submitting', 'running', 'saving', 'done']);
    const events = rig.engine.journal.events(id).map(({ what }) => what);
    expect(events).toEqual(['made', 'submitting', 'accepted', 'completed', 'picture saved', 'picture saved', 'done']);
    expect(rig.job(id).cost).toEqual({ estimated: 5, reserved: 5, used: 5, charged: 'yes' });
    expect(rig.charges).toMatchObject([{ idempotencyKey: id, charged: 5 }]);
    expect(rig.engine.unexpected).toEqual([]);
  });

  test('the price and the duration are learnt for the next estimate', async () => {
    const rig = await startRig({ pricePerPicture: 4 });
    await rig.expectKept(await rig.submit({ count: 1 }), 1);
    expect(rig.engine.jobs.estimate({ model: 'gpt-4o-image', size: '1:1', count: 1 })).toBe(4);
    const [seconds = 0] = rig.engine.journal.durations('paid gpt-4o-image 1:1 1');
    expect(seconds).toBeGreaterThan(3); // counted from the answer, which takes its time in a fast clock
  });

  test('n = 4 gives four pictures in the service’s order', async () => {
    const rig = await startRig();
    await rig.expectKept(await rig.submit({ count: 4 }), 4);
  });

  test('fewer pictures than asked for are what was paid for, and all that is waited for', async () => {
    const rig = await startRig();
    rig.fault(paidRoute, { kind: 'fewer-pictures', pictures: 3 });
    const id = await rig.submit({ count: 4 });
    await rig.expectKept(id, 3);
    expect(rig.job(id).cost).toMatchObject({ reserved: 10, used: 7.5, charged: 'yes' });
  });

  test('progress never goes back, whatever order the service tells it in', async () => {
    const rig = await startRig({ taskMs: () => 20_000, speed: 50 });
    rig.fault(paidRoute, { kind: 'out-of-order-progress' });
    const told: number[] = [];
    rig.engine.jobs.onChanged((job) => {
      if (job.state === 'running') told.push(job.task.progress);
    });
    await rig.expectKept(await rig.submit(), 1);
    expect(told.length).toBeGreaterThan(2);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  test('no more jobs are at the service than wanted, and paid requests keep their distance', async () => {
    const rig = await startRig({ concurrency: 2, taskMs: () => 8_000, speed: 50 });
    let most = 0;
    rig.engine.jobs.onChanged(() => {
      const there = rig.engine.book.all().filter(({ state }) => state === 'submitting' || state === 'running');
      most = Math.max(most, there.length);
    });
    const ids = await Promise.all(Array.from({ length: 5 }, (_, i) => rig.submit({ prompt: `number ${i}` })));
    await Promise.all(ids.map((id) => rig.expectKept(id, 1)));
    expect(most).toBe(2);
    // When a request leaves is what is spaced. A timer may be a millisecond early, which is 50 in this clock.
    const sent = rig.engine.book.all().flatMap(({ id }) => rig.engine.journal.events(id).filter(({ what }) => what === 'submitting'));
    const times = sent.map(({ at }) => at).sort((a, b) => a - b);
    for (const [i, at] of times.slice(1).entries()) expect(at - (times[i] ?? 0)).toBeGreaterThanOrEqual(900);
    expect(rig.charges).toHaveLength(5);
  });

  test('nothing is left ticking after stop, at any time', async () => {
    for (const state of ['queued', 'submitting', 'running', 'saving', 'unknown', 'done'] as const) {
      const rig = await startRig();
      if (state === 'saving') rig.server.faults.always(resultRoute, { kind: 'answer', status: 503, takesEffect: false });
      if (state === 'unknown') rig.fault(paidRoute, { kind: 'hang-up', when: 'before-processing', how: 'reset' });
      const ids = [await rig.submit({ prompt: 'one' }), await rig.submit({ prompt: 'two' }), await rig.submit({ prompt: 'three' })];
      await rig.until(ids[0] ?? '', state, 'done');
      await rig.engine.jobs.stop();
      rig.engine.jobs.hurry();
      await rig.pass(5_000);
      expect(rig.engine.timers, state).toBe(0);
    }
  });

  test('looks are few: about a dozen for a task that tells its progress', async () => {
    const rig = await startRig({ taskMs: () => 60_000, speed: 100 });
    await rig.expectKept(await rig.submit(), 1);
    expect(rig.requests(lookUpRoute).length).toBeLessThanOrEqual(14);
  });
});
