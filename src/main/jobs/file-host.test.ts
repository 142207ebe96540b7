import { describe, expect, test } from 'vitest';

import { paidRoute, startRig, uploadRoute } from './test-rig.ts';

const refusal = (status: number, headers: Record<string, string> = {}) =>
  ({ kind: 'answer', status, headers, body: { success: false, code: status, msg: 'no' }, takesEffect: false }) as const;

describe('trouble with the host of files', { timeout: 30_000 }, () => {
  test.each([
    ['is out of order', refusal(500), 'service'],
    ['asks to wait', refusal(429, { 'retry-after': '3600' }), 'rate-limit'],
    ['forbids', refusal(403), 'permission'],
    ['breaks off', { kind: 'hang-up', when: 'mid-body', how: 'reset' }, 'offline'],
    ['is some other page', { kind: 'garbled', as: 'html', status: 200, takesEffect: false }, 'service'],
  ] as const)('(it %s) holds only what has something to upload', async (_, fault, reason) => {
    const rig = await startRig({ speed: 50, taskMs: () => 10 });
    rig.server.faults.always(uploadRoute, fault);
    const held = await rig.submit({ references: [await rig.input(1)] });
    await rig.untilWaitingFor(held, reason);
    const free = [await rig.submit({ prompt: 'one' }), await rig.submit({ prompt: 'two' })];
    await Promise.all(free.map((id) => rig.expectKept(id, 1)));
    await rig.untilWaitingFor(held, reason);
    rig.server.faults.clear();
    rig.engine.jobs.hurry();
    await rig.expectKept(held, 1);
    expect(rig.requests(paidRoute)).toHaveLength(3);
  });

  test('that is about the key is about everything', async () => {
    const rig = await startRig();
    rig.server.faults.always(uploadRoute, refusal(401));
    const held = await rig.submit({ references: [await rig.input(1)] });
    await rig.untilWaitingFor(held, 'key');
    const other = await rig.submit({ prompt: 'one' });
    await rig.untilWaitingFor(other, 'key');
    expect(rig.requests(paidRoute)).toHaveLength(0);
    rig.server.faults.clear();
    rig.engine.jobs.goOn();
    await Promise.all([held, other].map((id) => rig.expectKept(id, 1)));
  });
});

describe('uploads that take long', { timeout: 30_000 }, () => {
  test('take no place from what has none', async () => {
    const rig = await startRig({ concurrency: 1 });
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<undefined>();
    rig.fault(uploadRoute, { kind: 'delay', beforeHead: arrived });
    const large = await rig.submit({ references: [await rig.input(1)] });
    await rig.until(large, 'uploading');
    for (const prompt of ['one', 'two']) await rig.expectKept(await rig.submit({ prompt }), 1);
    expect(rig.job(large).state).toBe('uploading');
    arrive(undefined);
    await rig.expectKept(large, 1);
    expect(rig.charges).toHaveLength(3);
  });

  test('are no more at once than jobs may be', async () => {
    const rig = await startRig({ concurrency: 2, speed: 50 });
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<undefined>();
    rig.server.faults.always(uploadRoute, { kind: 'delay', beforeHead: arrived });
    const ids: string[] = [];
    for (const colour of [1, 2, 3, 4]) ids.push(await rig.submit({ references: [await rig.input(colour)] }));
    await rig.pass(20_000);
    expect(rig.requests(uploadRoute)).toHaveLength(2);
    expect(ids.map((id) => rig.job(id).state)).toEqual(['uploading', 'uploading', 'queued', 'queued']);
    arrive(undefined);
    await Promise.all(ids.map((id) => rig.expectKept(id, 1)));
  });

  test('keep their part of the budget, so that what is behind doesn’t take it', async () => {
    const rig = await startRig({ budget: 5 });
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<undefined>();
    rig.fault(uploadRoute, { kind: 'delay', beforeHead: arrived });
    const large = await rig.submit({ references: [await rig.input(1)] });
    await rig.until(large, 'uploading');
    const others = [await rig.submit({ prompt: 'one' }), await rig.submit({ prompt: 'two' })];
    await rig.untilWaitingFor(others[1] ?? '', 'budget');
    arrive(undefined);
    await Promise.all([large, others[0] ?? ''].map((id) => rig.expectKept(id, 1)));
    expect(rig.charges).toHaveLength(2);
  });
});
