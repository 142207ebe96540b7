import type { Scene } from './command.ts';
import { reasonOf } from './invariants.ts';

/**
 * Nothing is wrong any more. The engine hears only what the app would tell it: that a key or a setting has changed. A person who is told that jobs wait
 * for the key tests it again.
 */
export async function mend({ told, world }: Scene): Promise<void> {
  world.server.faults.clear();
  world.letGo();
  world.setJournal(false);
  world.setRoom(true);
  await world.setService(true);
  await world.setLibrary('there');
  world.engine.jobs.queue.resume();
  const hasChanged = world.key !== 'right' || world.allowed.budget !== null;
  world.setKey('right');
  world.allowed.budget = null;
  if (hasChanged) world.engine.jobs.goOn();
  await world.rest();
  if (told.jobs.some((job) => reasonOf(job) === 'key')) world.engine.jobs.goOn();
}
