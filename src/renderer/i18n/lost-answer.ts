import type { Job } from '../../shared/job.ts';
import { costOf } from '../job-cost.ts';
import { jobWords } from './job-words.ts';
import type { Language } from './language.svelte.ts';
import { timeOfDay } from './time-of-day.ts';

/** What there is to know before deciding about a request whose answer got lost. */
export function aboutLostAnswer(job: Job & { readonly state: 'unknown' }, language: Language, now = Date.now()): string {
  const t = language.of(jobWords);
  const { credits } = costOf(job);
  const isToday = new Date(job.sentAt).toDateString() === new Date(now).toDateString();
  const when = isToday ? t.at(timeOfDay(job.sentAt, language.current)) : t.on(language.format.dateTime(job.sentAt));
  return credits === null ? t.unknown(when) : t.unknownPriced(when, language.format.credits(credits));
}

/** What sending it once more may cost. */
export function sendAgainWarning(credits: number | null, language: Language): string {
  const t = language.of(jobWords);
  return credits === null ? t.sendTextUnpriced : t.sendText(language.format.credits(credits));
}
