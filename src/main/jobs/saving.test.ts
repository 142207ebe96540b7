import { describe, expect, test } from 'vitest';

import { lookUpRoute, paidRoute, resultRoute, startRig } from './test-rig.ts';

const refused = (status: number) => ({ kind: 'answer', status, takesEffect: false }) as const;

describe('finished pictures', { timeout: 30_000 }, () => {
  test.each([
    ['breaks off at once', { kind: 'hang-up', when: 'before-processing', how: 'reset' }],
    ['breaks off after the head', { kind: 'hang-up', when: 'after-head', how: 'close' }],
    ['breaks off half way', { kind: 'hang-up', when: 'mid-body', how: 'reset' }],
    ['promises more than comes', { kind: 'wrong-length', by: 100 }],
    ['promises less than there is', { kind: 'wrong-length', by: -100 }],
    ['is a page of HTML', { kind: 'garbled', as: 'html', status: 200, takesEffect: false }],
    ['is empty', { kind: 'garbled', as: 'empty', status: 200, takesEffect: false }],
    ['is no picture', { kind: 'answer', status: 200, body: 'not a picture at all', takesEffect: false }],
    ['is refused for now', refused(503)],
    ['is not there yet', refused(404)],
    ['leads to a private address', { kind: 'redirect', location: 'http://10.0.0.1/secret', takesEffect: false }],
  ] as const)('are fetched again when a download %s', async (_, fault) => {
    const rig = await startRig();
    rig.fault(resultRoute, fault);
    await rig.expectKept(await rig.submit({ count: 2 }), 2);
    expect(rig.charges).toHaveLength(1);
    expect(rig.engine.unexpected).toEqual([]);
  });

  test('are not lost to what is wrong with one of them', async () => {
    const rig = await startRig();
    const away = { kind: 'redirect', location: 'http://10.0.0.1/secret', takesEffect: false } as const;
    rig.fault(resultRoute, away, refused(503), away, refused(503), away, refused(503));
    await rig.expectKept(await rig.submit({ count: 2 }), 2);
  });

  test('whose links say that they have expired are a failure of their own', async () => {
    const rig = await startRig();
    const failed = await rig.until(await rig.submit({ prompt: 'gone [expired]' }), 'failed');
    expect(failed).toMatchObject({ failure: { code: 'links-expired' }, cost: { charged: 'yes' } });
  });

  test('whose links only refuse are asked for over minutes before they are given up', async () => {
    const rig = await startRig({ speed: 1_000 });
    rig.server.faults.always(resultRoute, refused(403));
    const failed = await rig.until(await rig.submit(), 'failed');
    expect(failed.failure.code).toBe('links-expired');
    const [first] = rig.requests(resultRoute);
    expect((rig.requests(resultRoute).at(-1)?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThan(500_000);
    expect(rig.requests(resultRoute).length).toBeLessThan(30);
  });

  test('that are never pictures fail by that name', async () => {
    const rig = await startRig({ speed: 1_000 });
    rig.server.faults.always(resultRoute, { kind: 'garbled', as: 'html', status: 200, takesEffect: false });
    expect(await rig.until(await rig.submit(), 'failed')).toMatchObject({ failure: { code: 'bad-picture' } });
  });

  test('wait for room on the disk, hold back further spending, and go on when there is room', async () => {
    const rig = await startRig({ concurrency: 1 });
    const first = await rig.submit({ prompt: 'one' });
    await rig.until(first, 'running');
    rig.engine.freeBytes = 1_000;
    const second = await rig.submit({ prompt: 'two' });
    await rig.untilWaitingFor(first, 'disk');
    await rig.untilWaitingFor(second, 'disk');
    await rig.pass(100_000);
    expect(rig.charges).toHaveLength(1);
    rig.engine.freeBytes = Infinity;
    rig.engine.jobs.goOn();
    await Promise.all([rig.expectKept(first, 1), rig.expectKept(second, 1)]);
  });
});

describe('a running task', { timeout: 30_000 }, () => {
  test.each([
    ['a reset connection', { kind: 'hang-up', when: 'mid-body', how: 'reset' }],
    ['500', refused(500)],
    ['a page of HTML', { kind: 'garbled', as: 'html', status: 200, takesEffect: false }],
    ['nonsense', { kind: 'garbled', as: 'garbage', takesEffect: false }],
    ['a task without a status', { kind: 'missing-fields', fields: ['status'] }],
    ['that it doesn’t know the task', refused(404)],
    ['that it is asked too often', { kind: 'answer', status: 429, headers: { 'retry-after': '5' }, takesEffect: false }],
  ] as const)('is looked up again after %s', async (_, fault) => {
    const rig = await startRig();
    rig.fault(lookUpRoute, fault, fault, fault);
    await rig.expectKept(await rig.submit(), 1);
    expect(rig.charges).toHaveLength(1);
  });

  test.each([
    ['content_policy_violation', 'content-policy'],
    ['generation_timeout', 'task-failed'],
    [undefined, 'task-failed'],
  ] as const)('that fails (%s) ends as %s, refunded by the service’s own figure', async (code, expected) => {
    const rig = await startRig();
    rig.fault(paidRoute, { kind: 'task-fails', ...(code !== undefined && { code }) });
    const failed = await rig.until(await rig.submit(), 'failed');
    expect(failed).toMatchObject({ failure: { code: expected }, cost: { charged: 'refunded', used: 0 } });
    expect(rig.requests(paidRoute)).toHaveLength(1);
  });

  test('goes on when the key comes back', async () => {
    const rig = await startRig();
    const { access } = rig.engine;
    const id = await rig.submit();
    await rig.until(id, 'running');
    rig.engine.access = null;
    await rig.untilWaitingFor(id, 'key');
    rig.engine.access = access;
    rig.engine.jobs.goOn();
    await rig.expectKept(id, 1);
  });
});
