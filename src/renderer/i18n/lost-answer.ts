import type { Job } from '../../shared/job.ts';
import { costOf } from '../job-cost.ts';
import { jobWords } from './job-words.ts';
import type { Language } from './language.svelte.ts';
import { timeOfDay } from './time-of-day.ts';

/** What there is to know before deciding about a request whose answer got lost. */
export function aboutLostAnswer(job: Job & { readonly state: 'unknown' }, language: Language): string {
  const t = language.of(jobWords);
  const { credits } = costOf(job);
  const sentence = t.unknown(timeOfDay(job.sentAt, language.current));
  return credits === null ? sentence : `${sentence} ${t.unknownCost(language.format.credits(credits))}`;
}

/** What sending it once more may cost. */
export function sendAgainWarning(credits: number | null, language: Language): string {
  const t = language.of(jobWords);
  return credits === null ? t.sendTextUnpriced : t.sendText(language.format.credits(credits));
}
