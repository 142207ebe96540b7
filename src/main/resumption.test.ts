import { expect, test } from 'vitest';

import type { Account } from '../shared/account.ts';
import { isNewsOfTheAccount, mayGoOn, whenBackOnline } from './resumption.ts';

const account: Account = {
  mode: 'key',
  keyEnding: 'abcd',
  storage: 'keychain',
  keychain: 'ready',
  balance: { credits: 5, keyCredits: null, at: 1 },
  failure: null,
};
const refused: Account = { ...account, balance: null, failure: { code: 'unauthorized', message: '' } };

test('jobs go on after a key was mended or exchanged, and when there is more credit', () => {
  expect(mayGoOn(refused, account)).toBe(true);
  expect(mayGoOn(account, { ...account, keyEnding: 'wxyz' })).toBe(true);
  expect(mayGoOn(account, { ...account, balance: { credits: 50, keyCredits: null, at: 2 } })).toBe(true);
});

test('a balance that sank, or a new failure, sets nobody free', () => {
  expect(mayGoOn(account, { ...account, balance: { credits: 2.5, keyCredits: null, at: 2 } })).toBe(false);
  expect(mayGoOn(account, refused)).toBe(false);
});

test('a key that is refused although it was thought right is looked into, and an account that is known to be in trouble isn’t', () => {
  for (const reason of ['key', 'permission', 'credit'] as const) expect(isNewsOfTheAccount({ for: reason }, account)).toBe(true);
  for (const other of [refused, { ...account, mode: 'none' }, { ...account, keychain: 'locked' }] as Account[]) {
    expect(isNewsOfTheAccount({ for: 'key' }, other)).toBe(false);
  }
  for (const waiting of [null, { for: 'offline' } as const, { for: 'budget' } as const]) {
    expect(isNewsOfTheAccount(waiting, account)).toBe(false);
  }
});

test('being back online is noticed once, at the next look', () => {
  const answers = [true, false, false, true, true];
  const looks: (() => void)[] = [];
  let backs = 0;
  const clock = { now: () => 0, after: (_: number, run: () => void) => (looks.push(run), () => undefined) };
  whenBackOnline(
    clock,
    () => answers.shift() ?? true,
    () => backs++,
  );
  while (answers.length > 0) looks.shift()?.();
  expect(backs).toBe(1);
});
