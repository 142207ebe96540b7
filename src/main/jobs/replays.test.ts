import { describe, expect, test } from 'vitest';

import { paidRoute, startRig, type Rig, type RigSettings } from './test-rig.ts';

const charged = { kind: 'hang-up', when: 'after-processing', how: 'reset' } as const;
const notCharged = { kind: 'hang-up', when: 'before-processing', how: 'reset' } as const;
const conflict = {
  kind: 'answer',
  status: 409,
  body: { error: { code: 'idempotency_conflict', message: 'Used.' } },
  takesEffect: false,
} as const;
const inFlight = {
  kind: 'answer',
  status: 409,
  body: { error: { code: 'paid_outcome_unknown', message: 'Wait.' } },
  takesEffect: false,
} as const;
/** Longer than anything is done without being asked. */
const allMs = 600_000;

async function lose(rig: Rig, fault: typeof charged | typeof notCharged, change = {}): Promise<string> {
  rig.fault(paidRoute, fault);
  const id = await rig.submit(change);
  await rig.until(id, 'unknown');
  return id;
}

/** A rig whose service has shown, to a person who sent again, that it honours the key: one charge so far. */
async function startTaught(settings: RigSettings = {}): Promise<Rig> {
  const rig = await startRig({ speed: 400, ...settings, features: { taskList: false, ...settings.features } });
  const id = await lose(rig, charged);
  await rig.engine.jobs.sendAgain(id);
  await rig.expectKept(id, 1);
  expect(rig.charges).toHaveLength(1);
  return rig;
}

function events(rig: Rig, id: string): string[] {
  return rig.engine.journal.events(id).map(({ what }) => what);
}

function sendings(rig: Rig, id: string): number {
  return rig.requests(paidRoute).filter(({ idempotencyKey }) => idempotencyKey === id).length;
}

