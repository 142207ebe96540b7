import type { FailureData } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import { failureWords } from '../i18n/failure-words.ts';
import { jobWords } from '../i18n/job-words.ts';
import type { Language } from '../i18n/language.svelte.ts';
import { aboutLostAnswer } from '../i18n/lost-answer.ts';
import { isUnsent } from '../queue-order.ts';
import { waitingOf } from './job-filter.ts';
import { activityWords } from './words.ts';

/** What there is to say about a sent job beyond its state: why it waits, why it failed, what is to be decided. Empty when all goes well. */
export function whatHappened(job: Job, now: number, language: Language): string {
  if (isUnsent(job)) return '';
  switch (job.state) {
    case 'submitting':
      return language.of(activityWords).sending;
    case 'running':
    case 'saving':
      return whyItWaits(job, now, language);
    case 'done':
      return fewerThanWanted(job, language);
    case 'failed':
      return [whyItFailed(job.failure, language), whatIsThere(job, language)].filter(Boolean).join(language.of(activityWords).between);
    case 'stopped':
      return language.of(jobWords).stopped[job.why];
    case 'unknown':
      return aboutLostAnswer(job, language, now);
  }
}

/** A lost answer becomes a failure only when the person gives up looking for it. */
function whyItFailed({ code }: FailureData, language: Language): string {
  return code === 'lost-answer' ? language.of(activityWords).givenUp : language.of(failureWords)[code];
}

/** The reason, and that nothing is lost by it. */
function whyItWaits(job: Job, now: number, language: Language): string {
  const waiting = waitingOf(job);
  if (!waiting) return '';
  const t = language.of(activityWords);
  const why = t.because(language.of(jobWords).waiting[waiting.for]);
  const isLater = 'until' in waiting && waiting.until > now;
  const next = isLater ? [t.until(language.format.duration(waiting.until - now))] : [];
  return [why, job.state === 'saving' ? t.isReady : t.goesOn, ...next].join(t.between);
}

/** A job that failed with some of its pictures still has those. */
function whatIsThere({ pictures, request }: Job, language: Language): string {
  if (pictures.length === 0) return '';
  return language.of(activityWords).kept(language.format.number(pictures.length), language.format.number(request.count));
}

function fewerThanWanted({ pictures, request }: Job, language: Language): string {
  if (pictures.length >= request.count) return '';
  return language.of(activityWords).fewer(language.format.number(pictures.length), language.format.number(request.count));
}
