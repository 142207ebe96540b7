import type { Studio } from '../studio.ts';
import { queueWords } from './queue-words.ts';

/** Pauses the queue, or lets it go on, from wherever the person is. The Activity screen shows it; elsewhere it is said. */
export function pauseOrResume({ queue, session, router, notices, language }: Studio): boolean {
  if (session.account.mode === 'none') return false;
  const pauses = !queue.isPaused;
  const t = language.of(queueWords);
  const changed = async (): Promise<void> => {
    await (pauses ? queue.pause() : queue.resume());
    if (router.screen !== 'activity') notices.show({ tone: 'plain', text: pauses ? t.paused : t.resumed });
  };
  void notices.attempt(language, changed());
  return true;
}
