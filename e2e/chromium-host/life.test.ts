import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';

import { expect, onTestFinished, test } from 'vitest';

import { freshHome, start, type Started } from './fixtures/launch.ts';

function run(script: string, env: Record<string, string> = {}): Started {
  const { home, done } = freshHome();
  onTestFinished(done);
  return start('quiet', { FIXTURE_HOME: home, SCRIPT: script, ...env });
}
const lines = async ({ output }: Started): Promise<string[]> => (await output).trim().split('\n');
const lineOf = ({ child }: Started, wanted: string): Promise<void> =>
  new Promise((resolve) => {
    if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => line === wanted && resolve());
  });

const chromiumOf = (home: string): string => /\d+$/.exec(readlinkSync(join(home, 'chromium', 'SingletonLock')))?.[0] ?? '';

test('what must not happen before ready, or after it, says so in the words of Electron', async () => {
  const { home, done } = freshHome();
  onTestFinished(done);
  const { output } = start('early', { FIXTURE_HOME: home });
  const { before, after } = JSON.parse(await output) as Record<'before' | 'after', Record<string, unknown>>;
  const session = 'Session can only be received when app is ready';
  expect(before).toMatchObject({ window: 'Cannot create BrowserWindow before app is ready', session, partition: session, handle: session });
  expect(before).toMatchObject({ enableSandbox: 'undefined', isReady: false });
  for (const name of ['screen', 'net', 'safeStorage']) expect(before[name]).toContain(`'${name}'`);
  expect(after).toEqual({
    schemes: 'protocol.registerSchemesAsPrivileged should be called before app is ready',
    enableSandbox: 'app.enableSandbox() can only be called before app is ready',
    sandbox: "The stand-in can't honour sandbox: false",
    nodeIntegration: "The stand-in can't honour nodeIntegration: true",
    contextIsolation: "The stand-in can't honour contextIsolation: false",
    webSecurity: "The stand-in can't honour webSecurity: false",
    member: 'electron.app.getGPUInfo is not implemented by the stand-in',
    class: 'electron.Tray is not implemented by the stand-in',
    static: 'electron.BrowserWindow.addExtension is not implemented by the stand-in',
    sessionMember: 'electron.session.getCacheSize is not implemented by the stand-in',
    dock: 'undefined',
    windowMember: 'electron.BrowserWindow.setVibrancy is not implemented by the stand-in',
    destroyed: 'Object has been destroyed',
  });
});

test('quitting asks, closes every window, and tells so in order', async () => {
  const said = await lines(run('quit'));
  expect(said.slice(0, 4)).toEqual(['loaded', 'before-quit', 'close 1', 'close 2']);
  expect(said.slice(4, 6).toSorted()).toEqual(['closed 1', 'closed 2']);
  expect(said.slice(6)).toEqual(['will-quit', 'quit 0']);
});

test('a window that prevents its closing ends the quitting', async () => {
  expect(await lines(run('prevent'))).toEqual(['loaded', 'before-quit', 'close 1', 'closed 1', 'closed 2', 'quit 0']);
});

test('destroy emits only closed, and the last window window-all-closed', async () => {
  expect(await lines(run('destroy'))).toEqual([
    'loaded',
    'closed 1',
    'closed 2',
    'window-all-closed',
    'before-quit',
    'will-quit',
    'quit 0',
  ]);
});

test('without a listener the last window closed ends the app', async () => {
  const said = await lines(run('default'));
  expect(said.slice(-3)).toEqual(['before-quit', 'will-quit', 'quit 0']);
});

test('exit asks nobody', async () => {
  const started = run('exit');
  expect(await lines(started)).toEqual(['loaded', 'closed 1', 'closed 2', 'quit 5']);
  expect(await started.ended).toBe(5);
});

test('SIGTERM quits', async () => {
  const started = run('wait');
  await lineOf(started, 'loaded');
  started.child.kill('SIGTERM');
  expect(await started.ended).toBe(0);
});

test('a second start hands its command line to the first and goes', async () => {
  const { home, done } = freshHome();
  onTestFinished(done);
  const first = start('quiet', { FIXTURE_HOME: home });
  await lineOf(first, 'loaded');
  const second = start('quiet', { FIXTURE_HOME: home }, undefined, undefined, ['--from-second']);
  expect(await second.ended).toBe(3);
  expect(await first.output).toContain('second-instance true');
});

test('killed, it takes Chromium with it and leaves the lock and the profile to the next', async () => {
  const { home, done } = freshHome();
  onTestFinished(done);
  const first = start('quiet', { FIXTURE_HOME: home });
  await lineOf(first, 'loaded');
  const chromium = chromiumOf(home);
  expect(readFileSync(`/proc/${chromium}/cmdline`, 'utf8')).not.toContain('--disable-web-security');
  first.child.kill('SIGKILL');
  await expect.poll(() => readdirSync('/proc').includes(chromium)).toBe(false);
  expect(await lines(start('quiet', { FIXTURE_HOME: home, SCRIPT: 'exit' }))).toContain('loaded');
});

test('the second SIGTERM doesn’t ask any more, and takes Chromium with it', async () => {
  const { home, done } = freshHome();
  onTestFinished(done);
  const started = start('quiet', { FIXTURE_HOME: home, SCRIPT: 'stay' });
  await lineOf(started, 'loaded');
  const chromium = chromiumOf(home);
  started.child.kill('SIGTERM');
  await lineOf(started, 'close 1');
  started.child.kill('SIGTERM');
  expect(await started.ended).toBe(1);
  await expect.poll(() => readdirSync('/proc').includes(chromium)).toBe(false);
});

test('electron’s own command line finds it by a relative folder', async () => {
  const { home, done } = freshHome();
  onTestFinished(done);
  const folder = relative(process.cwd(), import.meta.dirname);
  const env = { FIXTURE_HOME: home, SCRIPT: 'exit', ELECTRON_OVERRIDE_DIST_PATH: folder };
  const started = start('quiet', env, 'node_modules/.bin/electron');
  expect(await lines(started)).toContain('loaded');
  expect(await started.ended).toBe(5);
});
