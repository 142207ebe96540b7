import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { Journal } from './journal.ts';
import { leaveRunning, recordRunning } from './left-running.ts';
import { lookUpRoute, makeRig, type Rig, type RigSettings } from './test-rig.ts';

const batchRoute = 'POST /v1/tasks/batch';
const hourMs = 3_600_000;
const looksAtOnce = 6;

/** So many tasks at the service, and the app begun with them. */
async function watchMany(count: number, settings: RigSettings): Promise<{ rig: Rig; ids: readonly string[]; begunAt: number }> {
  const rig = await makeRig({ taskMs: () => hourMs, credits: 1e6, ...settings });
  const journal = Journal.open(join(rig.folder, 'journal.db'), rig.clock.now());
  const prompts = Array.from({ length: count }, (_, i) => `number ${i}`);
  const ids = await leaveRunning(rig.server, journal, prompts, rig.clock.now);
  journal.close();
  const begunAt = rig.clock.now();
  await rig.begin();
  return { rig, ids, begunAt };
}

function lookUps(rig: Rig): readonly number[] {
  return rig.server.requests.filter(({ route }) => route === lookUpRoute || route === batchRoute).map(({ atMs }) => atMs);
}

/** No request came sooner than so many a second allow since the first could leave. What is delayed on its way, by a busy machine too, comes later only. */
function expectAtMost(perSecond: number, times: readonly number[], sinceMs: number): void {
  const early = times.filter((at, index) => at - sinceMs < (index * 1_000) / perSecond);
  expect(early).toEqual([]);
}

/** Fifty at a time, or one: how many tasks were asked about. */
async function until(rig: Rig, requests: number): Promise<readonly number[]> {
  while (lookUps(rig).length < requests) await rig.pass(500);
  return lookUps(rig);
}

/** Nothing is asked for so long, but for what was on its way already, of which there is less than `looksAtOnce`; then it goes on. */
async function expectPause(rig: Rig, sinceMs: number, forMs: number): Promise<void> {
  const isOver = (at: number): boolean => at >= sinceMs + forMs;
  while (!lookUps(rig).some(isOver)) await rig.pass(500);
  const meanwhile = lookUps(rig).filter((at) => at > sinceMs && !isOver(at));
  expect(meanwhile.length).toBeLessThan(looksAtOnce);
}

// A thousand, every moment for a wake-up, and how fast it is exactly, are in agenda.test.ts; here the service itself counts.
describe('three hundred running tasks', { timeout: 60_000 }, () => {
  test('are looked up one by one with at most 25 requests in any second, also after a wake-up', async () => {
    const { rig, begunAt } = await watchMany(300, { speed: 2, features: { batch: false } });
    await until(rig, 40);
    rig.engine.jobs.hurry();
    await until(rig, 80);
    rig.engine.jobs.hurry();
    const times = await until(rig, 120);
    expectAtMost(25, times, begunAt);
    expect(rig.engine.timers).toBeLessThanOrEqual(1);
  });

  test('are looked up fifty at a time with at most 2 requests in any second, also after a wake-up', async () => {
    const { rig, begunAt } = await watchMany(300, { speed: 2 });
    await until(rig, 4);
    rig.engine.jobs.hurry();
    const times = await until(rig, 14);
    expectAtMost(2, times, begunAt);
    expect(rig.requests(batchRoute).length).toBeGreaterThanOrEqual(300 / 50); // later on, one may be due by itself
    expect(rig.engine.book.all().every((job) => job.state === 'running' && job.task.expectedAt !== null)).toBe(true);
    expect(rig.engine.timers).toBeLessThanOrEqual(1);
  });
});

