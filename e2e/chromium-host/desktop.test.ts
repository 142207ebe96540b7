import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { launch, type Running } from './fixtures/launch.ts';

declare const bridge: { invoke: (channel: string) => Promise<unknown> };

let app: Running;
beforeAll(async () => {
  app = await launch();
});
afterAll(() => app.close());

const recorded = (api: string): Promise<unknown[]> =>
  app.electronApp.evaluate((_, name) => (globalThis.standIn?.recorded ?? []).filter((one) => one.api === name).map((one) => one.args), api);

test('an unexpected dialog fails; a replaced one answers the app', async () => {
  const asked = app.electronApp.evaluate(({ dialog }) => dialog.showOpenDialog({ title: 'Which?' }));
  await expect(asked).rejects.toThrow('Unexpected dialog: showOpenDialog {"title":"Which?"}');
  expect(await app.electronApp.evaluate(() => globalThis.standIn?.failures.splice(0))).toHaveLength(1);
  await app.electronApp.evaluate(({ dialog }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: ['/a.png'] });
  });
  const answered = await app.page.evaluate(() => bridge.invoke('pick'));
  expect(answered).toEqual({ canceled: false, filePaths: ['/a.png'] });
  const queued = await app.electronApp.evaluate(({ dialog, BrowserWindow }) => {
    globalThis.standIn?.dialogAnswers.push({ response: 1, checkboxChecked: false });
    const [window] = BrowserWindow.getAllWindows();
    return window && dialog.showMessageBox(window, { message: 'Really?' });
  });
  expect(queued).toEqual({ response: 1, checkboxChecked: false });
});

test('links and notifications are only written down', async () => {
  await app.electronApp.evaluate(async ({ shell, Notification }) => {
    await shell.openExternal('https://example.com/');
    new Notification({ title: 'Done' }).show();
  });
  expect(await recorded('shell.openExternal')).toEqual([['https://example.com/', undefined]]);
  expect(await recorded('Notification.show')).toHaveLength(1);
});

test('the clipboard is asynchronous', async () => {
  const text = await app.electronApp.evaluate(async ({ clipboard }) => {
    await clipboard.writeText('copied');
    return [await clipboard.readText(), await clipboard.has('text/plain'), await clipboard.has('image/png')];
  });
  expect(text).toEqual(['copied', true, false]);
});

test('a key that the page lets pass is the menu’s, one that it takes is not', async () => {
  await app.electronApp.evaluate(({ Menu }) => {
    const pressed: string[] = [];
    Object.assign(globalThis, { pressed });
    const click = (item: { label: string }): void => void pressed.push(item.label);
    const submenu = [
      { label: 'New', accelerator: 'CmdOrCtrl+N', click },
      { label: 'Taken', accelerator: 'CmdOrCtrl+Shift+K', click },
      { label: 'Help', accelerator: 'F1', click },
      { label: 'Off', accelerator: 'F2', enabled: false, click },
    ];
    Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'File', submenu }, { role: 'editMenu' }]));
  });
  await app.page.evaluate(() => addEventListener('keydown', (event) => event.code === 'KeyK' && event.preventDefault()));
  for (const key of ['Control+n', 'Control+Shift+K', 'F2', 'F1']) await app.page.keyboard.press(key);
  await expect.poll(() => app.electronApp.evaluate(() => Reflect.get(globalThis, 'pressed') as string[])).toEqual(['New', 'Help']);
});

test('a right click that the page lets pass is told as context-menu', async () => {
  await app.electronApp.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.on('context-menu', (_, { isEditable }) => Object.assign(globalThis, { isEditable }));
  });
  const told = (): Promise<boolean | null> =>
    app.electronApp.evaluate(() => (Reflect.get(globalThis, 'isEditable') as boolean | undefined) ?? null);
  await app.page.locator('#field').click({ button: 'right' });
  await expect.poll(told).toBe(true);
  await app.page.locator('h1').click({ button: 'right' });
  await expect.poll(told).toBe(false);
});

test('roles do what they are called', async () => {
  const click = (role: 'selectAll' | 'cut' | 'zoomIn' | 'resetZoom' | 'togglefullscreen'): Promise<unknown> =>
    app.electronApp.evaluate(({ BrowserWindow, MenuItem }, name) => {
      const [window] = BrowserWindow.getAllWindows();
      const item = new MenuItem({ role: name }) as unknown as { click: (...args: unknown[]) => void };
      item.click({}, window, window?.webContents);
      return [window?.webContents.getZoomLevel(), window?.isFullScreen()];
    }, role);
  const field = app.page.locator('#field');
  await field.fill('text');
  await field.focus();
  for (const role of ['selectAll', 'cut'] as const) await click(role);
  await expect.poll(() => field.inputValue()).toBe('');
  expect(await click('zoomIn')).toEqual([0.5, false]);
  expect(await click('resetZoom')).toEqual([0, false]);
  expect(await click('togglefullscreen')).toEqual([0, true]);
  await click('togglefullscreen');
});

test('what is trashed is kept', async () => {
  const file = join(app.home, 'trashed.txt');
  writeFileSync(file, 'kept');
  await app.electronApp.evaluate(({ shell }, path) => shell.trashItem(path), file);
  expect(existsSync(file)).toBe(false);
  const trash = join(app.home, 'stand-in-trash');
  expect(readdirSync(trash).map((name) => readFileSync(join(trash, name), 'utf8'))).toEqual(['kept']);
});

test('the theme reaches the page', async () => {
  const dark = (): Promise<boolean> => app.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const set = (source: 'dark' | 'light'): Promise<boolean> =>
    app.electronApp.evaluate(({ nativeTheme }, value) => {
      nativeTheme.themeSource = value;
      return nativeTheme.shouldUseDarkColors;
    }, source);
  expect(await set('dark')).toBe(true);
  await expect.poll(dark).toBe(true);
  expect(await set('light')).toBe(false);
  await expect.poll(dark).toBe(false);
});

test('permissions are granted until a handler denies', async () => {
  const state = (): Promise<string> => app.page.evaluate(async () => (await navigator.permissions.query({ name: 'geolocation' })).state);
  await expect.poll(state).toBe('granted');
  await app.electronApp.evaluate(({ session }) =>
    session.defaultSession.setPermissionRequestHandler((_contents, _permission, callback) => callback(false)),
  );
  await expect.poll(state).toBe('denied');
  await app.electronApp.evaluate(({ session }) => {
    session.defaultSession.setPermissionRequestHandler(null);
    session.defaultSession.setPermissionCheckHandler(() => false);
  });
  await expect.poll(state).toBe('denied');
});

test('the page is as large as the window says, and can be photographed', async () => {
  const size = (): Promise<number[]> => app.page.evaluate(() => [innerWidth, innerHeight]);
  expect(await size()).toEqual([900, 600]);
  await app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1000, 700));
  await expect.poll(size).toEqual([1000, 700]);
  const shot = await app.electronApp.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return image && { ...image.getSize(), empty: image.isEmpty() };
  });
  expect(shot).toEqual({ width: 1000, height: 700, empty: false });
});

test('Playwright finds the window of a page', async () => {
  const window = await app.electronApp.browserWindow(app.page);
  expect(await window.evaluate((one: Electron.BrowserWindow) => [one.isVisible(), one.isFocused(), one.getTitle()])).toEqual([
    true,
    true,
    'Basic',
  ]);
});
