import fs from 'node:fs';
import { text } from 'node:stream/consumers';

import sharp from 'sharp';

import type { Access } from '../evolink/access.ts';
import { sampleRequest } from './sample-job.ts';
import { Engine } from './test-engine.ts';
import { withPoints } from './test-kill-points.ts';
import { Person } from './test-person.ts';
import { timeLapseClock } from './time-lapse-clock.ts';

/** What a job is made from: so many references, and perhaps a mask. */
export interface Inputs {
  readonly references: number;
  readonly mask: boolean;
}

/** One life of the app: finishes what the last one left, then makes a job and dies at a point of it. */
export interface MatrixErrand extends Inputs {
  readonly folder: string;
  readonly access: Access;
  readonly speed: number;
  readonly startedAt: number;
  readonly count: number;
  /** Another number is another prompt and other pictures. Null: no new job, only what was left is finished. */
  readonly number: number | null;
  readonly prompt: string;
  /** Where to die (`name #occurrence`); null: nowhere by itself. */
  readonly point: string | null;
}

const errand = JSON.parse(process.argv[2] ?? '') as MatrixErrand;
let isArmed = false;
const met = new Map<string, number>();

/** Written before this returns: a process that is killed has no time to write later. */
function say(line: string): void {
  fs.writeSync(1, `${line}\n`);
}

function at(name: string): void {
  if (!isArmed) return;
  const times = (met.get(name) ?? 0) + 1;
  met.set(name, times);
  const point = `${name} #${times}`;
  say(`point ${point}`);
  if (point === errand.point) process.kill(process.pid, 'SIGKILL');
}

const engine = await Engine.open(errand.folder, {
  clock: timeLapseClock(errand.speed, errand.startedAt),
  access: errand.access,
  concurrency: 3,
  ...withPoints(at),
});
const person = new Person(engine, () => 'send again');
engine.jobs.start();
// A kill before the click took effect: the person has the same pictures at hand, and uses them.
if (errand.number !== null && errand.number > 0) await inputs(errand.number - 1);
await person.untilUnfinished(0);
if (errand.number !== null) {
  say('armed');
  await text(process.stdin);
  isArmed = true;
  await submit(errand.number);
  await person.untilUnfinished(0);
}
await engine.jobs.stop();
await engine.die();

async function submit(number: number): Promise<void> {
  const [mask, ...references] = await inputs(number);
  const { prompt, count } = errand;
  await engine.jobs.submit(sampleRequest({ prompt, count, references, mask: errand.mask ? (mask ?? null) : null }), true);
}

/** The mask first. */
async function inputs(number: number): Promise<string[]> {
  const wanted = Array.from({ length: errand.references + 1 }, (_, index) => index).slice(errand.mask ? 0 : 1);
  const ids: string[] = errand.mask ? [] : [''];
  for (const index of wanted) ids.push((await engine.library.inputs.add({ name: `${index}.png`, bytes: await drawn(number, index) })).id);
  return ids;
}

function drawn(number: number, index: number): Promise<Buffer> {
  const background = { r: number & 255, g: number >> 8, b: index, alpha: index === 0 ? 0 : 1 };
  return sharp({ create: { width: 40, height: 40, channels: 4, background } })
    .png()
    .toBuffer();
}
