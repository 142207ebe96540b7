import { expect, test } from 'vitest';

import type { Account } from '../../shared/account.ts';
import { Failure } from '../../shared/failure.ts';
import type { Access } from '../evolink/access.ts';
import { CurrentAccount, type RememberedAccount } from './current-account.ts';
import { MemoryVault, type KeychainNews, type KeyVault } from './key-vault.ts';
import { SecretKey } from './secret-key.ts';

const key = 'sk-0123456789abcdef';
const balance = { credits: 100, keyCredits: null, at: 1 };
const missing = (): Promise<never> => Promise.reject(new Failure('keyring-missing', 'No keychain.'));

const nobody: RememberedAccount = { mode: 'none', keyEnding: null };

/** An account over a fake keychain and a fake service, both of which a test can change while it runs. */
function account({ remembered = nobody, keychain = new MemoryVault() }: { remembered?: RememberedAccount; keychain?: KeyVault } = {}) {
  const world = {
    remembered,
    hidden: [] as string[],
    asked: [] as Access[],
    seen: [] as Account[],
    service: () => Promise.resolve(balance),
    news: null as KeychainNews | null,
  };
  const current = new CurrentAccount({
    keychain: (news) => ((world.news = news), keychain),
    memory: new MemoryVault(),
    remembered: { load: () => world.remembered, save: (next) => (world.remembered = next) },
    addresses: () => ({ apiUrl: 'https://api.example', filesUrl: 'https://files.example' }),
    practice: () => Promise.resolve({ apiUrl: 'http://127.0.0.1:1', filesUrl: 'http://127.0.0.1:1', key: 'practice', practice: true }),
    checkBalance: (access) => (world.asked.push(access), world.service()),
    hide: (text) => world.hidden.push(text),
    onUnexpected: (error) => {
      throw error;
    },
  });
  current.onChanged((state) => world.seen.push(state));
  return { current, world };
}

/** A keychain in which a key was saved some day. */
async function keychainWith(text: string): Promise<KeyVault> {
  const vault = new MemoryVault();
  await vault.save(new SecretKey(text));
  return vault;
}

const signedIn = { remembered: { mode: 'key', keyEnding: 'cdef' } } as const;

test('a key is tested against the service, hidden from the log, and saved', async () => {
  const keychain = new MemoryVault();
  const { current, world } = account({ keychain });
  const state = await current.saveKey(key);
  expect(state).toEqual({ mode: 'key', keyEnding: 'cdef', storage: 'keychain', keychain: 'ready', balance, failure: null });
  expect(world.asked).toMatchObject([{ apiUrl: 'https://api.example', practice: false }]);
  expect(world.hidden).toEqual([key]);
  expect(world.remembered).toEqual({ mode: 'key', keyEnding: 'cdef' });
  expect((await keychain.load())?.reveal()).toBe(key);
  expect(world.seen.at(-1)).toEqual(state);
});

test.each(['unauthorized', 'forbidden', 'offline', 'service-down', 'timed-out', 'rate-limited'] as const)(
  'a key that the service answers with %s is not saved',
  async (code) => {
    const keychain = new MemoryVault();
    const { current, world } = account({ keychain });
    world.service = () => Promise.reject(new Failure(code, 'No.'));
    await expect(current.saveKey(key)).rejects.toMatchObject({ code });
    expect(await keychain.load()).toBeNull();
    expect(current.get()).toMatchObject({ mode: 'none', keyEnding: null });
    expect(await current.access(false)).toBeNull();
  },
);

test('a key with no credit left is a right one', async () => {
  const { current, world } = account();
  world.service = () => Promise.reject(new Failure('no-credit', 'Used up.'));
  expect(await current.saveKey(key)).toMatchObject({ mode: 'key', balance: null, failure: { code: 'no-credit' } });
});

test('without a keychain the key lives until the app quits, and the account says so', async () => {
  const keychain: KeyVault = { load: missing, save: missing, remove: missing };
  const { current, world } = account({ keychain });
  expect(await current.saveKey(key)).toMatchObject({ mode: 'key', storage: 'memory', keychain: 'missing', keyEnding: 'cdef' });
  expect((await current.access(false))?.key).toBe(key);
  expect(account({ remembered: world.remembered, keychain }).current.get()).toMatchObject({ mode: 'none', keyEnding: null, storage: null });
  expect(await current.removeKey()).toMatchObject({ mode: 'none', keyEnding: null });
});

