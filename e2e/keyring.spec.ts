import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import process from 'node:process';

import { startKeyring } from '../scripts/keyring.mjs';
import { run } from '../scripts/run.mjs';
import { expect, test as base } from './app.ts';

interface Keyring {
  /** Leads the app to this keyring. */
  readonly env: Readonly<Record<string, string>>;
  readonly lock: () => Promise<void>;
  readonly unlock: () => Promise<void>;
}

/** The one that `startKeyring` gives it. */
const password = 'test';

/** A keyring of the test's own, with nobody at a screen who could be asked for its password. */
const test = base.extend<{ keyring: Keyring }>({
  keyring: async ({ elsewhere }, use) => {
    const env = environmentIn(elsewhere);
    const { env: bus, stop } = await startKeyring(env);
    const onBus = { ...env, ...bus };
    await use({ env: bus, lock: () => lockLogin(onBus), unlock: () => unlockLogin(onBus) });
    await stop();
  },
});

function environmentIn(folder: string): NodeJS.ProcessEnv {
  const env = Object.entries(process.env).filter(([name]) => name !== 'DISPLAY' && name !== 'WAYLAND_DISPLAY');
  const names = ['HOME', 'XDG_RUNTIME_DIR', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME'];
  const folders = names.map((name) => [name, path.join(folder, name)] as const);
  for (const [, one] of folders) fs.mkdirSync(one, { mode: 0o700 });
  return Object.fromEntries([...env, ...folders]);
}

async function lockLogin(env: NodeJS.ProcessEnv): Promise<void> {
  const call = [
    '/org/freedesktop/secrets',
    'org.freedesktop.Secret.Service.Lock',
    'array:objpath:/org/freedesktop/secrets/collection/login',
  ];
  const command = ['dbus-send', '--session', '--print-reply', '--dest=org.freedesktop.secrets', ...call];
  expect(await run(command, { env, quiet: true })).toMatchObject({ code: 0 });
}

/** Types the password, as the login does: in the keyring's own words on its control socket, each number four bytes long. */
async function unlockLogin({ XDG_RUNTIME_DIR: folder = '' }: NodeJS.ProcessEnv): Promise<void> {
  const socket = net.connect(path.join(folder, 'keyring', 'control'));
  const unlock = Buffer.concat([uint32(1), uint32(password.length), Buffer.from(password)]);
  // The byte before it only carries who asks.
  socket.write(Buffer.concat([Buffer.alloc(1), uint32(4 + unlock.length), unlock]));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  expect(answer.toString('hex')).toBe('0000000800000000');
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

// Locking the keychain of a real machine is nothing that a test may do; here it is one of the test's own.
if (process.platform === 'linux') {
  test('a locked keyring is said, holds the jobs, and lets them go on once it is unlocked', async ({ keyring, launch, service, home }) => {
    const first = await launch({ env: keyring.env });
    await first.welcome.saveKey(service.key);
    await first.create.prompt.waitFor();
    await first.close();
    await keyring.lock();

    const second = await launch({ env: keyring.env });
    await second.create.make('a fox behind a lock');
    await expect(second.page.getByText('the system’s keychain doesn’t give it')).toBeVisible();
    await second.goTo('Activity');
    await expect(second.activity.held).toContainText('keychain doesn’t give the API key');
    await expect(second.activity.jobIn('Queued', 'a fox behind a lock')).toBeVisible();
    expect(service.ledger).toHaveLength(0);

    await second.goTo('Settings');
    await expect(second.page.getByText('Unlock the keychain, or enter the key again.')).toBeVisible();
    await keyring.unlock();
    await second.settings.refreshBalance.click();
    await expect(second.rail.getByRole('button', { name: /^Balance: / })).toBeVisible();
    await second.goTo('Activity');
    await expect(second.activity.jobIn('Done', 'a fox behind a lock')).toBeVisible();
    expect(service.ledger).toHaveLength(1);
    await second.close();
    const files = fs.readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const { parentPath, name } of files) expect(fs.readFileSync(path.join(parentPath, name)).includes(service.key)).toBe(false);
  });
}
