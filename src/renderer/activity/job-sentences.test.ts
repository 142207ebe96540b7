import { expect, test } from 'vitest';

import type { Job, JobState } from '../../shared/job.ts';
import { Language } from '../i18n/language.svelte.ts';
import { aJob, aTask } from '../job-builder.ts';
import { whatHappened } from './job-sentences.ts';

const now = new Date(2026, 10, 22, 14, 30).getTime();
const languages = [new Language(() => 'en', 'en'), new Language(() => 'zh-CN', 'en')] as const;
const say = (job: Job): string[] => languages.map((language) => whatHappened(job, now, language));
const lost = { code: 'lost-answer', message: '' } as const;

test.each<[string, JobState]>([
  ['being sent', { state: 'submitting', sentAt: now }],
  ['running without a connection', { state: 'running', task: aTask, waiting: { for: 'offline' } }],
  ['finished, with nowhere to put it', { state: 'saving', task: aTask, links: [], waiting: { for: 'disk' } }],
  ['done with fewer pictures', { state: 'done', task: aTask, finishedAt: now }],
  ['refused', { state: 'failed', task: null, failure: { code: 'content-policy', message: '' }, finishedAt: now }],
  ['given up', { state: 'failed', task: null, failure: lost, finishedAt: now }],
  ['stopped by the person', { state: 'stopped', task: aTask, why: 'person' }],
  ['stopped at its deadline', { state: 'stopped', task: aTask, why: 'deadline' }],
  ['stopped as unknown to the service', { state: 'stopped', task: aTask, why: 'lost' }],
  ['without an answer', { state: 'unknown', sentAt: now, failure: lost }],
])('a job that is %s has a sentence of its own in both languages', (_name, state) => {
  const [english, chinese] = say(aJob(state));
  expect(english).toMatch(/^[A-Z].*\.$/);
  expect(chinese).toMatch(/\p{sc=Han}.*。$/u);
  expect(chinese).not.toMatch(/[。，] /);
});

test('a job that goes its way needs no sentence', () => {
  const states: JobState[] = [
    { state: 'queued', waiting: { for: 'credit' } },
    { state: 'uploading', waiting: null },
    { state: 'running', task: aTask, waiting: null },
    { state: 'saving', task: aTask, links: [], waiting: null },
  ];
  expect(states.flatMap((state) => say(aJob(state)))).toEqual(Array.from({ length: 8 }, () => ''));
});

test('before deciding a person reads when it was sent, with the day unless that is today, and what it may have cost', () => {
  const unknown = (sentAt: number): Job => aJob({ state: 'unknown', sentAt, failure: lost });
  expect(say(unknown(now))[0]).toMatch(/left at 2:30\sPM, .* it cost 2\.5 credits\.$/);
  expect(say(unknown(now - 86_400_000))[0]).toMatch(/left on Nov 21, 2026, 2:30\sPM, /);
  expect(say(unknown(now - 86_400_000))[1]).toContain('2026年11月21日');
});

test('what waits says that nothing is lost by it, and when the next try is', () => {
  const [english] = say(aJob({ state: 'running', task: aTask, waiting: { for: 'service', until: now + 20_000 } }));
  expect(english).toBe('The service has trouble; trying again soon. The service goes on with it meanwhile. Next try in 20s.');
});

test('a job that failed with some of its pictures says that those are there', () => {
  const failed = aJob({ state: 'failed', task: aTask, failure: { code: 'links-expired', message: '' }, finishedAt: now });
  const [english, chinese] = say({ ...failed, request: { ...failed.request, count: 4 }, pictures: ['a', 'b', 'c'] });
  expect(english).toMatch(/3 of 4 pictures are in the gallery\.$/);
  expect(chinese).toMatch(/4 张图片中有 3 张已在图库中。$/);
});