test('a locked keychain refuses to save, and nothing is kept', async () => {
  const locked = (): Promise<never> => Promise.reject(new Failure('keyring-locked', 'Locked.'));
  const { current, world } = account({ keychain: { load: () => Promise.resolve(null), save: locked, remove: locked } });
  await expect(current.saveKey(key)).rejects.toMatchObject({ code: 'keyring-locked' });
  expect(current.get()).toMatchObject({ mode: 'none', keychain: 'locked' });
  expect(world.remembered.keyEnding).toBeNull();
});

test('after a restart the key is read in the background and the balance asked for', async () => {
  const { current, world } = account({ ...signedIn, keychain: await keychainWith(key) });
  expect(current.get()).toMatchObject({ mode: 'key', keyEnding: 'cdef', storage: 'keychain', balance: null });
  current.start();
  await expect.poll(() => current.get().balance).toEqual(balance);
  expect(world.hidden).toContain(key);
});

test('a saved key that the keychain does not give is locked, not forgotten', async () => {
  const keychain = new MemoryVault();
  const { current } = account({ ...signedIn, keychain });
  expect(await current.access(false)).toBeNull();
  expect(current.get()).toMatchObject({ mode: 'key', keyEnding: 'cdef', keychain: 'locked', failure: { code: 'keyring-locked' } });
  await keychain.save(new SecretKey(key));
  expect(await current.refreshBalance()).toMatchObject({ keychain: 'ready', balance, failure: null });
});

test('jobs that wait for the key do not make the keychain ask for its password again and again', async () => {
  let opened = 0;
  const vault = new MemoryVault();
  const { current } = account({ ...signedIn, keychain: { load: () => (opened++, vault.load()), save: missing, remove: missing } });
  await Promise.all([current.access(false), current.access(false)]);
  expect(await current.access(false)).toBeNull();
  expect(opened).toBe(1);
  await vault.save(new SecretKey(key));
  expect(await current.access(false)).toBeNull();
  await current.refreshBalance();
  expect((await current.access(false))?.key).toBe(key);
  expect(opened).toBe(2);
});

test('a keychain that waits for its password is told of, and what it gives later is taken', async () => {
  const keychain = new MemoryVault();
  const { current, world } = account({ ...signedIn, keychain });
  world.news?.onWaiting(true);
  expect(current.get().keychain).toBe('waiting');
  await current.refreshBalance();
  expect(current.get().keychain).toBe('locked');
  await keychain.save(new SecretKey(key));
  world.news?.onWaiting(false);
  world.news?.onUnlocked();
  await expect.poll(() => current.get()).toMatchObject({ keychain: 'ready', balance });
});

test('removing the key empties the keychain and what was remembered', async () => {
  const keychain = await keychainWith(key);
  const { current, world } = account({ ...signedIn, keychain });
  expect(await current.removeKey()).toMatchObject({ mode: 'none', keyEnding: null, storage: null });
  expect(await keychain.load()).toBeNull();
  expect(world.remembered).toEqual({ mode: 'none', keyEnding: null });
  expect(await current.access(false)).toBeNull();
});

test('practice needs no key, never touches the keychain, and leads back to the key', async () => {
  let opened = 0;
  const vault = await keychainWith(key);
  const keychain: KeyVault = { load: () => (opened++, vault.load()), save: (k) => vault.save(k), remove: () => vault.remove() };
  const { current } = account({ ...signedIn, keychain });
  expect(await current.startPractice()).toMatchObject({ mode: 'practice', keyEnding: 'cdef', balance });
  expect(await current.access(true)).toMatchObject({ practice: true });
  expect(opened).toBe(0);
  expect(await current.leavePractice()).toMatchObject({ mode: 'key' });
  await expect.poll(() => current.get().balance).toEqual(balance);
});

test('leaving practice without a key leads back to the welcome', async () => {
  const { current, world } = account();
  await current.startPractice();
  expect(world.remembered.mode).toBe('practice');
  expect(await current.leavePractice()).toMatchObject({ mode: 'none', balance: null });
});

test('an answer about a key that was removed meanwhile is not shown', async () => {
  const { current, world } = account({ ...signedIn, keychain: await keychainWith(key) });
  const late = Promise.withResolvers<typeof balance>();
  world.service = () => late.promise;
  const refreshed = current.refreshBalance();
  await expect.poll(() => world.asked.length).toBe(1);
  await current.removeKey();
  late.resolve(balance);
  await refreshed;
  expect(current.get()).toMatchObject({ mode: 'none', balance: null });
});

test('the key is in nothing that is announced or remembered', async () => {
  const { current, world } = account();
  await current.saveKey(key);
  await current.refreshBalance();
  expect(JSON.stringify([world.seen, world.remembered, current.get(), await current.access(false)])).not.toContain('0123');
});
