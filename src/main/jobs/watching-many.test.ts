import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { Journal } from './journal.ts';
import { leaveRunning, recordRunning } from './left-running.ts';
import { lookUpRoute, makeRig, type Rig, type RigSettings } from './test-rig.ts';

const batchRoute = 'POST /v1/tasks/batch';
const hourMs = 3_600_000;

/** So many tasks at the service, and the app begun with them. */
async function watchMany(count: number, settings: RigSettings): Promise<{ rig: Rig; ids: readonly string[] }> {
  const rig = await makeRig({ taskMs: () => hourMs, credits: 1e6, ...settings });
  const journal = Journal.open(join(rig.folder, 'journal.db'), rig.clock.now());
  const prompts = Array.from({ length: count }, (_, i) => `number ${i}`);
  const ids = await leaveRunning(rig.server, journal, prompts, rig.clock.now);
  journal.close();
  await rig.begin();
  return { rig, ids };
}

function lookUps(rig: Rig): readonly number[] {
  return rig.server.requests.filter(({ route }) => route === lookUpRoute || route === batchRoute).map(({ atMs }) => atMs);
}

/** The most requests in any window of a second. */
function mostInASecond(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));
}

/** Fifty at a time, or one: how many tasks were asked about. */
async function until(rig: Rig, requests: number): Promise<readonly number[]> {
  while (lookUps(rig).length < requests) await rig.pass(500);
  return lookUps(rig);
}

// A thousand, and every moment for a wake-up, are in agenda.test.ts; here the service itself counts.
describe('three hundred running tasks', { timeout: 60_000 }, () => {
  test('are looked up one by one with at most 25 requests in any second, also after a wake-up', async () => {
    const { rig } = await watchMany(300, { speed: 2, features: { batch: false } });
    await until(rig, 40);
    rig.engine.jobs.hurry();
    await until(rig, 80);
    rig.engine.jobs.hurry();
    const times = await until(rig, 120);
    expect(mostInASecond(times)).toBeLessThanOrEqual(25);
    expect(mostInASecond(times)).toBeGreaterThan(12); // and no slower than need be
    expect(rig.engine.timers).toBeLessThanOrEqual(1);
  });

  test('are looked up fifty at a time with at most 2 requests in any second, also after a wake-up', async () => {
    const { rig } = await watchMany(300, { speed: 2 });
    await until(rig, 4);
    rig.engine.jobs.hurry();
    const times = await until(rig, 14);
    expect(mostInASecond(times)).toBeLessThanOrEqual(2);
    expect(rig.requests(lookUpRoute)).toHaveLength(0);
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
    await rig.pass(20_000);
    const before = lookUps(rig).length;
    await rig.pass(5_000);
    expect(lookUps(rig)).toHaveLength(before);
    await until(rig, before + 1);
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
    await rig.pass(15_000);
    const after = lookUps(rig).filter((at) => at > slowedAt + 1_000);
    expect((after[0] ?? 0) - slowedAt).toBeGreaterThan(9_000);
    expect(mostInASecond(after.slice(0, 12))).toBeLessThanOrEqual(14);
  });

  test('that can’t reach the service try one after another, ever more rarely, and all go on when it is back', async () => {
    const { rig, ids } = await watchMany(60, { features: { batch: false }, taskMs: () => 120_000, speed: 100 });
    await until(rig, 30);
    const back = await rig.serverGone();
    await Promise.all(ids.map((id) => rig.untilWaitingFor(id, 'offline')));
    await rig.pass(100_000);
    await back();
    rig.engine.jobs.hurry();
    await Promise.all(ids.map((id) => rig.until(id, 'saving', 'done')));
  });
});
