import type { Job } from '../../../shared/job.ts';
import { checkBooks, checkPictures } from './accounts.ts';
import type { Scene } from './command.ts';
import { quit, start } from './ends.ts';
import { checkAtRest, mayRest, reasonOf } from './invariants.ts';
import { mend } from './mending.ts';

/** Within this time, once everything is mended, every job has come to its end or waits for a person. */
const boundMs = 3 * 3_600_000;
/** What a service can ask to wait for at most. */
const longestHoldMs = 3_600_000;

/** Everything that was wrong is mended and nobody decides anything yet: all that can end must end. Then a person decides the rest. */
export async function end(scene: Scene): Promise<void> {
  const { told, world } = scene;
  await mend(scene);
  await untilAtRest(scene);
  for (const decide of [goOnWith, giveUp]) {
    for (const job of world.engine.book.all()) await decide(scene, job);
    await untilAtRest(scene);
  }
  const unknown = told.jobsIn('unknown')[0];
  if (unknown) throw new Error(`${told.nameOf(unknown.id)} is unknown although it was given up`);
  await world.time.pass(longestHoldMs);
  checkAtRest(scene);
  const { timers } = world.engine;
  if (timers > 0) throw new Error(`${timers} timers are left although every job has come to its end`);
  checkBooks(scene);
  await checkPictures(scene);
  await quit(scene);
  await start(scene); // compares what the journal holds with what was told
  await world.rest();
  checkAtRest(scene);
}

async function untilAtRest(scene: Scene): Promise<void> {
  const { told, world } = scene;
  await world.time.pass(boundMs, () => isAtRest(scene));
  checkAtRest(scene);
  const busy = world.engine.book.all().find((job) => !mayRest(job));
  if (busy)
    throw new Error(`${told.nameOf(busy.id)} is still ${busy.state}, waiting for ${reasonOf(busy)}, after three hours with nothing wrong`);
}

/** A lost answer is looked for by itself for a while; only then is it the person's. */
function isAtRest({ world }: Scene): boolean {
  const jobs = world.engine.book.all();
  return jobs.every(mayRest) && (jobs.every((job) => job.state !== 'unknown') || world.engine.timers === 0);
}

/** What is stuck at the service for ever comes back from there: that is the second time that it is stopped. */
async function goOnWith({ told, world }: Scene, { id, state, request }: Job): Promise<void> {
  if (state === 'stopped') world.engine.jobs.watchAgain(id);
  if (state !== 'unknown' || !world.circumstances.doesSendAgain) return;
  told.sentAgain.add(id);
  told.clicked(request.callbackUrl);
  await world.engine.jobs.sendAgain(id);
}

function giveUp({ world }: Scene, { id, state }: Job): Promise<void> {
  if (state === 'unknown') world.engine.jobs.giveUp(id);
  return Promise.resolve();
}
