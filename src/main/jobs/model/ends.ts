import type { Job } from '../../../shared/job.ts';
import type { Scene } from './command.ts';
import { checkNow, checkUnexpected } from './invariants.ts';
import { wrongsOfPaying } from './paying.ts';

const unlisten = new WeakMap<object, () => void>();

/** Begins anew with what is on the disk. */
export async function start({ told, world }: Scene): Promise<void> {
  const mayLag = world.mayJournalLag;
  const engine = await world.open();
  told.restart(engine.book.all(), mayLag);
  const hear = (job: Job): void => {
    told.tell(job);
    if (job.state === 'submitting') told.faults.push(...wrongsOfPaying({ told, world }, job));
  };
  unlisten.set(engine, engine.jobs.onChanged(hear));
  engine.jobs.start();
}

/** What a dead process still does in memory is told to nobody. */
export async function kill(scene: Scene): Promise<void> {
  checkNow(scene);
  await bury(scene);
}

/** In order: paid requests are waited for, and afterwards nothing is left that could still happen. */
export async function quit(scene: Scene): Promise<void> {
  const { world } = scene;
  const { engine } = world;
  const stopped = engine.jobs.stop();
  world.letGo();
  await stopped;
  await world.rest();
  if (engine.timers > 0) throw new Error(`${engine.timers} timers are left after stopping`);
  checkUnexpected(scene);
  await bury(scene);
}

async function bury({ world }: Scene): Promise<void> {
  unlisten.get(world.engine)?.();
  await world.die();
}
