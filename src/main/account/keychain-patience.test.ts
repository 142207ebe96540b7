import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { KeychainVault, type Keychain } from './keychain-vault.ts';
import { SecretKey } from './secret-key.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A keychain whose every call waits for the person, who answers through `answer`. */
function askingKeychain() {
  const asked: PromiseWithResolvers<string | null>[] = [];
  const ask = (): Promise<string | null> => {
    const question = Promise.withResolvers<string | null>();
    asked.push(question);
    return question.promise;
  };
  const keychain: Keychain = {
    getPassword: ask,
    setPassword: () => ask().then(() => undefined),
    deletePassword: async () => (await ask()) !== null,
  };
  const told: string[] = [];
  const vault = new KeychainVault(
    { open: () => Promise.resolve(keychain), platform: 'linux' },
    { onWaiting: (waiting) => told.push(waiting ? 'waiting' : 'answered'), onUnlocked: () => told.push('unlocked') },
  );
  return { vault, told, asked };
}

test('a keychain that answers at once is nothing to tell about', async () => {
  const { vault, told, asked } = askingKeychain();
  const loading = vault.load();
  await vi.advanceTimersByTimeAsync(1_900);
  asked[0]?.resolve('sk-the-key');
  expect((await loading)?.reveal()).toBe('sk-the-key');
  expect(told).toEqual([]);
});

test('after two seconds the person is told that the keychain waits', async () => {
  const { vault, told, asked } = askingKeychain();
  const loading = vault.load();
  await vi.advanceTimersByTimeAsync(2_100);
  expect(told).toEqual(['waiting']);
  asked[0]?.resolve('sk-the-key');
  await loading;
  expect(told).toEqual(['waiting', 'answered']);
});

test('calls wait for one another: never two at the keychain', async () => {
  const { vault, asked } = askingKeychain();
  const both = [vault.load(), vault.load()];
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toHaveLength(1);
  asked[0]?.resolve('sk-the-key');
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toHaveLength(2);
  asked[1]?.resolve('sk-the-key');
  await Promise.all(both);
});

test('after a minute nobody waits, and no other call starts until the first one ends', async () => {
  const { vault, told, asked } = askingKeychain();
  const given = expect(vault.load()).rejects.toMatchObject({ code: 'keyring-locked' });
  const behind = expect(vault.save(new SecretKey('sk-the-key'))).rejects.toMatchObject({ code: 'keyring-locked' });
  await vi.advanceTimersByTimeAsync(60_000);
  await Promise.all([given, behind]);
  await expect(vault.load()).rejects.toMatchObject({ code: 'keyring-locked' });
  expect(asked).toHaveLength(1);

  asked[0]?.resolve('sk-the-key');
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual(['waiting', 'answered', 'unlocked']);
  const again = vault.load();
  await vi.advanceTimersByTimeAsync(0);
  asked[1]?.resolve('sk-the-key');
  expect((await again)?.reveal()).toBe('sk-the-key');
});

test('a prompt that is dismissed after all unlocks nothing', async () => {
  const { vault, told, asked } = askingKeychain();
  const given = expect(vault.load()).rejects.toMatchObject({ code: 'keyring-locked' });
  await vi.advanceTimersByTimeAsync(60_000);
  await given;
  asked[0]?.resolve(null);
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual(['waiting', 'answered']);
});

test('a keychain that takes a key and gives back another is not trusted', async () => {
  const { vault, asked } = askingKeychain();
  const saving = expect(vault.save(new SecretKey('sk-the-key'))).rejects.toMatchObject({ code: 'keyring-locked' });
  for (const answer of ['written', null]) {
    await vi.advanceTimersByTimeAsync(0);
    asked.at(-1)?.resolve(answer);
  }
  await saving;
});
