import { expect, test } from 'vitest';

import type { Job, JobState, Task } from '../shared/job.ts';
import { Attention, progressOf } from './attention.ts';
import { barValue } from './desktop.ts';
import { languageOf, words } from './words.ts';

const task = (progress: number): Task => ({
  id: 't',
  acceptedAt: 1,
  estimatedSeconds: null,
  progress,
  expectedAt: null,
  revisedPrompt: null,
});
const failure = { code: 'task-failed', message: 'No.' } as const;
const queued: JobState = { state: 'queued', waiting: null };
const running = (progress: number): JobState => ({ state: 'running', task: task(progress), waiting: null });
const done: JobState = { state: 'done', task: task(100), finishedAt: 2 };
const failed: JobState = { state: 'failed', task: null, failure, finishedAt: 2 };
const unknown: JobState = { state: 'unknown', sentAt: 1, failure };

function job(state: JobState, { id = 'a', prompt = 'a fox', pictures = ['p'] } = {}): Job {
  const request = { model: 'm', prompt, size: 'auto', count: 1, references: [], mask: null, callbackUrl: null };
  const cost = { estimated: null, reserved: null, used: null, charged: 'no' } as const;
  return { id, request, createdAt: 1, updatedAt: 1, place: 1, practice: false, cost, pictures, ...state };
}

test.each<[string, JobState[], ReturnType<typeof progressOf>]>([
  ['nothing to do', [], 'none'],
  ['everything done, failed or undecided', [done, failed, unknown, { state: 'stopped', task: task(50), why: 'person' }], 'none'],
  ['one that tells nothing yet', [queued, running(0)], 'unknown'],
  ['one half done', [running(50)], 0.5],
  ['several', [running(50), queued, { state: 'saving', task: task(100), links: [], waiting: null }, done], 0.5],
  ['one that waits for a key', [{ state: 'queued', waiting: { for: 'key' } }], 'none'],
])('the bar for %s', (_what, states, progress) => {
  expect(progressOf(states.map((state) => job(state)))).toBe(progress);
});

test('the bar in Electron’s numbers, on systems that can and cannot say "unknown"', () => {
  expect([barValue('none', 'linux'), barValue(0.5, 'linux'), barValue('unknown', 'linux'), barValue('unknown', 'win32')]).toEqual([
    -1, 0.5, 0, 2,
  ]);
});

/** A desktop that writes down what it is told. */
function watching({ inFront = false, wanted = true } = {}) {
  const told: unknown[] = [];
  const clicks: (() => void)[] = [];
  const attention = new Attention({
    desktop: {
      isInFront: () => inFront,
      showProgress: () => undefined,
      showBadge: (count) => told.push(count),
      notify: ({ title, body }, onClick) => {
        told.push(`${title}: ${body}`);
        clicks.push(onClick);
      },
      bringForward: () => told.push('forward'),
    },
    words: () => words.en,
    wanted: () => wanted,
    choose: (id) => told.push(id),
  });
  return { attention, told, clicks };
}

test('what was so at the start is no news', () => {
  const { attention, told } = watching();
  attention.update([job(done), job(failed, { id: 'b' }), job(unknown, { id: 'c' })]);
  expect(told).toEqual([]);
});

test.each<[JobState, string, string]>([
  [done, 'Your picture is ready: a fox', 'go-gallery'],
  [failed, 'A picture could not be made: a fox', 'go-activity'],
  [unknown, 'A picture needs your decision: a fox', 'go-activity'],
])('a job that becomes %o is told of once, and a click leads there', (state, sentence, command) => {
  const { attention, told, clicks } = watching();
  attention.update([job(running(10))]);
  attention.update([job(state)]);
  attention.update([job(state)]);
  clicks[0]?.();
  expect(told).toEqual([1, sentence, 'forward', command]);
});

test('a job that came and went between two looks is told of too', () => {
  const { attention, told } = watching();
  attention.update([]);
  attention.update([job(failed)]);
  expect(told).toHaveLength(2);
});

test('the badge counts until the person looks', () => {
  const { attention, told } = watching({ wanted: false });
  attention.update([job(running(1)), job(running(1), { id: 'b' })]);
  attention.update([job(done), job(running(1), { id: 'b' })]);
  attention.update([job(done), job(done, { id: 'b' })]);
  attention.seen();
  attention.update([job(done), job(done, { id: 'b' }), job(failed, { id: 'c' })]);
  expect(told).toEqual([1, 2, 0, 1]);
});

test('who is looking at the window isn’t told, nor of what they took back themselves', () => {
  const looking = watching({ inFront: true });
  looking.attention.update([job(running(1))]);
  looking.attention.update([job(done)]);
  expect(looking.told).toEqual([]);
  const away = watching();
  away.attention.update([job(queued)]);
  away.attention.update([job({ ...failed, failure: { code: 'cancelled', message: '' } })]);
  expect(away.told).toEqual([]);
});

test('a long prompt is told in short, on one line', () => {
  const { attention, told } = watching();
  attention.update([]);
  attention.update([job(done, { prompt: `two\nlines ${'狐'.repeat(500)}`, pictures: ['p', 'q', 'r', 's'] })]);
  expect(told[1]).toMatch(/^Your 4 pictures are ready: two lines 狐+…$/);
  expect(String(told[1]).length).toBeLessThan(160);
});

test('the system’s language decides, as far as we speak it', () => {
  expect(['zh-CN', 'zh-Hant-TW', 'zh', 'en-GB', 'de', ''].map(languageOf)).toEqual(['zh-CN', 'zh-CN', 'zh-CN', 'en', 'en', 'en']);
});
