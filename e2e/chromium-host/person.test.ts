import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { startScreen } from '../../scripts/display.mjs';
import { freshHome, fixtureArguments } from './fixtures/launch.ts';

declare const bridge: { invoke: (channel: string, ...args: unknown[]) => Promise<unknown> };

const { home, done } = freshHome();
const files = ['one.png', 'two.png'].map((name) => join(home, 'pictures', name));
const said: string[] = [];
let screen: Awaited<ReturnType<typeof startScreen>>;
let child: ChildProcess;
let page: Page;

beforeAll(async () => {
  mkdirSync(join(home, 'pictures', 'inner'), { recursive: true });
  for (const file of [...files, join(home, 'pictures', 'inner', 'three.png')]) writeFileSync(file, 'x');
  screen = await startScreen({ width: 1280, height: 900 });
  const [executable, ...args] = fixtureArguments('basic', '--remote-debugging-port=0');
  const env = { ...process.env, ...screen.env, FIXTURE_HOME: home, STANDIN_HEADLESS: '' };
  child = spawn(executable, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const errors = createInterface({ input: child.stderr ?? process.stdin });
  errors.on('line', (line) => said.push(line));
  const patience = { timeout: 30_000 };
  const address = await vi.waitUntil(() => /ws:\S+/.exec(said.join('\n'))?.[0], patience);
  const [context] = (await chromium.connectOverCDP(address)).contexts();
  context?.setDefaultTimeout(10_000);
  page = await vi.waitUntil(() => context?.pages().find((one) => one.url().includes('index.html')), patience);
});
afterAll(async () => {
  child.kill('SIGKILL');
  await screen.stop();
  done();
});

/** Lets the app ask, and has the person do something in the window that opens. */
async function answered(name: string, options: object, act: (dialog: Page) => Promise<unknown>): Promise<unknown> {
  const opening = page.context().waitForEvent('page');
  const answer = page.evaluate(([api, given]) => bridge.invoke('ask', api, given), [name, options] as const);
  const dialog = await opening;
  await dialog.getByRole('heading').waitFor();
  // The window may be gone before Playwright hears that it did what was asked.
  await act(dialog).catch((error: unknown) => {
    if (!dialog.isClosed()) throw error;
  });
  return answer;
}

/** As the system's chooser answers Chromium. Playwright's own way would hand over copies without a path. */
async function choose(dialog: Page, button: RegExp, ...paths: string[]): Promise<void> {
  const session = await page.context().newCDPSession(dialog);
  await session.send('Page.enable');
  await session.send('Page.setInterceptFileChooserDialog', { enabled: true });
  const opened = new Promise<number>((resolve) => {
    session.once('Page.fileChooserOpened', ({ backendNodeId = 0 }) => resolve(backendNodeId));
  });
  await dialog.getByRole('button', { name: button }).click();
  await session.send('DOM.setFileInputFiles', { files: paths, backendNodeId: await opened });
}

test('the window has neither tabs nor an address bar, and its title is the page’s', async () => {
  expect(await page.evaluate(() => [outerWidth - innerWidth, outerHeight - innerHeight])).toEqual([0, 0]);
  expect(await page.title()).toBe('Basic');
});

test('files are chosen with Chromium’s own chooser', async () => {
  const options = { properties: ['openFile', 'multiSelections'], filters: [{ name: 'Pictures', extensions: ['png', 'jpg'] }] };
  const answer = await answered('showOpenDialog', options, async (dialog) => {
    expect(await dialog.locator('[type=file]').getAttribute('accept')).toBe('.png,.jpg');
    await choose(dialog, /Choose/, ...files);
  });
  expect(answer).toEqual({ canceled: false, filePaths: files });
});

test('a dialog that is closed, left with Escape or refused is cancelled', async () => {
  for (const leave of [
    (dialog: Page) => dialog.close(),
    (dialog: Page) => dialog.keyboard.press('Escape'),
    (dialog: Page) => dialog.getByRole('button', { name: 'Cancel' }).click(),
  ]) {
    expect(await answered('showOpenDialog', { title: 'Which?' }, leave)).toEqual({ canceled: true, filePaths: [] });
  }
});

test('a folder is the one its files were chosen with', async () => {
  const answer = await answered('showOpenDialog', { properties: ['openDirectory'] }, (dialog) =>
    choose(dialog, /folder with files/, join(home, 'pictures')),
  );
  expect(answer).toEqual({ canceled: false, filePaths: [join(home, 'pictures')] });
});

test('an empty folder is written, checked, and made if the app allows it', async () => {
  const fresh = join(home, 'fresh');
  const answer = await answered('showOpenDialog', { properties: ['openDirectory', 'createDirectory'] }, async (dialog) => {
    for (const [path, why] of [
      ['fresh', 'whole path'],
      [files[0] ?? '', 'not a folder'],
      [join(fresh, 'deeper'), 'no such folder'],
    ] as const) {
      await dialog.getByRole('textbox', { name: 'Path' }).fill(path);
      await dialog.getByRole('button', { name: 'Open' }).click();
      await expect.poll(() => dialog.getByRole('alert').textContent()).toContain(why);
    }
    await dialog.getByRole('textbox', { name: 'Path' }).fill(fresh);
    await dialog.keyboard.press('Enter');
  });
  expect(answer).toEqual({ canceled: false, filePaths: [fresh] });
  expect(existsSync(fresh)).toBe(true);
});

test('a file is saved under a new name, or over an old one when said twice', async () => {
  const save = (path: string, times: number): Promise<unknown> =>
    answered('showSaveDialog', { defaultPath: path }, async (dialog) => {
      const button = dialog.getByRole('button', { name: 'Save' });
      await button.click();
      if (times === 1) return;
      await expect.poll(() => dialog.getByRole('alert').textContent()).toContain('already');
      await button.click();
    });
  const fresh = join(home, 'new.png');
  expect(await save(fresh, 1)).toEqual({ canceled: false, filePath: fresh });
  expect(await save(files[0] ?? '', 2)).toEqual({ canceled: false, filePath: files[0] });
});

test('a message box answers with the button’s number, Enter with the default’s', async () => {
  const options = { message: 'Really?', detail: 'For good.', buttons: ['Delete', 'Keep', 'Cancel'], defaultId: 1, checkboxLabel: 'Always' };
  const press = async (dialog: Page): Promise<void> => {
    await dialog.getByRole('checkbox', { name: 'Always' }).check();
    await dialog.getByRole('button', { name: 'Delete' }).click();
  };
  expect(await answered('showMessageBox', options, press)).toEqual({ response: 0, checkboxChecked: true });
  const enter = (dialog: Page): Promise<void> => dialog.getByRole('button', { name: 'Keep' }).press('Enter');
  expect(await answered('showMessageBox', options, enter)).toEqual({ response: 1, checkboxChecked: false });
  expect(await answered('showMessageBox', options, (dialog) => dialog.close())).toEqual({ response: 2, checkboxChecked: false });
});

test('an address to open is said, and nothing else is', async () => {
  await page.evaluate(() => bridge.invoke('open', 'https://example.com/'));
  await expect.poll(() => said.at(-1)).toContain('https://example.com/');
  expect(said.filter((line) => !line.includes('DevTools listening on '))).toHaveLength(1);
});

test('closing the window ends the app', async () => {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await page.close();
  expect(await ended).toBe(0);
});
