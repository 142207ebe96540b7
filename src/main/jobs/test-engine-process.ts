import { Engine } from './test-engine.ts';
import type { Access } from '../evolink/access.ts';
import type { Step } from './parts.ts';
import { sampleRequest } from './sample-job.ts';
import { timeLapseClock } from './time-lapse-clock.ts';

/** A process that makes one job, says its id when it comes to a step, and waits there to be killed. */
export interface Errand {
  readonly folder: string;
  readonly access: Access;
  readonly speed: number;
  readonly startedAt: number;
  readonly references: readonly string[];
  readonly count: number;
  readonly step: Step;
}

const errand = JSON.parse(process.argv[2] ?? '') as Errand;

const engine = await Engine.open(errand.folder, {
  clock: timeLapseClock(errand.speed, errand.startedAt),
  access: errand.access,
  concurrency: 1,
  step: (step, jobId) => {
    if (step !== errand.step) return undefined;
    process.stdout.write(jobId);
    return new Promise<void>(() => {
      setInterval(() => undefined, 1000);
    });
  },
});
engine.jobs.start();
await engine.jobs.submit(sampleRequest({ references: [...errand.references], count: errand.count }), true);
