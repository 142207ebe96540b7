import { describe, expect, test } from 'vitest';

import { paidRoute, startRig, type Rig } from './test-rig.ts';

const charged = { kind: 'hang-up', when: 'after-processing', how: 'reset' } as const;
const notCharged = { kind: 'hang-up', when: 'before-processing', how: 'reset' } as const;
const listRoute = 'GET /v1/tasks';
/** Three looks without being asked. */
const someLooksMs = 60_000;

/** Another program of the same account makes a picture. */
async function elsewhere(rig: Rig, fields: Record<string, unknown> = {}): Promise<string> {
  const { apiUrl, key } = rig.access;
  const answer = await fetch(`${apiUrl}/v1/images/generations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o-image', prompt: 'of somebody else', n: 1, ...fields }),
  });
  return ((await answer.json()) as { id: string }).id;
}

async function lose(rig: Rig, fault: typeof charged | typeof notCharged): Promise<string> {
  rig.fault(paidRoute, fault);
  const id = await rig.submit();
  await rig.until(id, 'unknown');
  return id;
}

/** Whatever the list shows, the job is left to the person. */
async function expectLeft(rig: Rig, id: string): Promise<void> {
  await rig.pass(someLooksMs);
  expect(rig.requests(listRoute).length).toBeGreaterThan(1);
  expect(rig.job(id).state).toBe('unknown');
}

describe('a lost answer in an account that other programs use', { timeout: 30_000 }, () => {
  test('doesn’t take a task from minutes before', async () => {
    const rig = await startRig();
    await elsewhere(rig);
    await rig.pass(100_000);
    await expectLeft(rig, await lose(rig, notCharged));
  });

  test('doesn’t take a task from minutes after', async () => {
    const rig = await startRig();
    rig.server.faults.always(listRoute, { kind: 'answer', status: 502, takesEffect: false });
    const id = await lose(rig, notCharged);
    await rig.pass(100_000);
    await elsewhere(rig);
    rig.server.faults.clear();
    await rig.engine.jobs.checkAgain(id);
    await expectLeft(rig, id);
  });

  test.each([
    ['takes neither of two tasks of the same moment', 1, 'unknown'],
    ['tells its own from a task of the same moment with another number of pictures', 4, 'done'],
  ] as const)('%s', async (_, n, state) => {
    const rig = await startRig({ speed: 2, taskMs: () => 1 });
    rig.server.faults.always(listRoute, { kind: 'answer', status: 502, takesEffect: false });
    await elsewhere(rig, { n });
    const id = await lose(rig, charged);
    rig.server.faults.clear();
    await rig.engine.jobs.checkAgain(id);
    if (state === 'done') await rig.expectKept(id, 1);
    expect(rig.job(id).state).toBe(state);
    expect(rig.charges).toHaveLength(2);
  });

  test('finds its own among many others, on a later page of the list', async () => {
    const rig = await startRig({ credits: 10_000 });
    rig.server.faults.always(listRoute, { kind: 'answer', status: 502, takesEffect: false });
    for (let i = 0; i < 5; i++) await elsewhere(rig);
    await rig.pass(100_000);
    const id = await lose(rig, charged);
    await rig.pass(100_000);
    for (let i = 0; i < 120; i++) await elsewhere(rig);
    rig.server.faults.clear();
    await rig.engine.jobs.checkAgain(id);
    await rig.expectKept(id, 1);
    expect(rig.requests(listRoute).at(-1)?.path).toContain('page=2');
    expect(rig.requests(paidRoute).filter(({ idempotencyKey }) => idempotencyKey === id)).toHaveLength(1);
  });

  test.each([-3_600_000, 3_600_000])('finds its own when the service’s clock is %i ms before ours', async (aheadMs) => {
    const rig = await startRig({ aheadMs: () => aheadMs });
    await rig.expectKept(await lose(rig, charged), 1);
  });

  test('takes no task on the word of a clock that was set meanwhile', async () => {
    let aheadMs = 0;
    const rig = await startRig({ aheadMs: () => aheadMs });
    await rig.until(await rig.submit(), 'done'); // what the service answers tells of its clock
    rig.server.faults.always(listRoute, { kind: 'answer', status: 502, takesEffect: false });
    const first = await lose(rig, notCharged);
    await rig.pass(120_000);
    const second = await lose(rig, charged);
    const between = (id: string): number => rig.engine.journal.events(id).findLast(({ what }) => what === 'submitting')?.at ?? 0;
    aheadMs = between(second) - between(first);
    rig.server.faults.clear();
    for (const id of [first, second]) await rig.engine.jobs.checkAgain(id);
    expect([first, second].map((id) => rig.job(id).state)).toEqual(['unknown', 'unknown']);
  });

  test('isn’t looked for with another key: that may be another account', async () => {
    const rig = await startRig();
    rig.server.faults.always(listRoute, { kind: 'answer', status: 502, takesEffect: false });
    const id = await lose(rig, charged);
    rig.engine.access = { ...rig.access, key: 'sk-of-somebody-else' };
    rig.server.faults.clear();
    const asked = rig.requests(listRoute).length;
    await rig.engine.jobs.checkAgain(id);
    expect(rig.requests(listRoute)).toHaveLength(asked);
    rig.engine.access = rig.access;
    await rig.engine.jobs.checkAgain(id);
    await rig.expectKept(id, 1);
  });
});

describe.each([
  [true, true],
  [true, false],
  [false, true],
  [false, false],
])('with a task list %s and idempotency %s', { timeout: 30_000 }, (taskList, idempotency) => {
  test('a person who has sent once more spares the next lost answer the question only where that was answered with the first task', async () => {
    const rig = await startRig({ features: { taskList, idempotency } });
    // Hidden from the list, so that the person has to decide.
    rig.server.faults.always(listRoute, { kind: 'answer', status: taskList ? 502 : 404, takesEffect: false });
    const taught = await lose(rig, charged);
    await rig.engine.jobs.sendAgain(taught);
    await rig.expectKept(taught, 1);
    expect(rig.charges).toHaveLength(idempotency ? 1 : 2);
    rig.server.faults.clear();
    await rig.pass(100_000);

    const before = rig.charges.length;
    const id = await lose(rig, charged);
    if (taskList || idempotency) await rig.expectKept(id, 1);
    else await rig.pass(400_000);
    expect(rig.job(id).state).toBe(taskList || idempotency ? 'done' : 'unknown');
    expect(rig.charges.length - before).toBe(1);
    const sendings = rig.requests(paidRoute).filter(({ idempotencyKey }) => idempotencyKey === id).length;
    expect(sendings).toBe(!taskList && idempotency ? 2 : 1);
  });
});

test('what is told about a lost answer: when, what it may cost, how it was lost, and the request id', { timeout: 30_000 }, async () => {
  const rig = await startRig({ features: { taskList: false } });
  rig.fault(paidRoute, { kind: 'answer', status: 502, headers: { 'x-request-id': 'req-502' }, body: '<html>', takesEffect: true });
  const id = await rig.submit({ count: 2 });
  const { sentAt, cost, failure } = await rig.until(id, 'unknown');
  expect(Math.abs(rig.clock.now() - sentAt)).toBeLessThan(60_000);
  expect(cost).toMatchObject({ estimated: 5, charged: 'unknown' });
  expect(failure).toEqual({ code: 'service-down', message: 'The service answered with status 502.', requestId: 'req-502' });
});
