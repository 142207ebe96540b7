import type { Job } from '../../shared/job.ts';
import { failureWords } from '../i18n/failure-words.ts';
import { jobWords } from '../i18n/job-words.ts';
import type { Language } from '../i18n/language.svelte.ts';
import { aboutLostAnswer } from '../i18n/lost-answer.ts';
import { isTakenBack, waitingOf } from './job-filter.ts';
import { activityWords } from './words.ts';

/** What there is to say about a job beyond its state: why it waits, why it failed, what is to be decided. Empty when all goes well. */
export function whatHappened(job: Job, now: number, language: Language): string {
  const t = language.of(activityWords);
  if (job.state === 'stopped') return language.of(jobWords).stopped;
  if (job.state === 'unknown') return aboutLostAnswer(job, language);
  if (job.state === 'failed') return isTakenBack(job) ? t.takenBack : language.of(failureWords)[job.failure.code];
  const waiting = waitingOf(job);
  if (!waiting) return '';
  const why = t.waiting[waiting.for];
  const isLater = 'until' in waiting && waiting.until > now;
  return isLater ? `${why} ${t.until(language.format.duration(waiting.until - now))}` : why;
}