describe('several tasks in one request', { timeout: 30_000 }, () => {
  test('bring all pictures', async () => {
    const { rig, ids } = await watchMany(20, { taskMs: () => 20_000 });
    await Promise.all(ids.map((id) => rig.expectKept(id, 1)));
    expect(rig.requests(batchRoute).length).toBeGreaterThan(0);
    expect(rig.engine.unexpected).toEqual([]);
  });

  test('are not tried for a single one', async () => {
    const { rig, ids } = await watchMany(1, { taskMs: () => 5_000 });
    await rig.expectKept(ids[0] ?? '', 1);
    expect(rig.requests(batchRoute)).toHaveLength(0);
  });

  test('that the service doesn’t offer are tried once, and again at another address', async () => {
    const { rig, ids } = await watchMany(5, { features: { batch: false }, taskMs: () => 60_000, speed: 20 });
    await until(rig, 8);
    expect(rig.requests(batchRoute)).toHaveLength(1);
    await (
      await rig.serverGone()
    )();
    rig.engine.jobs.hurry();
    await Promise.all(ids.map((id) => rig.expectKept(id, 1)));
    expect(rig.requests(batchRoute)).toHaveLength(2);
  });

  test.each([
    ['an answer without them', { kind: 'answer', status: 200, body: { data: [] }, takesEffect: false }],
    ['entries that can’t be read', { kind: 'answer', status: 200, body: { data: [null, { id: 7 }] }, takesEffect: false }],
    ['a page of HTML', { kind: 'garbled', as: 'html', status: 200, takesEffect: false }],
    ['405', { kind: 'answer', status: 405, takesEffect: false }],
  ] as const)('are looked up one by one after %s', async (_, fault) => {
    const { rig, ids } = await watchMany(4, { taskMs: () => 8_000 });
    rig.fault(batchRoute, fault);
    await Promise.all(ids.map((id) => rig.expectKept(id, 1)));
    expect(rig.requests(lookUpRoute).length).toBeGreaterThanOrEqual(4);
    expect(rig.engine.unexpected).toEqual([]);
  });

  test('leave out one that the service doesn’t know: it is asked for by itself, over minutes, and the others go on', async () => {
    const rig = await makeRig({ speed: 1_000, taskMs: () => 60_000 });
    const journal = Journal.open(join(rig.folder, 'journal.db'), rig.clock.now());
    const others = await leaveRunning(rig.server, journal, ['one', 'two', 'three'], rig.clock.now);
    const [task] = journal.jobs().flatMap((job) => (job.state === 'running' ? [job.task] : []));
    if (!task) throw new Error('nothing runs');
    const gone = recordRunning(journal, { ...task, id: 'task-unified-1-gone' }, 'gone');
    journal.close();
    await rig.begin();
    await Promise.all(others.map((id) => rig.expectKept(id, 1)));
    expect(await rig.until(gone, 'stopped')).toMatchObject({ why: 'lost', cost: { reserved: 2.5, charged: 'reserved' } });
    const asked = rig.requests(lookUpRoute).filter(({ path }) => path.endsWith('gone'));
    expect(asked.length).toBeGreaterThan(8);
  });

  test('that fail as a whole are one failure, and Retry-After counts for all', async () => {
    const { rig, ids } = await watchMany(120, { speed: 20 });
    await until(rig, 4);
    rig.fault(batchRoute, { kind: 'answer', status: 503, headers: { 'retry-after': '30' }, takesEffect: false });
    rig.engine.jobs.hurry();
    await rig.untilWaitingFor(ids[0] ?? '', 'service');
    const waiting = rig.engine.book.all().filter((job) => job.state === 'running' && job.waiting?.for === 'service');
    expect(waiting.length).toBe(120);
    await expectPause(rig, rig.clock.now(), 29_000);
    await Promise.all(ids.map((id) => rig.untilSo(id, (job) => job.state === 'running' && job.waiting === null)));
  });
});

describe('look-ups one by one', { timeout: 30_000 }, () => {
  test('that are too many slow everything down, not only the one that was told so', async () => {
    const { rig, ids } = await watchMany(200, { features: { batch: false }, speed: 10 });
    await until(rig, 30);
    rig.fault(lookUpRoute, { kind: 'answer', status: 429, headers: { 'retry-after': '10' }, takesEffect: false });
    await rig.untilWaitingFor(ids.at(-1) ?? '', 'rate-limit');
    const slowedAt = rig.clock.now();
    rig.engine.jobs.hurry(); // a wake-up doesn't take back what the service asked for
    await expectPause(rig, slowedAt, 9_000);
  });

  test('that can’t reach the service try one after another, ever more rarely, and all go on when it is back', async () => {
    const { rig, ids } = await watchMany(60, { features: { batch: false }, speed: 100 });
    await until(rig, 30);
    const back = await rig.serverGone();
    await Promise.all(ids.map((id) => rig.untilWaitingFor(id, 'offline')));
    await rig.pass(100_000);
    await back();
    rig.engine.jobs.hurry();
    await Promise.all(ids.map((id) => rig.untilSo(id, (job) => job.state === 'running' && job.waiting === null)));
  });
});
