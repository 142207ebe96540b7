// The second half of Electron's 20 points (see security.spec.ts): the ways out of the page, and the ways in.
import fs from 'node:fs';
import path from 'node:path';

import { expect, test, type Page } from '@playwright/test';

import { bridge } from '../src/shared/bridge.ts';
import { shareApp } from './shared-app.ts';

const shared = shareApp();

const root = path.resolve(import.meta.dirname, '..');
const filesOf = (folder: string): string[] => fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
const textOf = (folder: string): string =>
  filesOf(folder)
    .filter((name) => /\.(c?js|html|css)$/.test(name))
    .map((name) => fs.readFileSync(path.join(root, folder, name), 'utf8'))
    .join('\n');

/** Clicks a link of the page's own, as injected markup would have one. */
async function clickLink(page: Page, attributes: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate((given) => {
    const link = Object.assign(document.createElement('a'), given);
    document.body.append(link);
    link.click();
    link.remove();
  }, attributes);
}

test('13 · the page can’t be led anywhere else', async () => {
  const { app, service } = shared();
  const { page } = app;
  const [address, seen] = [page.url(), service.requests.length];
  const strangers = [service.url, 'https://example.com/', 'app://elsewhere/index.html', 'file:///etc/passwd', 'data:text/html,stranger'];
  for (const href of strangers) await clickLink(page, { href });
  await page.evaluate((url) => {
    document.head.append(Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: `0;url=${url}` }));
  }, service.url);
  // Still the same document, with what it held: what was typed is there.
  await app.goTo('Create');
  await app.create.prompt.fill('still here');
  await expect(app.create.prompt).toHaveValue('still here');
  expect(page.url()).toBe(address);
  expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())).toBe(
    'app://afterglow/index.html',
  );
  expect(service.requests).toHaveLength(seen);
});

test('14 · the page opens no windows', async () => {
  const { app, service } = shared();
  const seen = service.requests.length;
  expect(await app.page.evaluate((url) => window.open(url) === null, service.url)).toBe(true);
  expect(await app.page.evaluate(() => window.open('index.html') === null)).toBe(true);
  await clickLink(app.page, { href: service.url, target: '_blank' });
  expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(service.requests).toHaveLength(seen);
});

test('15 · only the pages that the app links to are opened in the browser', async () => {
  const { app } = shared();
  await app.electron.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (url) => Promise.resolve(void opened.push(url));
  });
  const answers = await app.page.evaluate(async () => {
    const { app: calls } = (window as unknown as { bridge: { app: { openLink(name: string): Promise<{ ok: boolean }> } } }).bridge;
    window.open('https://evolink.ai/dashboard/keys?stolen=1');
    window.open('file:///etc/passwd');
    const wanted = ['https://example.com/', 'file:///etc/passwd', '__proto__', 'get-a-key'];
    return Promise.all(wanted.map(async (name) => (await calls.openLink(name)).ok));
  });
  expect(answers).toEqual([false, false, false, true]);
  expect(await app.electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)).toEqual([
    'https://evolink.ai/dashboard/keys',
  ]);
});

test('16 · one named version of Electron, and the app runs on it', async () => {
  const { app } = shared();
  const { devDependencies } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/);
  expect(await app.electron.evaluate(() => process.versions['electron'])).toBe(devDependencies['electron']);
});

test('17 · nobody but our own page is answered', async () => {
  const { app, service } = shared();
  const answer = await app.electron.evaluate(
    async ({ BrowserWindow }, { preload, url }) => {
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await stranger.loadURL(url);
      const said: unknown = await stranger.webContents.executeJavaScript('Promise.all([bridge.account.get(), bridge.jobs.list()])');
      stranger.destroy();
      return said;
    },
    { preload: path.join(root, 'out/preload/index.cjs'), url: `${service.url}/` },
  );
  const refused = { ok: false, failure: { code: 'forbidden', message: 'This page may not ask that.' } };
  expect(answer).toEqual([refused, refused]);
});

test('18 · no file:// anywhere', async () => {
  const { app } = shared();
  expect(
    await app.page.evaluate(() =>
      fetch('file:///etc/passwd').then(
        () => 'read',
        () => 'refused',
      ),
    ),
  ).toBe('refused');
  expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())).toMatch(/^app:/);
  expect(textOf('out/main')).not.toMatch(/\.loadFile\(/);
  expect(textOf('out/renderer')).not.toContain('file://');
});

test('19 · fuses: the app needs none of what they switch off', () => {
  // Switched off in the package only; that nothing stops working then is what can be shown before there is one.
  // Electron's utility processes, such as the library's, aren't among them.
  expect(textOf('out/main')).not.toMatch(/ELECTRON_RUN_AS_NODE|NODE_OPTIONS|child_process|execArgv/);
  expect(filesOf('out').filter((name) => name.endsWith('.map') || name.includes('.test.'))).toEqual([]);
});

test('20 · the bridge holds the contract and nothing of Electron', async () => {
  const { app } = shared();
  const exposed = await app.page.evaluate(() => {
    const { bridge: given } = window as unknown as { bridge: Record<string, Record<string, unknown>> };
    const shape = Object.entries(given).map(([name, calls]) => [name, Object.entries(calls).map(([call, value]) => [call, typeof value])]);
    const names = ['electron', 'ipcRenderer', 'contextBridge', 'webFrame', 'desktopCapturer'].filter((name) => name in window);
    return { shape, names };
  });
  expect(exposed.names).toEqual([]);
  expect(exposed.shape).toEqual(
    Object.entries(bridge).map(([name, calls]) => [name, Object.keys(calls).map((call) => [call, 'function'])]),
  );
  // News come without the event, through which a page would reach the sender.
  const heard = await app.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const { settings } = (
          window as unknown as {
            bridge: { settings: { changed(listener: (...all: unknown[]) => void): void; change(patch: object): void } };
          }
        ).bridge;
        settings.changed((...all) => resolve(all.length));
        settings.change({ concurrency: 2 });
      }),
  );
  expect(heard).toBe(1);
});

// Last, since Playwright goes on waiting for the navigation that never came.
test('13 · nor can the page send a form anywhere', async () => {
  const { app, service } = shared();
  const seen = service.requests.length;
  const refusedBy = await app.page.evaluate(
    (action) =>
      new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective), { once: true });
        const form = Object.assign(document.createElement('form'), { action, method: 'post' });
        document.body.append(form);
        form.submit();
      }),
    service.url,
  );
  expect(refusedBy).toBe('form-action');
  expect(service.requests).toHaveLength(seen);
});
