import type { JobIn } from '../../shared/job.ts';
import type { Submission } from '../evolink/evolink.ts';
import { withDoubt, withoutDoubt } from './doubt.ts';
import type { JobParts } from './parts.ts';

/** Writes down that the service has taken a job on, and whether it has shown that it honours the key of a request. */
export function takenOn(
  parts: Pick<JobParts, 'book' | 'journal' | 'clock' | 'unexpected'>,
  job: JobIn<'submitting'>,
  { acceptance, replayed }: Submission & { outcome: 'accepted' },
  { apiUrl, isKeyHonoured }: { readonly apiUrl: string; readonly isKeyHonoured: boolean },
): JobIn<'running'> {
  const { book, clock } = parts;
  const now = clock.now();
  const { taskId, estimatedSeconds, creditsReserved } = acceptance;
  const expectedAt = estimatedSeconds === null ? null : now + estimatedSeconds * 1000;
  const task = { id: taskId, acceptedAt: now, estimatedSeconds, progress: 0, expectedAt, revisedPrompt: null };
  const sure = replayed || isKeyHonoured ? withoutDoubt(job.cost) : withDoubt(job.cost);
  const cost = { ...sure, reserved: creditsReserved, charged: 'reserved' } as const;
  const running = book.witness(job, { state: 'running', task, waiting: null }, 'accepted', { cost }, { taskId, replayed });
  if (replayed) learnReplaying(parts, apiUrl);
  return running;
}

function learnReplaying({ journal, clock, unexpected }: Pick<JobParts, 'journal' | 'clock' | 'unexpected'>, apiUrl: string): void {
  try {
    journal.learn(apiUrl, 'replays', clock.now());
  } catch (error) {
    unexpected(error); // the person will be asked once more
  }
}
