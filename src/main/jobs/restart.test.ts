import { describe, expect, test } from 'vitest';

import type { Step } from './parts.ts';
import { makeRig, paidRoute, resultRoute, startRig } from './test-rig.ts';

describe('a new start', { timeout: 30_000 }, () => {
  test.each<Step>(['uploading', 'uploaded', 'answered', 'accepted', 'completed', 'saving', 'saved', 'done'])(
    'after an end at “%s” brings every picture, for one charge',
    async (step) => {
      const rig = await startRig();
      const references = [await rig.input(1), await rig.input(2)];
      const halted = rig.engine.pauseAt(step).reached;
      const id = await rig.submit({ references, count: 2 });
      await halted;
      await rig.restart();
      await rig.expectKept(id, 2);
      expect(rig.charges).toHaveLength(1);
      expect(rig.requests(paidRoute)).toHaveLength(1);
    },
  );

  test('after an end before the paid request left asks the person, who sends it: one charge', async () => {
    const rig = await startRig();
    const halted = rig.engine.pauseAt('submitting').reached;
    const id = await rig.submit();
    await halted;
    await rig.restart();
    await rig.pass(5_000);
    expect(rig.job(id)).toMatchObject({ state: 'unknown', failure: { code: 'lost-answer' } });
    expect(rig.requests(paidRoute)).toHaveLength(0);
    await rig.engine.jobs.sendAgain(id);
    await rig.expectKept(id, 1);
    expect(rig.charges).toHaveLength(1);
  });

  test('after a part of the pictures was saved fetches the others, and none twice', async () => {
    const rig = await startRig();
    const halted = rig.engine.pauseAt('saved').reached;
    rig.fault(resultRoute, ...[1, 2].map(() => ({ kind: 'answer', status: 503, takesEffect: false }) as const));
    const id = await rig.submit({ count: 4 });
    await halted;
    await rig.restart();
    await rig.expectKept(id, 4);
    expect(await rig.engine.library.total()).toBe(4);
    expect(rig.charges).toHaveLength(1);
  });

  test('looks at once at what was running, however long ago that was', async () => {
    const rig = await startRig({ speed: 50, taskMs: () => 30_000 });
    const id = await rig.submit();
    await rig.until(id, 'running');
    await rig.engine.die();
    await rig.pass(60_000);
    await rig.begin();
    const begun = rig.clock.now();
    await rig.until(id, 'saving', 'done');
    expect(rig.clock.now() - begun).toBeLessThan(20_000);
    await rig.expectKept(id, 1);
    expect(rig.engine.journal.durations('paid gpt-4o-image 1:1 1')).toEqual([]);
  });

  test('finds the pictures when the server has another address since', async () => {
    const rig = await startRig();
    const halted = rig.engine.pauseAt('saving').reached;
    const id = await rig.submit();
    await halted;
    await rig.engine.die();
    await (
      await rig.serverGone()
    )();
    await rig.begin();
    await rig.expectKept(id, 1);
  });

  test('shows the jobs as they were, oldest sent first', async () => {
    const rig = await makeRig({ concurrency: 1 });
    await rig.begin();
    const ids = [await rig.submit({ prompt: 'one' }), await rig.submit({ prompt: 'two' }), await rig.submit({ prompt: 'three' })];
    await rig.restart();
    expect(rig.engine.jobs.list().map(({ id }) => id)).toEqual([...ids].reverse());
  });
});

describe('stopping in order', { timeout: 30_000 }, () => {
  test('waits for the answer of a paid request and writes it down', async () => {
    const rig = await startRig();
    const { promise: answered, resolve: answer } = Promise.withResolvers<undefined>();
    rig.fault(paidRoute, { kind: 'delay', beforeHead: answered });
    const id = await rig.submit();
    await rig.until(id, 'submitting');
    const stopped = rig.engine.jobs.stop();
    await rig.pass(5_000);
    answer(undefined);
    await stopped;
    await rig.restart();
    expect(rig.job(id).state).toBe('running');
    await rig.expectKept(id, 1);
  });

  test('leaves what wasn’t sent for the next start', async () => {
    const rig = await startRig({ concurrency: 5 });
    const ids = await Promise.all([1, 2, 3, 4, 5].map((i) => rig.submit({ prompt: `number ${i}` })));
    await rig.engine.jobs.stop();
    const sent = rig.requests(paidRoute).length;
    expect(sent).toBeLessThan(5);
    await rig.restart();
    await Promise.all(ids.map((id) => rig.expectKept(id, 1)));
    expect(rig.charges).toHaveLength(5);
  });
});

describe('a journal that can’t be written', { timeout: 30_000 }, () => {
  test('doesn’t lose a task that was accepted meanwhile', async () => {
    const rig = await startRig();
    const pause = rig.engine.pauseAt('answered');
    const id = await rig.submit({ count: 2 });
    await pause.reached;
    const recover = rig.journalRefuses();
    pause.goOn();
    await rig.until(id, 'done');
    recover();
    await rig.pass(12_000);
    await rig.restart();
    await rig.expectKept(id, 2);
    expect(rig.charges).toHaveLength(1);
    expect(rig.engine.journal.events(id).map(({ what }) => what)).toContain('accepted');
  });

  test('lets nothing be sent or taken back, and what waits goes on when it can be written', async () => {
    const rig = await startRig();
    const back = await rig.serverGone();
    const id = await rig.submit();
    await rig.untilWaitingFor(id, 'offline');
    const recover = rig.journalRefuses();
    await back();
    rig.engine.jobs.hurry();
    await rig.untilWaitingFor(id, 'disk');
    await expect(rig.submit({ prompt: 'another' })).rejects.toMatchObject({ code: 'disk-full' });
    expect(() => rig.engine.jobs.queue.cancel(id)).toThrow('journal');
    expect(rig.requests(paidRoute)).toHaveLength(0);
    recover();
    await rig.expectKept(id, 1);
    expect(rig.charges).toHaveLength(1);
  });
});
