import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { Failure } from '../../shared/failure.ts';
import type { Fault } from '../practice/faults.ts';
import type { RouteName } from '../practice/routes.ts';
import { stormFaults } from './test-storm-faults.ts';
import { lookUpRoute, paidRoute, resultRoute, startRig, uploadRoute, type Rig } from './test-rig.ts';

type Happening =
  | { readonly what: 'job'; readonly count: 1 | 2 | 4 }
  | { readonly what: 'end' }
  | { readonly what: 'hurry' }
  | { readonly what: 'decide' }
  | { readonly what: 'fault'; readonly at: RouteName; readonly fault: Fault };

const routes = [paidRoute, lookUpRoute, resultRoute, uploadRoute] as const;
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('job'), count: fc.constantFrom(1, 2) }) },
  {
    weight: 4,
    arbitrary: fc.record({ what: fc.constant('fault'), at: fc.constantFrom(...routes), fault: fc.constantFrom(...stormFaults) }),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constantFrom('end', 'hurry', 'decide') }) },
);

/** A person who sends everything again that can't be known. */
async function decide(rig: Rig): Promise<void> {
  for (const job of rig.engine.book.all()) if (job.state === 'unknown') await rig.engine.jobs.sendAgain(job.id).catch(movedOn);
}

/** What the engine did meanwhile takes nothing away from the person's decision. */
function movedOn(error: unknown): void {
  if (!(error instanceof Failure && error.code === 'invalid')) throw error;
}

async function happen(rig: Rig, next: Happening): Promise<void> {
  if (next.what === 'job') await rig.submit({ count: next.count, references: [await rig.input(next.count)] });
  else if (next.what === 'end') await rig.restart();
  else if (next.what === 'hurry') rig.engine.jobs.hurry();
  else if (next.what === 'decide') await decide(rig);
  else rig.fault(next.at, next.fault);
  await rig.pass(2_500);
}

async function untilAllDone(rig: Rig): Promise<void> {
  rig.server.faults.clear();
  while (rig.engine.book.all().some(({ state }) => state !== 'done' && state !== 'failed')) {
    await decide(rig);
    rig.engine.jobs.hurry();
    await rig.pass(5_000);
  }
}

describe('a storm', { timeout: 60_000 }, () => {
  test('of faults, ends and decisions loses nothing and charges no job twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 15, maxLength: 30 }), async (happenings) => {
        const rig = await startRig({ taskMs: () => 3_000 });
        for (const next of happenings) await happen(rig, next);
        await untilAllDone(rig);
        const jobs = rig.engine.book.all();
        expect(new Set(rig.charges.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(rig.charges.length);
        for (const job of jobs) await rig.expectKept(job.id, job.request.count);
        expect(rig.charges).toHaveLength(jobs.length);
        await rig.close();
      }),
      { numRuns: 3, endOnFailure: true, includeErrorInReport: true },
    );
  });
});
