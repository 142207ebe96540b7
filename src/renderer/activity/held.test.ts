import { expect, test } from 'vitest';

import type { Account } from '../../shared/account.ts';
import type { Job, Waiting } from '../../shared/job.ts';
import { aJob, aTask } from '../job-builder.ts';
import { heldBy, type HeldBy } from './held.ts';

const account: Account = { mode: 'key', keyEnding: 'abcd', storage: 'keychain', keychain: 'ready', balance: null, failure: null };
const queued = (waiting: Waiting | null): Job => aJob({ state: 'queued', waiting });
const running = (waiting: Waiting | null): Job => aJob({ state: 'running', task: aTask, waiting });

const until = 5_000;
test.each<[string, Job[], HeldBy | undefined]>([
  ['nothing waits', [queued(null), running(null)], undefined],
  ['the person paused', [queued({ for: 'pause' })], undefined],
  ['one unsent job waits for credit, as the others will', [queued({ for: 'credit' }), running(null)], 'credit'],
  ['only one of two tasks can’t be asked about', [running({ for: 'offline' }), running(null)], undefined],
  ['no task can be asked about', [running({ for: 'offline' }), running({ for: 'offline' })], 'offline'],
  ['a finished picture has no room', [aJob({ state: 'saving', task: aTask, links: [], waiting: { for: 'disk' } }), running(null)], 'disk'],
  ['something passes by itself and something doesn’t', [queued({ for: 'service', until }), queued({ for: 'budget' })], 'budget'],
  ['a job that is over waited for credit', [aJob({ state: 'stopped', task: aTask, why: 'person' })], undefined],
])('when %s', (_name, jobs, by) => {
  expect(heldBy(jobs, account)?.by).toBe(by);
});

test.each<[Partial<Account>, HeldBy]>([
  [{}, 'refused-key'],
  [{ keychain: 'waiting' }, 'keychain-waiting'],
  [{ keychain: 'locked' }, 'keychain-locked'],
  [{ mode: 'practice' }, 'no-key'],
])('what is wrong with a key is said by the account: %o', (change, by) => {
  expect(heldBy([queued({ for: 'key' })], { ...account, ...change })?.by).toBe(by);
});

test('it is told when the next try is, where that is known', () => {
  expect(heldBy([queued({ for: 'rate-limit', until })], account)).toEqual({ by: 'rate-limit', until });
  expect(heldBy([queued({ for: 'credit' })], account)?.until).toBeNull();
});
