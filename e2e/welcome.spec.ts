import fs from 'node:fs';
import path from 'node:path';

import { expect, test } from './app.ts';

/** Everything that the app has written, file by file. */
function written(home: string): { readonly file: string; readonly bytes: Buffer }[] {
  return fs
    .readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ file, bytes: fs.readFileSync(file) }));
}

const holding = (home: string, text: string): string[] =>
  written(home)
    .filter(({ bytes }) => bytes.includes(text))
    .map(({ file }) => path.relative(home, file));

/** What the settings on the disk say of the account. */
function remembered(home: string): unknown {
  const settings = written(home).find(({ file }) => path.basename(file) === 'settings.json');
  const entries = JSON.parse(settings?.bytes.toString() ?? '{}') as Readonly<Record<string, unknown>>;
  return entries['remembered.account'] ?? { mode: 'none', keyEnding: null };
}

test('a wrong key gets a sentence and is not stored', async ({ launch, service, home }) => {
  const first = await launch();
  await first.welcome.save.click();
  await expect(first.welcome.key).toHaveAccessibleDescription(/Paste your key first/);
  await first.welcome.saveKey('sk 12');
  await expect(first.welcome.key).toHaveAccessibleDescription(/no spaces/);
  expect(service.requests).toEqual([]);

  await first.welcome.saveKey('sk-wrong-but-well-formed-7777');
  await expect(first.welcome.alert).toContainText('doesn’t accept this key');
  await expect(first.welcome.key).toBeFocused();
  expect(service.requests).toHaveLength(1);
  await first.close();
  expect(holding(home, 'sk-wrong')).toEqual([]);
  expect(remembered(home)).toMatchObject({ mode: 'none', keyEnding: null });

  const second = await launch();
  await expect(second.welcome.key).toHaveValue('');
});

test('a right key shows the balance, outlives a restart in the keychain, and can be removed', async ({ launch, service, home }) => {
  const first = await launch();
  await first.welcome.saveKey(service.key);
  await expect(first.create.prompt).toBeVisible();
  await expect(first.notices).toContainText('The key works. Balance: 1,000 credits.');
  await expect(first.rail.getByRole('button', { name: 'Balance: 1,000 credits' })).toBeVisible();
  await first.close();
  expect(holding(home, service.key)).toEqual([]);
  expect(remembered(home)).toEqual({ mode: 'key', keyEnding: service.key.slice(-4) });
  const asked = service.requests.length;

  const second = await launch();
  await expect(second.rail.getByRole('button', { name: 'Balance: 1,000 credits' })).toBeVisible();
  expect(service.requests.length).toBeGreaterThan(asked);
  await second.goTo('Settings');
  await second.settings.removeTheKey();
  await second.goTo('Create');
  await expect(second.welcome.key).toBeVisible();
  await second.close();

  const third = await launch();
  await expect(third.welcome.save).toBeVisible();
  expect(third.errors).toEqual([]);
});

test('an unreachable service says so, and the same key works once it is back', async ({ launch, service }) => {
  const app = await launch();
  service.faults.next('GET /v1/credits', { kind: 'hang-up', when: 'before-processing', how: 'reset' });
  await app.welcome.saveKey(service.key);
  await expect(app.welcome.alert).toContainText('can’t be reached');
  await app.welcome.save.click();
  await expect(app.create.prompt).toBeVisible();
});

test('without a keychain the key is kept until the app quits, and the window says so', async ({ launch, service, home }) => {
  const nobody = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
  const first = await launch({ env: nobody });
  await first.welcome.saveKey(service.key);
  await expect(first.create.prompt).toBeVisible();
  await expect(first.notices).toContainText('This system has no keychain');
  await first.create.make('a fox without a keychain');
  await expect.poll(() => service.ledger.length).toBe(1);
  await first.close();
  expect(holding(home, service.key)).toEqual([]);

  const second = await launch({ env: nobody });
  await expect(second.welcome.save).toBeVisible();
});

test('practice mode needs no key, costs nothing and asks nobody', async ({ launch, service }) => {
  const app = await launch();
  await app.welcome.practise.click();
  await expect(app.page.getByText('Practice: free')).toBeVisible();
  await expect(app.rail.getByRole('button', { name: 'Practice' })).toBeVisible();
  expect(service.requests).toEqual([]);
});