describe('where a service has shown that it honours the key', { timeout: 30_000 }, () => {
  test.each([
    ['had arrived', charged],
    ['had not arrived', notCharged],
  ])('a lost request is sent again by itself with the same key and body: one charge, whether it %s', async (_, fault) => {
    const rig = await startTaught();
    const id = await lose(rig, fault, { references: [await rig.input(1)], count: 2 });
    await rig.expectKept(id, 2);
    expect(rig.charges).toHaveLength(2);
    expect(events(rig, id)).toContain('sent again by itself');
    const [first, second] = rig.requests(paidRoute).filter(({ idempotencyKey }) => idempotencyKey === id);
    // What was dropped unread has no body on the server's side.
    expect(second?.body).toEqual(fault === charged ? first?.body : expect.objectContaining({ n: 2 }));
  });

  test('that is remembered over a restart, for this address', async () => {
    const rig = await startTaught();
    await rig.restart();
    await rig.expectKept(await lose(rig, charged), 1);
    expect(rig.charges).toHaveLength(2);
  });

  test('it is sent again a few times at most, and then left to the person', async () => {
    const rig = await startTaught({ speed: 2_000 });
    rig.server.faults.always(paidRoute, notCharged);
    const id = await rig.submit();
    await rig.until(id, 'unknown');
    await rig.pass(allMs);
    expect(rig.job(id).state).toBe('unknown');
    expect(sendings(rig, id)).toBeGreaterThan(1);
    expect(sendings(rig, id)).toBeLessThanOrEqual(4);
  });

  test('an answer that says “still in flight” is waited for', async () => {
    const rig = await startTaught();
    rig.fault(paidRoute, charged, inFlight);
    await rig.expectKept(await rig.submit(), 1);
    expect(rig.charges).toHaveLength(2);
  });

  test('an answer that says “used for something else” is left to the person', async () => {
    const rig = await startTaught({ speed: 2_000 });
    rig.fault(paidRoute, charged, conflict);
    const id = await rig.submit();
    await rig.untilSo(id, (job) => job.state === 'unknown' && job.failure.serviceCode === 'idempotency_conflict');
    await rig.pass(allMs);
    expect(rig.job(id).state).toBe('unknown');
    expect(sendings(rig, id)).toBe(2);
  });

  test('a refusal of the second sending says nothing about the first', async () => {
    const rig = await startTaught();
    rig.fault(paidRoute, charged, { kind: 'answer', status: 429, headers: { 'retry-after': '20' }, takesEffect: false });
    const id = await rig.submit();
    await rig.expectKept(id, 1);
    expect(events(rig, id)).toContain('still unknown');
    expect(rig.charges).toHaveLength(2);
  });

  test('with another key in the settings nothing is sent again, since that may be another account', async () => {
    const rig = await startTaught({ speed: 2_000 });
    rig.fault(paidRoute, charged);
    const id = await rig.submit();
    const { access } = rig;
    await rig.until(id, 'unknown');
    rig.engine.access = { ...access, key: 'sk-of-somebody-else' };
    await rig.pass(allMs);
    expect(sendings(rig, id)).toBe(1);
  });

  test('with the link of a reference gone nothing is sent again: it would be another request', async () => {
    const rig = await startTaught({ speed: 2_000 });
    const reference = await rig.input(1);
    rig.fault(paidRoute, charged);
    const id = await rig.submit({ references: [reference] });
    await rig.until(id, 'unknown');
    rig.engine.journal.forgetUploads([reference], rig.access.filesUrl);
    await rig.pass(allMs);
    expect(sendings(rig, id)).toBe(1);
    expect(rig.job(id).state).toBe('unknown');
  });

  test('a request from before a long sleep is left to the person', async () => {
    const rig = await startTaught({ speed: 2_000 });
    rig.fault(paidRoute, charged);
    const id = await rig.submit();
    await rig.until(id, 'unknown');
    await rig.engine.die();
    await rig.pass(allMs);
    await rig.begin();
    await rig.pass(allMs);
    expect(sendings(rig, id)).toBe(1);
  });

  test('a pause holds it back', async () => {
    const rig = await startTaught({ speed: 200 });
    rig.fault(paidRoute, charged);
    const id = await rig.submit();
    await rig.until(id, 'unknown');
    rig.engine.jobs.queue.pause();
    await rig.pass(60_000);
    expect(sendings(rig, id)).toBe(1);
    rig.engine.jobs.queue.resume();
    await rig.expectKept(id, 1);
  });

  test.each(['submitting', 'answered'] as const)(
    'killed during such a sending at “%s” it is unknown again, since the first sending',
    async (step) => {
      const rig = await startTaught({ speed: 100 });
      const id = await lose(rig, charged);
      const job = rig.job(id);
      const halted = rig.engine.pauseAt(step).reached;
      expect(await halted).toBe(id);
      await rig.restart();
      const unknown = await rig.until(id, 'unknown');
      expect(unknown.sentAt).toBe('sentAt' in job ? job.sentAt : 0);
      expect(rig.charges).toHaveLength(2);
      await rig.engine.jobs.sendAgain(id);
      await rig.expectKept(id, 1);
      expect(rig.charges).toHaveLength(2);
    },
  );

  test('quitting waits for it', async () => {
    const rig = await startTaught({ speed: 100 });
    const { promise: answered, resolve: answer } = Promise.withResolvers<undefined>();
    rig.fault(paidRoute, charged, { kind: 'delay', beforeHead: answered });
    const id = await rig.submit();
    await rig.until(id, 'unknown');
    await rig.until(id, 'submitting');
    const stopped = rig.engine.jobs.stop();
    await rig.pass(5_000);
    answer(undefined);
    await stopped;
    await rig.restart();
    await rig.expectKept(id, 1);
    expect(rig.charges).toHaveLength(2);
  });
});

test('what another address has shown counts for nothing here', { timeout: 30_000 }, async () => {
  const rig = await startRig({ speed: 2_000, features: { taskList: false } });
  rig.engine.journal.learn('https://elsewhere.test', 'replays', rig.clock.now());
  const id = await lose(rig, charged);
  await rig.pass(allMs);
  expect(sendings(rig, id)).toBe(1);
});
