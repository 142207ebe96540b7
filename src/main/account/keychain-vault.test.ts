import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterEach, expect, onTestFinished, test } from 'vitest';

import { KeychainVault, loadKeytar } from './keychain-vault.ts';
import { SecretKey } from './secret-key.ts';

// These run against the keyring of the session that the tests are started in, and fail where there is none.

const quiet = { onWaiting: () => undefined, onUnlocked: () => undefined };
const vault = () => new KeychainVault({ open: loadKeytar, platform: process.platform }, quiet);

afterEach(() => vault().remove());

test('a saved key is there for the next process', async () => {
  await vault().save(new SecretKey('sk-first-key'));
  expect((await vault().load())?.reveal()).toBe('sk-first-key');
});

test('a second key replaces the first', async () => {
  await vault().save(new SecretKey('sk-first-key'));
  await vault().save(new SecretKey('sk-second-key'));
  expect((await vault().load())?.reveal()).toBe('sk-second-key');
});

test('a removed key is gone, and removing it again is no failure', async () => {
  await vault().save(new SecretKey('sk-first-key'));
  await vault().remove();
  expect(await vault().load()).toBeNull();
  await vault().remove();
  expect(await vault().load()).toBeNull();
});

test('where the library for secrets is missing, the keychain is missing', async () => {
  const open = () => Promise.reject(new Error('libsecret-1.so.0: cannot open shared object file: No such file or directory'));
  const broken = new KeychainVault({ open, platform: 'linux' }, quiet);
  await expect(broken.load()).rejects.toMatchObject({ code: 'keyring-missing' });
  await expect(broken.save(new SecretKey('sk-first-key'))).rejects.toMatchObject({ code: 'keyring-missing' });
  await expect(broken.remove()).rejects.toMatchObject({ code: 'keyring-missing' });
});

test('with no session bus the keychain is missing', async () => {
  expect(await tried('bash', ['-c', tries], { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere/at/all' })).toEqual({
    load: 'keyring-missing',
    save: 'keyring-missing',
    remove: 'keyring-missing',
  });
});

test('a locked keychain gives nothing and takes nothing, and says that it is locked', async () => {
  const script = `
    echo -n test | gnome-keyring-daemon --unlock --components=secrets >/dev/null
    TRY=save ${tries}
    dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets \
      org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login >/dev/null
    ${tries}`;
  expect(await tried('dbus-run-session', ['--', 'bash', '-c', script], {})).toEqual({
    load: null,
    save: 'keyring-locked',
    remove: 'keyring-locked',
  });
});

/** Does everything a vault can do, or what TRY names, and prints what came of it as the last line. */
const tries = `"${process.execPath}" --disable-warning=ExperimentalWarning --input-type=module -e '
  const { KeychainVault, loadKeytar } = await import("${new URL('keychain-vault.ts', import.meta.url).href}");
  const { SecretKey } = await import("${new URL('secret-key.ts', import.meta.url).href}");
  const vault = new KeychainVault({ open: loadKeytar, platform: process.platform }, { onWaiting() {}, onUnlocked() {} });
  const outcomes = {};
  for (const verb of process.env.TRY ? [process.env.TRY] : ["load", "save", "remove"]) {
    try { outcomes[verb] = (await vault[verb](new SecretKey("sk-other-key"))) ?? null; } catch (error) { outcomes[verb] = error.code; }
  }
  console.log(JSON.stringify(outcomes));
'`;

/** Runs a command with a home of its own and reads the last line that it printed. */
async function tried(command: string, args: readonly string[], env: Record<string, string>): Promise<unknown> {
  const home = await mkdtemp(join(tmpdir(), 'afterglow-keychain-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const { stdout } = await promisify(execFile)(command, args, { env: { PATH: process.env['PATH'], HOME: home, ...env } });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
