import { describe, expect, test } from 'vitest';

import { paidRoute, startRig, type Rig } from './test-rig.ts';

const charged = { kind: 'hang-up', when: 'after-processing', how: 'reset' } as const;
const notCharged = { kind: 'hang-up', when: 'before-processing', how: 'reset' } as const;
const listRoute = 'GET /v1/tasks';

/** Long enough for every look that is made without being asked. */
const allLooksMs = 500_000;

async function lose(rig: Rig, fault: typeof charged | typeof notCharged): Promise<string> {
  rig.fault(paidRoute, fault);
  const id = await rig.submit();
  await rig.until(id, 'unknown');
  return id;
}

describe('a lost answer', { timeout: 30_000 }, () => {
  describe.each([true, false])('with idempotency %s', (idempotency) => {
    test('is found in the task list, without sending again', async () => {
      const rig = await startRig({ features: { taskList: true, idempotency } });
      const id = await lose(rig, charged);
      await rig.expectKept(id, 1);
      expect(rig.charges).toHaveLength(1);
      expect(rig.requests(paidRoute)).toHaveLength(1);
    });

    test('that was no answer at all stays the person’s to decide: sent again, it is charged once', async () => {
      const rig = await startRig({ features: { taskList: true, idempotency }, speed: 2_000 });
      const id = await lose(rig, notCharged);
      await rig.pass(allLooksMs);
      expect(rig.job(id)).toMatchObject({ state: 'unknown', cost: { charged: 'unknown' } });
      expect(rig.requests(paidRoute)).toHaveLength(1);
      await rig.engine.jobs.sendAgain(id);
      await rig.expectKept(id, 1);
      expect(rig.charges).toHaveLength(1);
    });

    test('without a task list is never sent again by itself, not by a restart and not by hurrying', async () => {
      const rig = await startRig({ features: { taskList: false, idempotency }, speed: 2_000 });
      const id = await lose(rig, charged);
      await rig.pass(allLooksMs);
      await rig.restart();
      rig.engine.jobs.hurry();
      rig.engine.jobs.goOn();
      await rig.engine.jobs.checkAgain(id);
      await rig.pass(allLooksMs);
      expect(rig.job(id).state).toBe('unknown');
      expect(rig.requests(paidRoute)).toHaveLength(1);
    });

    test('without a task list is sent again by decision: charged twice only where the key counts for nothing', async () => {
      const rig = await startRig({ features: { taskList: false, idempotency } });
      const id = await lose(rig, charged);
      await rig.engine.jobs.sendAgain(id);
      await rig.expectKept(id, 1);
      expect(rig.requests(paidRoute).map((request) => request.idempotencyKey)).toEqual([id, id]);
      expect(rig.charges).toHaveLength(idempotency ? 1 : 2);
      const { uncertain } = rig.engine.jobs.spending().today;
      expect(uncertain).toBe(idempotency ? 0 : 2.5);
    });
  });

  test.each([
    ['closed after the head', { kind: 'hang-up', when: 'after-head', how: 'close' }],
    ['reset in the body', { kind: 'hang-up', when: 'mid-body', how: 'reset' }],
    ['500', { kind: 'answer', status: 500, takesEffect: true }],
    ['a page of HTML', { kind: 'garbled', as: 'html', status: 200, takesEffect: true }],
    ['a task without an id', { kind: 'missing-fields', fields: ['id'] }],
  ] as const)('(%s) is found again', async (_, fault) => {
    const rig = await startRig();
    rig.fault(paidRoute, fault);
    await rig.expectKept(await rig.submit({ count: 2 }), 2);
    expect(rig.charges).toHaveLength(1);
  });

  test('is looked for again when the list couldn’t be asked the first time', async () => {
    const rig = await startRig();
    rig.fault(listRoute, { kind: 'hang-up', when: 'before-processing', how: 'reset' }, { kind: 'answer', status: 502, takesEffect: false });
    await rig.expectKept(await lose(rig, charged), 1);
  });

  test('is looked for anew when something changes while it is being looked for', async () => {
    const rig = await startRig({ speed: 10 });
    const { promise: over, resolve: goOn } = Promise.withResolvers<undefined>();
    rig.fault(listRoute, { kind: 'delay', beforeHead: over });
    const id = await lose(rig, notCharged);
    await expect.poll(() => rig.requests(listRoute).length).toBe(1);
    rig.engine.jobs.hurry();
    goOn(undefined);
    const answeredAt = rig.clock.now();
    await expect.poll(() => rig.requests(listRoute).length).toBe(2);
    expect(rig.clock.now() - answeredAt).toBeLessThan(4_000);
    expect(rig.job(id).state).toBe('unknown');
  });

  test('that another shares its time with is left to the person', async () => {
    const rig = await startRig({ speed: 500 });
    rig.fault(paidRoute, charged, notCharged);
    const ids = [await rig.submit({ prompt: 'one' }), await rig.submit({ prompt: 'two' })];
    await Promise.all(ids.map((id) => rig.until(id, 'unknown')));
    // The first may have been found before the second was lost; the second must never take the first one's task.
    await rig.pass(allLooksMs);
    const tasks = rig.engine.book.all().flatMap((job) => ('task' in job && job.task ? [job.task.id] : []));
    expect(new Set(tasks).size).toBe(tasks.length);
    expect(rig.job(ids[1] ?? '').state).toBe('unknown');
    expect(rig.charges).toHaveLength(1);
  });

  test('doesn’t take the task of a request that is just being answered', async () => {
    const rig = await startRig({ speed: 100 });
    const { promise: answered, resolve: answer } = Promise.withResolvers<undefined>();
    rig.fault(paidRoute, notCharged, { kind: 'delay', beforeHead: answered });
    const [lost, slow] = [await rig.submit({ prompt: 'lost' }), await rig.submit({ prompt: 'slow' })];
    await rig.until(slow, 'submitting');
    await rig.pass(40_000);
    expect(rig.charges).toHaveLength(1);
    expect(rig.job(lost).state).toBe('unknown');
    answer(undefined);
    await rig.expectKept(slow, 1);
    expect(rig.job(lost).state).toBe('unknown');
  });

  test('that was given up is no longer looked for, and what it cost stays unknown', async () => {
    const rig = await startRig({ features: { taskList: false } });
    const id = await lose(rig, charged);
    rig.engine.jobs.giveUp(id);
    expect(rig.job(id)).toMatchObject({ state: 'failed', cost: { charged: 'unknown' }, failure: { code: 'lost-answer' } });
    await expect(rig.engine.jobs.sendAgain(id)).rejects.toThrow('moved on');
  });

  test('is looked for once more before it is sent again: a task that was listed late is not paid for twice', async () => {
    const rig = await startRig({ features: { idempotency: false }, speed: 2_000 });
    const unlisted = { kind: 'answer', status: 200, body: { data: [] }, takesEffect: false } as const;
    rig.server.faults.always(listRoute, unlisted);
    const id = await lose(rig, charged);
    await rig.pass(allLooksMs);
    expect(rig.job(id).state).toBe('unknown');
    rig.server.faults.clear();
    await Promise.all([rig.engine.jobs.sendAgain(id), rig.engine.jobs.sendAgain(id)]);
    await rig.expectKept(id, 1);
    expect(rig.charges).toHaveLength(1);
  });
});
