import { describe, expect, test } from 'vitest';

import { Budget } from './budget.ts';
import { handClock } from './hand-clock.ts';
import { sampleJob } from './sample-job.ts';
import { paidRoute, startRig } from './test-rig.ts';

describe('a monthly budget', { timeout: 30_000 }, () => {
  test('holds the job that would exceed it, and lets it go when it is raised', async () => {
    const rig = await startRig({ budget: 6, taskMs: () => 10 });
    const fitting = [await rig.submit({ prompt: 'one' }), await rig.submit({ prompt: 'two' })];
    const beyond = await rig.submit({ prompt: 'three' });
    await rig.untilWaitingFor(beyond, 'budget');
    await Promise.all(fitting.map((id) => rig.expectKept(id, 1)));
    expect(rig.requests(paidRoute)).toHaveLength(2);
    rig.budget = 7.5;
    rig.engine.jobs.goOn();
    await rig.expectKept(beyond, 1);
  });

  test('counts requests that are about to leave, so that several at once don’t exceed it together', async () => {
    const rig = await startRig({ budget: 10, concurrency: 8 });
    const ids = await Promise.all(Array.from({ length: 8 }, (_, i) => rig.submit({ prompt: `number ${i}` })));
    await Promise.all(ids.slice(4).map((id) => rig.untilWaitingFor(id, 'budget')));
    await Promise.all(ids.slice(0, 4).map((id) => rig.expectKept(id, 1)));
    expect(rig.charges).toHaveLength(4);
  });
});

test('a new month is a new budget', async () => {
  const clock = handClock();
  clock.set(new Date(2026, 10, 30, 23, 59).getTime());
  let turned = 0;
  const budget = new Budget(
    clock,
    () => 5,
    () => turned++,
  );
  const spent = sampleJob({ createdAt: clock.now(), cost: { estimated: 5, reserved: 5, used: 5, charged: 'yes' } });
  expect(budget.left([spent], () => false)).toBe(0);
  budget.waitForNextMonth();
  await clock.pass(61_000);
  expect(turned).toBe(1);
  expect(budget.left([spent], () => false)).toBe(5);
});
