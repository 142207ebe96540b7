import { rename } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { lookUpRoute, paidRoute, resultRoute, startRig, type Rig } from './test-rig.ts';

const nothing = { kind: 'delay' } as const;
const refused = (status: number) => ({ kind: 'answer', status, takesEffect: false }) as const;
const expired = { kind: 'answer', status: 410, takesEffect: false } as const;
const hourMs = 3_600_000;

/** The process dies at the moment at which the journal has so many pictures of a job. */
function diesWith(rig: Rig, pictures: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  rig.engine.jobs.onChanged((job) => {
    if (job.state === 'saving' && job.pictures.length === pictures) void rig.engine.die().then(() => resolve(undefined));
  });
  return promise;
}

describe('of several pictures', { timeout: 30_000 }, () => {
  test('one whose link stays broken ends the job after minutes; the others are kept, and it says how many', async () => {
    const rig = await startRig({ speed: 1_000 });
    rig.fault(resultRoute, nothing, nothing, nothing);
    rig.server.faults.always(resultRoute, refused(404));
    const failed = await rig.until(await rig.submit({ count: 4 }), 'failed');
    expect(failed.failure.code).toBe('links-expired');
    expect(failed.failure.message).toMatch(/^3 of 4 pictures are in the library\. /);
    expect(failed.pictures).toHaveLength(3);
    expect(await rig.engine.library.total()).toBe(3);
    expect(failed.cost.charged).toBe('yes');
    expect(rig.requests(resultRoute).length).toBeLessThan(30);
  });

  test('those that an earlier run kept are not fetched again, and are all when their links have run out since', async () => {
    const rig = await startRig();
    const dead = diesWith(rig, 2);
    const id = await rig.submit({ count: 2 });
    await dead;
    rig.server.faults.always(resultRoute, expired);
    const before = rig.requests(resultRoute).length;
    await rig.begin();
    await rig.until(id, 'done');
    expect(rig.requests(resultRoute)).toHaveLength(before);
    rig.server.faults.clear();
    await rig.expectKept(id, 2);
  });

  test('those that were not kept before the links ran out are what the failure speaks of', async () => {
    const rig = await startRig();
    rig.fault(resultRoute, nothing, refused(503));
    const dead = diesWith(rig, 1);
    const id = await rig.submit({ count: 2 });
    await dead;
    rig.server.faults.always(resultRoute, expired);
    await rig.begin();
    const failed = await rig.until(id, 'failed');
    expect(failed).toMatchObject({ failure: { code: 'links-expired' } });
    expect(failed.failure.message).toMatch(/^1 of 2 /);
    expect(failed.pictures).toHaveLength(1);
  });

  test('none is fetched twice by attempts that are hurried', async () => {
    const rig = await startRig();
    const pause = rig.engine.pauseAt('saving');
    const id = await rig.submit({ count: 4 });
    await pause.reached;
    for (let i = 0; i < 5; i++) rig.engine.jobs.hurry();
    pause.goOn();
    await rig.until(id, 'done');
    rig.engine.jobs.hurry();
    expect(rig.requests(resultRoute)).toHaveLength(4);
  });
});

describe('a job that saves', { timeout: 30_000 }, () => {
  test('and is stopped is watched again to its end', async () => {
    const rig = await startRig();
    const pause = rig.engine.pauseAt('saved');
    const id = await rig.submit({ count: 2 });
    await pause.reached;
    rig.engine.jobs.stopWatching(id);
    rig.engine.jobs.watchAgain(id);
    pause.goOn();
    await rig.expectKept(id, 2);
    expect(await rig.engine.library.total()).toBe(2);
    expect(rig.requests(paidRoute)).toHaveLength(1);
  });

  test('and is stopped before it began saves nothing behind the person’s back', async () => {
    const rig = await startRig();
    const pause = rig.engine.pauseAt('completed');
    const id = await rig.submit();
    await pause.reached;
    rig.engine.jobs.stopWatching(id);
    pause.goOn();
    await rig.pass(20_000);
    expect(rig.job(id)).toMatchObject({ state: 'stopped', why: 'person' });
    expect(rig.requests(resultRoute)).toHaveLength(0);
  });

  test('takes the links that the service gives when the first ones lead nowhere any more', async () => {
    const rig = await startRig();
    const pause = rig.engine.pauseAt('saving');
    const id = await rig.submit({ count: 2 });
    await pause.reached;
    await (
      await rig.serverGone()
    )();
    pause.goOn();
    await rig.expectKept(id, 2);
  });

  test('waits for the key when only the service could tell the links anew, and fails for nothing of that', async () => {
    const rig = await startRig({ speed: 1_000 });
    const { access } = rig.engine;
    rig.server.faults.always(resultRoute, refused(403));
    const id = await rig.submit();
    await rig.until(id, 'saving');
    rig.engine.access = null;
    await rig.untilWaitingFor(id, 'key');
    await rig.pass(2 * hourMs);
    expect(rig.job(id).state).toBe('saving');
    rig.server.faults.clear();
    rig.engine.access = access;
    rig.engine.jobs.goOn();
    await rig.expectKept(id, 1);
  });

  test('asks nobody for links while the disk is full, and then gives a link its full patience', async () => {
    const rig = await startRig({ speed: 1_000 });
    const pause = rig.engine.pauseAt('saving');
    const id = await rig.submit({ count: 2 });
    await pause.reached;
    rig.engine.freeBytes = 1_000;
    pause.goOn();
    await rig.untilWaitingFor(id, 'disk');
    const looks = rig.requests(lookUpRoute).length;
    await rig.pass(2 * hourMs);
    expect(rig.requests(lookUpRoute)).toHaveLength(looks);
    rig.fault(resultRoute, ...Array.from({ length: 4 }, () => refused(403)));
    rig.engine.freeBytes = Infinity;
    rig.engine.jobs.goOn();
    await rig.expectKept(id, 2);
  });

  test('waits for a library folder that is gone, and goes on where it was when it is back', async () => {
    const rig = await startRig();
    const folder = join(rig.folder, 'library');
    const pause = rig.engine.pauseAt('saving');
    const id = await rig.submit({ count: 2 });
    await pause.reached;
    await rename(folder, `${folder}-elsewhere`);
    pause.goOn();
    await rig.untilWaitingFor(id, 'library');
    await rename(`${folder}-elsewhere`, folder);
    rig.engine.jobs.goOn();
    await rig.expectKept(id, 2);
    expect(rig.engine.unexpected).toEqual([]);
  });
});
