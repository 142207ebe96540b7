import type { Job } from '../../../shared/job.ts';
import { usedCredits } from '../../practice/ledger.ts';
import type { Scene } from './command.ts';

/** What is wrong with a paid request that is about to leave. */
export function wrongsOfPaying(scene: Scene, job: Job): string[] {
  const name = scene.told.nameOf(job.id);
  const wrongs: string[] = [];
  if (!isWritten(scene, job)) wrongs.push(`${name} is paid for without a word on the disk`);
  if (scene.world.engine.paused.load()) wrongs.push(`${name} is paid for although the queue is paused`);
  if (breaksBudget(scene, job)) wrongs.push(`${name} is paid for although the budget has no room for it`);
  return wrongs;
}

/** The intent to pay must outlive any end. */
function isWritten({ world }: Scene, { id }: Job): boolean {
  return world.engine.journal.jobs().some((job) => job.id === id && job.state === 'submitting');
}

/** By the service's own ledger. What was sent again by decision may have been charged twice, and only the service knows. */
function breaksBudget({ told, world }: Scene, { cost }: Job): boolean {
  const { budget } = world.allowed;
  if (budget === null || told.sentAgain.size > 0) return false;
  return usedCredits(world.server.ledger) + (cost.estimated ?? 0) > budget;
}
