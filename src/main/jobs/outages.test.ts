import { describe, expect, test } from 'vitest';

import { sampleJob } from './sample-job.ts';
import { paidRoute, startRig, type Rig } from './test-rig.ts';

const creditsRoute = 'GET /v1/credits';
const broken = (status: number, headers: Record<string, string> = {}) =>
  ({ kind: 'answer', status, headers, body: 'out of order', takesEffect: false }) as const;
const brokenOff = { kind: 'hang-up', when: 'before-processing', how: 'reset' } as const;
const hourMs = 3_600_000;

async function jobs(rig: Rig, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 1; i <= count; i++) ids.push(await rig.submit({ prompt: `number ${i}` }));
  return ids;
}

describe('a service that is out of order', { timeout: 30_000 }, () => {
  test.each([
    ['answers 502 to everything', broken(502)],
    ['breaks every connection off', brokenOff],
    ['answers with a page of HTML', { kind: 'garbled', as: 'html', status: 200, takesEffect: false }],
    ['answers with nothing', { kind: 'garbled', as: 'empty', status: 200, takesEffect: false }],
  ] as const)('and %s costs one decision, however many jobs there are and however long it lasts', async (_, fault) => {
    const rig = await startRig({ speed: 4_000, concurrency: 5, taskMs: () => 100 });
    for (const route of [paidRoute, creditsRoute, 'GET /v1/tasks'] as const) rig.server.faults.always(route, fault);
    const ids = await jobs(rig, 8);
    await rig.pass(2 * hourMs);
    expect(rig.requests(paidRoute)).toHaveLength(1);
    const states = ids.map((id) => rig.job(id));
    expect(states.filter(({ state }) => state === 'unknown')).toHaveLength(1);
    expect(states.filter((job) => job.state === 'queued' && job.waiting !== null)).toHaveLength(7);
    rig.server.faults.clear();
    await Promise.all(states.filter(({ state }) => state === 'queued').map(({ id }) => rig.expectKept(id, 1)));
    expect(rig.charges).toHaveLength(7);
    expect(rig.engine.unexpected).toEqual([]);
  });

  test('only where it is paid is tried ever more rarely, with one job each', async () => {
    const rig = await startRig({ speed: 1_000, concurrency: 5 });
    rig.server.faults.always(paidRoute, broken(500));
    const ids = await jobs(rig, 8);
    await rig.pass(hourMs);
    const tries = rig.requests(paidRoute).map(({ atMs }) => atMs);
    expect(tries.length).toBeGreaterThan(2);
    expect(tries.length).toBeLessThanOrEqual(5);
    expect((tries.at(-1) ?? 0) - (tries.at(-2) ?? 0)).toBeGreaterThan(300_000);
    expect(ids.filter((id) => rig.job(id).state === 'unknown')).toHaveLength(tries.length);
  });

  test('has no second request under way while the first isn’t answered', async () => {
    const rig = await startRig({ concurrency: 5 });
    const { promise: answered, resolve: answer } = Promise.withResolvers<undefined>();
    rig.fault(paidRoute, { kind: 'delay', beforeHead: answered });
    const ids = await jobs(rig, 4);
    await rig.pass(30_000);
    expect(rig.requests(paidRoute)).toHaveLength(1);
    answer(undefined);
    await Promise.all(ids.map((id) => rig.expectKept(id, 1)));
  });

  test('gets one job alone when it is back, and the others once that is accepted', async () => {
    const rig = await startRig({ concurrency: 5 });
    const { promise: answered, resolve: answer } = Promise.withResolvers<undefined>();
    rig.fault(paidRoute, broken(503, { 'retry-after': '5' }), { kind: 'delay', beforeHead: answered });
    const ids = await jobs(rig, 4);
    await rig.pass(60_000);
    expect(rig.requests(paidRoute)).toHaveLength(2);
    answer(undefined);
    await Promise.all(ids.map((id) => rig.expectKept(id, 1)));
    expect(rig.charges).toHaveLength(4);
  });

  test('that refuses the first job for its own reasons is back all the same', async () => {
    const rig = await startRig();
    rig.fault(paidRoute, broken(503, { 'retry-after': '5' }), broken(400));
    const ids = await jobs(rig, 2);
    // In this fast time the pause can be over before the second job's turn is, so either may be the one that is refused.
    const ends = await Promise.all(ids.map((id) => rig.until(id, 'failed', 'done')));
    expect(ends.map(({ state }) => state).sort()).toEqual(['done', 'failed']);
    expect(rig.charges).toHaveLength(1);
  });

  test('is asked again when it says so, not before', async () => {
    const rig = await startRig({ speed: 1_000 });
    rig.fault(paidRoute, broken(503, { 'retry-after': '60' }));
    rig.fault(creditsRoute, broken(503, { 'retry-after': '600' }), broken(429, { 'retry-after': '300' }));
    const id = await rig.submit();
    await rig.untilWaitingFor(id, 'service');
    rig.engine.jobs.goOn();
    await rig.expectKept(id, 1);
    const [refused = 0, paid = 0] = rig.requests(paidRoute).map(({ atMs }) => atMs);
    const [first = 0, second = 0] = rig.requests(creditsRoute).map(({ atMs }) => atMs);
    expect(first - refused).toBeGreaterThan(55_000);
    expect(second - first).toBeGreaterThan(590_000);
    expect(paid - second).toBeGreaterThan(290_000);
  });

  test('and then refuses the key stops the account, which goes on with another key', async () => {
    const rig = await startRig();
    rig.fault(paidRoute, broken(503, { 'retry-after': '5' }));
    rig.server.faults.always(creditsRoute, broken(401));
    const ids = await jobs(rig, 3);
    await Promise.all(ids.map((id) => rig.untilWaitingFor(id, 'key')));
    await rig.pass(60_000);
    expect(rig.requests(creditsRoute)).toHaveLength(1);
    expect(rig.requests(paidRoute)).toHaveLength(1);
    rig.engine.jobs.goOn();
    await Promise.all(ids.map((id) => rig.expectKept(id, 1)));
  });

  test('waits for a key when there is none to ask with', async () => {
    const rig = await startRig();
    const { access } = rig.engine;
    rig.fault(paidRoute, broken(503, { 'retry-after': '20' }));
    const id = await rig.submit();
    await rig.untilWaitingFor(id, 'service');
    rig.engine.access = null;
    await rig.untilWaitingFor(id, 'key');
    rig.engine.access = access;
    rig.engine.jobs.goOn();
    await rig.expectKept(id, 1);
  });

  test('is asked anew when something changes while it is being asked', async () => {
    const rig = await startRig();
    const { promise: answered, resolve: answer } = Promise.withResolvers<undefined>();
    rig.fault(paidRoute, broken(503, { 'retry-after': '5' }));
    rig.fault(creditsRoute, { kind: 'delay', beforeHead: answered });
    const id = await rig.submit();
    await rig.untilWaitingFor(id, 'service');
    await rig.pass(10_000);
    expect(rig.requests(creditsRoute)).toHaveLength(1);
    const good = rig.access;
    rig.engine.access = { ...good, key: 'sk-of-before' };
    rig.engine.jobs.hurry(); // will be asked once the first question is answered, with a key that is wrong
    answer(undefined);
    rig.engine.access = good;
    await rig.expectKept(id, 1);
  });

  test('costs nothing more when the app is started again meanwhile', async () => {
    const rig = await startRig();
    for (const route of [paidRoute, creditsRoute, 'GET /v1/tasks'] as const) rig.server.faults.always(route, broken(502));
    const ids = await jobs(rig, 3);
    await rig.until(ids[0] ?? '', 'unknown');
    for (let i = 0; i < 3; i++) {
      await rig.restart();
      await rig.untilWaitingFor(ids[1] ?? '', 'service');
      await rig.pass(20_000);
    }
    expect(rig.requests(paidRoute)).toHaveLength(1);
    rig.server.faults.clear();
    await Promise.all(ids.slice(1).map((id) => rig.expectKept(id, 1)));
  });

  test('only where the balance is asked for is not out of order', async () => {
    const rig = await startRig();
    rig.fault(paidRoute, broken(503, { 'retry-after': '5' }));
    rig.server.faults.always(creditsRoute, broken(500));
    await rig.expectKept(await rig.submit(), 1);
  });

  test('is no concern of the practice server', async () => {
    const rig = await startRig();
    rig.server.faults.always(creditsRoute, broken(502, { 'retry-after': '600' }));
    rig.fault(paidRoute, broken(503, { 'retry-after': '5' }));
    const paid = await rig.submit();
    await rig.untilWaitingFor(paid, 'service');
    const practice = sampleJob({ practice: true });
    rig.engine.book.add(practice);
    rig.engine.jobs.goOn();
    await rig.expectKept(practice.id, 1);
    expect(rig.job(paid).state).toBe('queued');
  });

  test('leaves nothing ticking after a stop, waiting or being asked', async () => {
    for (const isAsked of [false, true]) {
      const rig = await startRig();
      if (isAsked) rig.server.faults.always(creditsRoute, { kind: 'delay', beforeHead: new Promise(() => undefined) });
      rig.fault(paidRoute, broken(503, { 'retry-after': isAsked ? '1' : '3600' }));
      const id = await rig.submit();
      await rig.untilWaitingFor(id, 'service');
      await rig.pass(5_000);
      expect(rig.requests(creditsRoute)).toHaveLength(isAsked ? 1 : 0);
      await rig.engine.jobs.stop();
      rig.engine.jobs.hurry();
      await rig.pass(5_000);
      expect([rig.engine.timers, rig.engine.unexpected]).toEqual([0, []]);
    }
  });
});
