import { expect, test } from 'vitest';

import type { StartNotice } from '../../shared/app-info.ts';
import { StartNotices } from './start-notices.svelte.ts';

const first: StartNotice = { what: 'journal-entries-unreadable', count: 3 };
const second: StartNotice = { what: 'library-unavailable', folder: '/Volumes/Pictures' };

function startNotices() {
  const listeners: ((all: readonly StartNotice[]) => void)[] = [];
  const noticed = (listener: (all: readonly StartNotice[]) => void) => {
    listeners.push(listener);
    return () => undefined;
  };
  const notices = new StartNotices({ noticed });
  notices.listen();
  return { notices, tell: (all: readonly StartNotice[]) => listeners.forEach((listener) => listener(all)) };
}

test('what is found out later is shown as well, and what was read stays away', () => {
  const { notices, tell } = startNotices();
  notices.hear([first]);
  notices.dismiss(0);
  tell([first, second]);
  expect(notices.shown).toEqual([{ place: 1, notice: second }]);
});

test('an answer that comes after the news takes nothing away', () => {
  const { notices, tell } = startNotices();
  tell([first, second]);
  notices.hear([first]);
  expect(notices.shown.map(({ notice }) => notice)).toEqual([first, second]);
});
