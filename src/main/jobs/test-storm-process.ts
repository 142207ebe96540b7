import fs from 'node:fs';

import sharp from 'sharp';

import type { GenerationRequest } from '../../shared/generation.ts';
import type { Access } from '../evolink/access.ts';
import { seeded } from '../practice/randomness.ts';
import { sampleRequest } from './sample-job.ts';
import { Engine } from './test-engine.ts';
import { Person } from './test-person.ts';
import { timeLapseClock } from './time-lapse-clock.ts';

/** One life of the app in a storm: goes on with what is there, and makes new jobs until there are so many. */
export interface StormErrand {
  readonly folder: string;
  readonly access: Access;
  readonly speed: number;
  readonly startedAt: number;
  readonly seed: number;
  readonly jobs: number;
  /** Whether it ends when all is finished; otherwise it waits to be killed. */
  readonly ends: boolean;
}

const mostUnfinished = 15;
const errand = JSON.parse(process.argv[2] ?? '') as StormErrand;
const { seed, jobs } = errand;
const random = seeded(seed ^ process.pid);

const engine = await Engine.open(errand.folder, {
  clock: timeLapseClock(errand.speed, errand.startedAt),
  access: errand.access,
  concurrency: 6,
});
const person = new Person(engine, () => (random() < 0.3 ? 'give up' : 'send again'));
engine.jobs.start();
fs.writeSync(1, 'up\n');
const inputs: string[] = [];
for (let colour = 0; colour < 6; colour++) inputs.push((await engine.library.inputs.add({ name: 'a.png', bytes: await drawn(colour) })).id);
for (let number = engine.book.all().length; number < jobs; number++) {
  await person.untilUnfinished(mostUnfinished);
  await engine.jobs.submit(requestOf(number), true);
}
await person.untilUnfinished(0);
if (!errand.ends) await new Promise(() => setInterval(() => undefined, 60_000));
await engine.jobs.stop();
await engine.die();

/** The same for the same number, so that every life knows what the one before it was about to ask for. */
function requestOf(number: number): GenerationRequest {
  const chosen = seeded(seed + number);
  const prompt = `storm ${seed}, number ${number}`;
  const count = [1, 1, 1, 2, 2, 4][Math.floor(chosen() * 6)] ?? 1;
  const references = inputs.slice(1, 1 + Math.floor(chosen() * 6));
  const isMasked = chosen() < 0.25;
  return isMasked
    ? sampleRequest({ prompt, count, references: inputs.slice(1, 2), mask: inputs[0] ?? null })
    : sampleRequest({ prompt, count, references: chosen() < 0.5 ? [] : references });
}

function drawn(colour: number): Promise<Buffer> {
  const background = { r: 200, g: 20, b: colour, alpha: colour === 0 ? 0 : 1 };
  return sharp({ create: { width: 40, height: 40, channels: 4, background } })
    .png()
    .toBuffer();
}
