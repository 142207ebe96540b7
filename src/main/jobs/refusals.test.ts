import { describe, expect, test } from 'vitest';

import { paidRoute, startRig, uploadRoute, type Rig } from './test-rig.ts';

const refusal = (status: number, code: string, headers: Record<string, string> = {}) =>
  ({ kind: 'answer', status, headers, body: { error: { code, message: `${code}, it says` } }, takesEffect: false }) as const;

async function twoJobs(rig: Rig): Promise<[string, string]> {
  return [await rig.submit({ prompt: 'one' }), await rig.submit({ prompt: 'two' })];
}

describe('a service that says no', { timeout: 30_000 }, () => {
  test.each([
    [401, 'unauthorized', 'key', {}],
    [402, 'insufficient_quota', 'credit', {}],
    [403, 'permission_denied', 'permission', {}],
    [429, 'rate_limit_exceeded', 'rate-limit', {}],
    [503, 'unavailable', 'service', { 'retry-after': '40' }],
  ])('for now, with %i %s, stops all sending after one request and goes on when hurried', async (status, code, reason, headers) => {
    const rig = await startRig({ speed: 4, taskMs: () => 10 });
    rig.server.faults.always(paidRoute, refusal(status, code, headers));
    const ids = await twoJobs(rig);
    await Promise.all(ids.map((id) => rig.untilWaitingFor(id, reason)));
    expect(rig.requests(paidRoute)).toHaveLength(1);
    rig.server.faults.clear();
    rig.engine.jobs.hurry();
    await Promise.all(ids.map((id) => rig.expectKept(id, 1)));
    expect(rig.charges).toHaveLength(2);
  });

  test.each([
    [400, 'invalid_request', 'rejected'],
    [400, 'content_policy_violation', 'content-policy'],
    [403, 'model_access_denied', 'model-unavailable'],
    [413, 'too_large', 'rejected'],
  ])('for good, with %i %s, fails the job with its own words and costs nothing', async (status, code, expected) => {
    const rig = await startRig();
    rig.fault(paidRoute, refusal(status, code));
    const failed = await rig.until(await rig.submit(), 'failed');
    expect(failed.failure).toMatchObject({ code: expected, message: `${code}, it says`, serviceCode: code });
    expect(failed.cost.charged).toBe('no');
    expect(rig.charges).toHaveLength(0);
  });

  test('Retry-After is obeyed', async () => {
    const rig = await startRig();
    rig.fault(paidRoute, refusal(429, 'rate_limit_exceeded', { 'retry-after': '120' }));
    await rig.expectKept(await rig.submit(), 1);
    const [first, second] = rig.requests(paidRoute);
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(119_000);
  });

  test('a change of the account frees who waits for a key, and not who was asked to come back later', async () => {
    const rig = await startRig();
    const { access } = rig.engine;
    rig.engine.access = null;
    const id = await rig.submit();
    await rig.untilWaitingFor(id, 'key');
    rig.fault(paidRoute, refusal(429, 'rate_limit_exceeded', { 'retry-after': '3600' }));
    rig.engine.access = access;
    rig.engine.jobs.goOn();
    await rig.untilWaitingFor(id, 'rate-limit');
    rig.engine.jobs.goOn();
    await rig.pass(60_000);
    expect(rig.requests(paidRoute)).toHaveLength(1);
    rig.engine.jobs.hurry();
    await rig.expectKept(id, 1);
  });

  test('jobs that wait say so at once when a restart finds the same', async () => {
    const rig = await startRig();
    rig.server.faults.always(paidRoute, refusal(401, 'unauthorized'));
    const id = await rig.submit();
    await rig.untilWaitingFor(id, 'key');
    await rig.restart();
    await rig.untilWaitingFor(id, 'key');
    rig.server.faults.clear();
    rig.engine.jobs.goOn();
    await rig.expectKept(id, 1);
  });
});

describe('references', { timeout: 30_000 }, () => {
  test('are uploaded once, shared by jobs, and sent in their order', async () => {
    const rig = await startRig();
    const [a, b, c] = [await rig.input(1), await rig.input(2), await rig.input(3)];
    const first = await rig.submit({ references: [b, a, c] });
    const second = await rig.submit({ references: [c, b], prompt: 'another' });
    await Promise.all([rig.expectKept(first, 1), rig.expectKept(second, 1)]);
    expect(rig.requests(uploadRoute)).toHaveLength(3);
    const uploaded = (id: string) => rig.engine.journal.uploadOf(id, rig.server.filesUrl, 0);
    expect(new Set([uploaded(a), uploaded(b), uploaded(c)]).size).toBe(3);
  });

  test('an upload that breaks is tried again, and the paid request still goes once', async () => {
    const rig = await startRig();
    const references = [await rig.input(1)];
    const page = { kind: 'garbled', as: 'html', status: 200, takesEffect: false } as const;
    rig.fault(uploadRoute, { kind: 'hang-up', when: 'mid-body', how: 'reset' }, refusal(500, 'internal_error'), page);
    await rig.expectKept(await rig.submit({ references }), 1);
    expect(rig.requests(uploadRoute)).toHaveLength(4);
    expect(rig.requests(paidRoute)).toHaveLength(1);
  });

  test('a link that the service refuses is not used again', async () => {
    const rig = await startRig();
    const references = [await rig.input(1)];
    rig.fault(paidRoute, refusal(400, 'invalid_request'));
    const id = await rig.submit({ references });
    await rig.until(id, 'failed');
    await rig.expectKept((await rig.engine.jobs.tryAgain(id)).id, 1);
    expect(rig.requests(uploadRoute)).toHaveLength(2);
  });

  test('a reference that has gone from the library fails the job before anything is paid', async () => {
    const rig = await startRig();
    await expect(rig.submit({ references: ['0'.repeat(64)] })).rejects.toMatchObject({ code: 'invalid' });
    expect(rig.requests(paidRoute)).toHaveLength(0);
  });
});

describe('a request that surely never left', { timeout: 30_000 }, () => {
  test('waits for the service to be reached, and is paid for once', async () => {
    const rig = await startRig();
    const back = await rig.serverGone();
    const id = await rig.submit();
    await rig.untilWaitingFor(id, 'offline');
    await rig.pass(10_000);
    expect(rig.job(id).state).not.toBe('unknown');
    await back();
    rig.engine.jobs.hurry();
    await rig.expectKept(id, 1);
    expect(rig.charges).toHaveLength(1);
  });

  test('goes on by itself, without being hurried', async () => {
    const rig = await startRig();
    const back = await rig.serverGone();
    const id = await rig.submit();
    await rig.untilWaitingFor(id, 'offline');
    await back();
    await rig.expectKept(id, 1);
  });
});
