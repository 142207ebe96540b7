import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Failure } from '../shared/failure.ts';
import { Language } from './i18n/language.svelte.ts';
import { Notices } from './notices.svelte.ts';

const english = new Language(() => 'en', 'en');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a notice leaves by itself', () => {
  const notices = new Notices();
  notices.show({ tone: 'plain', text: 'Saved' });
  vi.advanceTimersByTime(5999);
  expect(notices.all).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(notices.all).toEqual([]);
});

test('what was said about something leaves when that is no longer so', () => {
  const notices = new Notices();
  const [trashed, others] = [['a'], ['a']];
  notices.show({ tone: 'plain', text: 'Moved to trash', about: trashed });
  notices.show({ tone: 'plain', text: 'Moved to trash', about: others });
  notices.show({ tone: 'success', text: 'Copied' });
  notices.dismissAbout(trashed);
  expect(notices.all.map(({ about }) => about)).toEqual([others, undefined]);
});

test('a notice stays while someone reads it', () => {
  const notices = new Notices();
  notices.show({ tone: 'plain', text: 'Saved' });
  notices.hold();
  vi.advanceTimersByTime(60_000);
  expect(notices.all).toHaveLength(1);
  notices.release();
  vi.advanceTimersByTime(6000);
  expect(notices.all).toEqual([]);
});

test('an action runs once and takes its notice away', () => {
  const notices = new Notices();
  const undo = vi.fn();
  notices.show({ tone: 'plain', text: 'Moved to trash', action: { label: 'Undo', run: undo } });
  const [notice] = notices.all;
  if (notice) notices.run(notice);
  expect(undo).toHaveBeenCalledOnce();
  expect(notices.all).toEqual([]);
});

test('only the newest few are shown', () => {
  const notices = new Notices();
  for (const text of ['1', '2', '3', '4', '5', '6']) notices.show({ tone: 'plain', text });
  expect(notices.all.map(({ text }) => text)).toEqual(['3', '4', '5', '6']);
});

test('a failed action is told in words; one that the person took back is not', async () => {
  const notices = new Notices();
  await notices.attempt(english, Promise.reject(new Failure('cancelled', '')));
  await notices.attempt(english, Promise.reject(new Failure('disk-full', 'ENOSPC')));
  expect(notices.all.map(({ text }) => text)).toEqual(['The disk is full. Free some space; what is finished will then be saved.']);
});

test('what a notice says of a failure follows the language while it is there', async () => {
  let chosen: 'en' | 'zh-CN' = 'en';
  const notices = new Notices();
  await notices.attempt(new Language(() => chosen, 'en'), Promise.reject(new Failure('not-found', '')));
  expect(notices.all[0]?.text).toMatch(/^It isn’t there any more/);
  chosen = 'zh-CN';
  expect(notices.all[0]?.text).toMatch(/^内容已不存在/);
});

test('a bug is not dressed up as a notice', async () => {
  await expect(new Notices().attempt(english, Promise.reject(new TypeError('no')))).rejects.toThrow(TypeError);
});
