import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { temporaryFolder } from '../library/test-library.ts';
import { aroundPayment, killEverywhere, kinds, type Killed, type Kind } from './test-kill-matrix.ts';
import { storm } from './test-kill-storm.ts';

// Each life compiles what it loads only once for all of them.
beforeAll(() => void (process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, '../../../node_modules/.cache/afterglow-kills')));

const all = { features: { taskList: true, batch: true, idempotency: true } };
const none = { features: { taskList: false, batch: false, idempotency: false } };

function kindOf(references: number, mask: boolean, count: number): Kind {
  const kind = kinds.find((one) => one.references === references && one.mask === mask && one.count === count);
  if (!kind) throw new Error('There is no such kind');
  return kind;
}

/** Every picture once, for one charge a click, and nothing else on the disk. */
function expectSound({ findings }: Killed): void {
  const { jobs, charges, clicks, picturesCharged, picturesInLibrary, leftByDecision, faults } = findings;
  expect(faults).toEqual([]);
  expect(charges).toBeLessThanOrEqual(clicks);
  expect(picturesInLibrary).toBe(picturesCharged - leftByDecision);
  expect(jobs).toBeGreaterThan(0);
}

describe('the app, killed', { timeout: 300_000 }, () => {
  test('at every point of a job, makes one charge of one click and brings each picture', async () => {
    // Nothing stays between a step and the moment before the next one: the benchmark kills there too.
    const wanted = (point: string): boolean => !point.startsWith('before ');
    const killed = await killEverywhere(await temporaryFolder(), kindOf(0, false, 2), { wanted, taskList: true });
    expectSound(killed);
    expect(killed.kills).toBeGreaterThan(30);
    expect(killed.findings.charges).toBe(killed.findings.jobs);
  });

  test.each([
    [kindOf(5, false, 4), /^(after upload|library recorded) #3$/],
    [kindOf(5, false, 1), /^after keepUpload #5$/],
    [kindOf(1, true, 1), /^(library input-placed #2|an upload is there.*)$/],
    [kindOf(1, true, 4), /^before writing “picture saved” #4$/],
  ])('in a job of another kind (%o)', async (kind, points) => {
    const killed = await killEverywhere(await temporaryFolder(), kind, { wanted: (point) => points.test(point), taskList: true });
    expectSound(killed);
    expect(killed.kills).toBeGreaterThan(0);
  });

  test('around the payment, at a service without a list of tasks, is asked and pays once', async () => {
    const wanted = (point: string): boolean => aroundPayment.test(point) && !point.startsWith('before ');
    const killed = await killEverywhere(await temporaryFolder(), kindOf(0, false, 1), { wanted, taskList: false });
    expectSound(killed);
    expect(killed.findings.charges).toBe(killed.findings.jobs);
  });

  test.each([
    ['tells and honours everything', all, 1],
    ['tells and honours nothing', none, 2],
  ])('at random times in a storm of jobs, at a service that %s', async (_, { features }, seed) => {
    const killed = await storm(await temporaryFolder(), { seed, jobs: 20, killsAtLeast: 5, longestLifeMs: 800, features });
    expectSound(killed);
    expect(killed.kills).toBeGreaterThanOrEqual(5);
    expect(killed.findings.jobs).toBe(20);
  });
});
