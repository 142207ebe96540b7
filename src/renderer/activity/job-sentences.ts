import type { Job } from '../../shared/job.ts';
import { failureWords } from '../i18n/failure-words.ts';
import type { Language } from '../i18n/language.svelte.ts';
import { costOf } from './job-cost.ts';
import { isTakenBack, waitingOf } from './job-filter.ts';
import { timeOfDay } from './time-of-day.ts';
import { activityWords } from './words.ts';

/** What there is to say about a job beyond its state: why it waits, why it failed, what is to be decided. Empty when all goes well. */
export function whatHappened(job: Job, now: number, language: Language): string {
  const t = language.of(activityWords);
  if (job.state === 'stopped') return t.stopped;
  if (job.state === 'unknown') return aboutLostAnswer(job, language);
  if (job.state === 'failed') return isTakenBack(job) ? t.takenBack : language.of(failureWords)[job.failure.code];
  const waiting = waitingOf(job);
  if (!waiting) return '';
  const why = t.waiting[waiting.for];
  const isLater = 'until' in waiting && waiting.until > now;
  return isLater ? `${why} ${t.until(language.format.duration(waiting.until - now))}` : why;
}

function aboutLostAnswer(job: Job & { readonly state: 'unknown' }, language: Language): string {
  const t = language.of(activityWords);
  const { credits } = costOf(job);
  const sentence = t.unknown(timeOfDay(job.sentAt, language.current));
  return credits === null ? sentence : `${sentence} ${t.unknownCost(language.format.credits(credits))}`;
}
