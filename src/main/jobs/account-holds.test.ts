import { describe, expect, test } from 'vitest';

import { paidRoute, startRig } from './test-rig.ts';

const refusal = (status: number, code: string, headers: Record<string, string> = {}) =>
  ({ kind: 'answer', status, headers, body: { error: { code, message: code } }, takesEffect: false }) as const;

describe('an account that may not', { timeout: 30_000 }, () => {
  test.each([
    [401, 'KEY_DISABLED', 'key'],
    [402, 'insufficient_user_quota', 'credit'],
    [403, 'permission_denied', 'permission'],
  ])('(%i %s) is asked once for all its jobs, which say why and go on when it is mended', async (status, code, reason) => {
    const rig = await startRig({ concurrency: 4, speed: 20, taskMs: () => 10 });
    rig.server.faults.always(paidRoute, refusal(status, code));
    const ids: string[] = [];
    for (let i = 1; i <= 6; i++) ids.push(await rig.submit({ prompt: `number ${i}` }));
    await Promise.all(ids.map((id) => rig.untilWaitingFor(id, reason)));
    await rig.pass(20_000);
    expect(rig.requests(paidRoute)).toHaveLength(1);
    expect(ids.map((id) => rig.job(id))).toMatchObject(
      ids.map(() => ({ state: 'queued', waiting: { for: reason }, cost: { charged: 'no' } })),
    );
    rig.server.faults.clear();
    rig.engine.jobs.goOn();
    await Promise.all(ids.map((id) => rig.expectKept(id, 1)));
    expect(rig.charges).toHaveLength(6);
  });

  test('is asked ever more rarely when nobody says that it is mended', async () => {
    const rig = await startRig({ speed: 1_000 });
    rig.server.faults.always(paidRoute, refusal(402, 'insufficient_quota'));
    const id = await rig.submit();
    await rig.pass(3_600_000);
    expect(rig.requests(paidRoute).length).toBeGreaterThan(3);
    expect(rig.requests(paidRoute).length).toBeLessThan(9);
    rig.server.faults.clear();
    await rig.expectKept(id, 1);
  });

  test('until its key was changed while the request was under way is asked again with the new one, unasked', async () => {
    const rig = await startRig();
    rig.fault(paidRoute, refusal(401, 'unauthorized'));
    const halted = rig.engine.pauseAt('answered');
    const id = await rig.submit();
    await halted.reached;
    rig.engine.jobs.goOn(); // the person has saved another key
    halted.goOn();
    await rig.expectKept(id, 1);
    expect(rig.requests(paidRoute)).toHaveLength(2);
  });
});

describe('a service that is asked too often', { timeout: 30_000 }, () => {
  const date = 'Sun, 22 Nov 2026 12:00:00 GMT';
  test.each([
    ['says nothing of when', {}, 40_000, 900_000],
    ['tells the seconds', { 'retry-after': '200' }, 199_000, 900_000],
    ['tells the time, by a clock that is years from ours', { date, 'retry-after': 'Sun, 22 Nov 2026 12:05:00 GMT' }, 299_000, 900_000],
    ['tells a time that is long past', { date, 'retry-after': 'Sun, 22 Nov 2020 12:05:00 GMT' }, 0, 900_000],
    ['says at once', { 'retry-after': '0' }, 0, 900_000],
    ['says next year', { 'retry-after': '31536000' }, 3_599_000, 5_400_000],
    ['talks nonsense', { 'retry-after': 'soon' }, 40_000, 900_000],
  ])('and %s is left alone for as long as makes sense', async (_, headers, leastMs, mostMs) => {
    const rig = await startRig({ speed: 500 });
    rig.fault(paidRoute, refusal(429, 'rate_limit_exceeded', headers));
    const ids = [await rig.submit({ prompt: 'one' }), await rig.submit({ prompt: 'two' })];
    await Promise.all(ids.map((id) => rig.expectKept(id, 1)));
    const [first, second] = rig.requests(paidRoute);
    const restMs = (second?.atMs ?? 0) - (first?.atMs ?? 0);
    expect(restMs).toBeGreaterThanOrEqual(leastMs);
    expect(restMs).toBeLessThan(mostMs);
    expect(rig.requests(paidRoute)).toHaveLength(3);
  });

  test('and says “in a second” for ever isn’t believed', async () => {
    const rig = await startRig({ speed: 500 });
    rig.server.faults.always(paidRoute, refusal(429, 'rate_limit_exceeded', { 'retry-after': '1' }));
    await rig.submit();
    await rig.pass(600_000);
    expect(rig.requests(paidRoute).length).toBeLessThan(20);
  });
});
