import { describe, expect, test } from 'vitest';

import { lookUpRoute, startRig, type Rig } from './test-rig.ts';

const unknown = { kind: 'answer', status: 404, takesEffect: false } as const;
const minuteMs = 60_000;

function lookUps(rig: Rig): number {
  return rig.requests(lookUpRoute).length;
}

describe('a task that stands still for ever', { timeout: 30_000 }, () => {
  test('is stopped by a deadline with its id and its cost kept, and watched again for as long when the person asks', async () => {
    const rig = await startRig({ speed: 1_000 });
    const id = await rig.submit({ prompt: 'a fox [stuck]' });
    const stopped = await rig.until(id, 'stopped');
    expect(stopped).toMatchObject({ why: 'deadline', cost: { reserved: 2.5, used: null, charged: 'reserved' } });
    expect(stopped.task.id).toBe(rig.charges[0]?.taskId);
    expect(rig.clock.now() - stopped.task.acceptedAt).toBeGreaterThan(30 * minuteMs);
    expect(lookUps(rig)).toBeLessThan(130);
    const againAt = rig.clock.now();
    rig.engine.jobs.watchAgain(id);
    await rig.until(id, 'running');
    await rig.until(id, 'stopped');
    expect(rig.clock.now() - againAt).toBeGreaterThan(29 * minuteMs);
    expect(rig.engine.timers).toBe(0);
  });

  test('is not given up for the time in which it couldn’t be asked', async () => {
    const rig = await startRig({ speed: 1_000, taskMs: () => 45 * minuteMs, pace: 'silent' });
    const id = await rig.submit();
    await rig.until(id, 'running');
    const back = await rig.serverGone();
    await rig.pass(60 * minuteMs);
    await back();
    rig.engine.jobs.hurry();
    await rig.expectKept(id, 1);
  });

  test('is not given up as long as it gets on, however slowly', async () => {
    const rig = await startRig({ speed: 2_000, taskMs: () => 120 * minuteMs, pace: 'linear', estimateMs: 10_000 });
    await rig.expectKept(await rig.submit(), 1);
  });

  test('takes no place from the next one once it was given up', async () => {
    const rig = await startRig({ speed: 1_000, concurrency: 1 });
    const stuck = await rig.submit({ prompt: 'a fox [stuck]' });
    const next = await rig.submit({ prompt: 'a hare' });
    await rig.until(stuck, 'stopped');
    await rig.expectKept(next, 1);
  });
});

describe('a task that the service no longer knows', { timeout: 30_000 }, () => {
  test('is lost after minutes: its id and its cost are kept', async () => {
    const rig = await startRig({ speed: 1_000 });
    rig.server.faults.always(lookUpRoute, unknown);
    const lost = await rig.until(await rig.submit(), 'stopped');
    expect(lost).toMatchObject({ why: 'lost', cost: { reserved: 2.5, charged: 'reserved' } });
    expect(lost.task.id).toBe(rig.charges[0]?.taskId);
    const looks = rig.requests(lookUpRoute);
    expect((looks.at(-1)?.atMs ?? 0) - (looks[0]?.atMs ?? 0)).toBeGreaterThan(580_000);
  });

  test('is looked up once more whenever the account changes, until it is found', async () => {
    const rig = await startRig({ speed: 1_000 });
    rig.server.faults.always(lookUpRoute, unknown);
    const id = await rig.submit();
    await rig.until(id, 'stopped');
    const before = lookUps(rig);
    rig.engine.jobs.goOn();
    await rig.pass(20 * minuteMs);
    expect(lookUps(rig)).toBe(before + 1);
    expect(rig.job(id)).toMatchObject({ state: 'stopped', why: 'lost' });
    await rig.restart();
    rig.server.faults.clear();
    rig.engine.jobs.goOn();
    await rig.expectKept(id, 1);
    expect(rig.charges).toHaveLength(1);
    expect(rig.engine.journal.events(id).map(({ what }) => what)).toContain('found again');
  });

  test('is looked up once more after a pause when there was no answer', async () => {
    const rig = await startRig({ speed: 1_000 });
    rig.server.faults.always(lookUpRoute, unknown);
    const id = await rig.submit();
    await rig.until(id, 'stopped');
    rig.server.faults.always(lookUpRoute, { kind: 'hang-up', when: 'before-processing', how: 'reset' });
    rig.engine.jobs.goOn();
    await rig.pass(5 * minuteMs);
    rig.server.faults.clear();
    await rig.expectKept(id, 1);
  });

  test('is watched again when the person asks, and lost again only after minutes', async () => {
    const rig = await startRig({ speed: 1_000 });
    rig.server.faults.always(lookUpRoute, unknown);
    const id = await rig.submit();
    await rig.until(id, 'stopped');
    const againAt = rig.clock.now();
    rig.engine.jobs.watchAgain(id);
    await rig.until(id, 'running');
    await rig.until(id, 'stopped');
    expect(rig.clock.now() - againAt).toBeGreaterThan(580_000);
    rig.server.faults.clear();
    rig.engine.jobs.watchAgain(id);
    await rig.expectKept(id, 1);
  });

  test('is a failure when the service itself ends it so', async () => {
    const rig = await startRig();
    const failed = await rig.until(await rig.submit({ prompt: 'a fox [fail:resource_not_found]' }), 'failed');
    expect(failed).toMatchObject({ failure: { code: 'task-lost' }, cost: { charged: 'refunded' } });
  });
});

test('one task that can’t be looked up holds up no other', { timeout: 30_000 }, async () => {
  const rig = await startRig({ features: { batch: false }, taskMs: () => 20_000 });
  const first = await rig.submit({ prompt: 'one' });
  await rig.until(first, 'running');
  const second = await rig.submit({ prompt: 'two' });
  await rig.until(second, 'running');
  const down = { kind: 'answer', status: 500, takesEffect: false } as const;
  rig.fault(lookUpRoute, down);
  await Promise.race([rig.untilWaitingFor(first, 'service'), rig.untilWaitingFor(second, 'service')]);
  const waiting = [first, second].filter((id) => 'waiting' in rig.job(id) && (rig.job(id) as { waiting: unknown }).waiting !== null);
  expect(waiting).toHaveLength(1);
  await Promise.all([rig.expectKept(first, 1), rig.expectKept(second, 1)]);
});
