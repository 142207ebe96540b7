// Electron's own list of 20 points (https://www.electronjs.org/docs/latest/tutorial/security), one test each, in its order.
// What only a packaged app can show is said in the test: there the assertion is about what the package is made from.
import fs from 'node:fs';
import path from 'node:path';

import { expect, test } from '@playwright/test';

import { lockedPreferences } from '../src/main/security.ts';
import { shareApp } from './shared-app.ts';

const shared = shareApp();

const preferences = lockedPreferences('index.cjs');
const root = path.resolve(import.meta.dirname, '..');
const builtMain = (): string => {
  const folder = path.join(root, 'out/main');
  return fs
    .readdirSync(folder)
    .map((name) => fs.readFileSync(path.join(folder, name), 'utf8'))
    .join('\n');
};

test('1 · only secure content: nothing that the page asks for leaves its own origin', async () => {
  const { app } = shared();
  const { page } = app;
  const home = new URL(page.url());
  const strangers: string[] = [];
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (!['data:', 'blob:'].includes(protocol) && (protocol !== home.protocol || host !== home.host)) strangers.push(request.url());
  });
  await page.reload();
  for (const screen of ['Gallery', 'Activity', 'Settings', 'Create'] as const) await app.goTo(screen);
  await app.goTo('Gallery');
  await app.gallery.open('sunset over the sea');
  await expect(app.viewer.original).toHaveJSProperty('complete', true);
  await app.viewer.action('Close').click();
  expect(strangers).toEqual([]);
  expect(await page.evaluate(() => isSecureContext)).toBe(true);
});

test('2 · no Node in the page or its workers', async () => {
  const { app } = shared();
  const names = ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'setImmediate'];
  const inPage = await app.page.evaluate((all) => all.filter((name) => name in globalThis), names);
  expect(inPage).toEqual([]);
  expect(preferences).toMatchObject({ nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false });
});

test('3 · context isolation: the page can’t change what the preload script gave it', async () => {
  const { app } = shared();
  const outcome = await app.page.evaluate(async () => {
    const { bridge: given } = window as unknown as { bridge: Record<string, Record<string, () => Promise<unknown>>> };
    const changed = [
      Reflect.set(window, 'bridge', { stolen: true }),
      Reflect.set(given['account'] ?? {}, 'get', () => 'stolen'),
      Reflect.deleteProperty(given, 'account'),
      Reflect.defineProperty(given, 'more', { value: 'stolen' }),
    ];
    return { changed, answer: await given['account']?.['get']?.() };
  });
  expect(outcome).toMatchObject({ changed: [false, false, false, false], answer: { ok: true, value: { mode: 'key' } } });
  expect(preferences.contextIsolation).toBe(true);
});

test('4 · sandbox: the preload script needs nothing that the sandbox withholds', () => {
  expect(preferences.sandbox).toBe(true);
  expect(builtMain()).toMatch(/\.enableSandbox\(\)/);
  const preload = fs.readFileSync(path.join(root, 'out/preload/index.cjs'), 'utf8');
  expect([...preload.matchAll(/\brequire\(([^)]*)\)/g)].map(([, name]) => name?.replace(/['"`]/g, ''))).toEqual(['electron']);
});

test('5 · permissions are denied; only text may be put on the clipboard', async () => {
  const { app } = shared();
  const states = await app.page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'] as PermissionName[];
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
  });
  expect(new Set(states)).toEqual(new Set(['denied']));
  const camera = await app.page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      (error: unknown) => (error as Error).name,
    ),
  );
  expect(camera).not.toBe('granted');
});

test('6 · webSecurity: another origin can be neither read nor written', async () => {
  const { app, service } = shared();
  const seen = service.requests.length;
  const outcome = await app.page.evaluate((url) => fetch(url, { mode: 'no-cors' }).then(() => 'sent', String), `${service.url}/v1/credits`);
  expect(outcome).toContain('TypeError');
  expect(service.requests).toHaveLength(seen);
  expect(preferences.webSecurity).toBe(true);
});

test('7 · the content policy goes out with the page and holds', async () => {
  const { app, service } = shared();
  const header = await app.page.evaluate(async () => (await fetch('index.html')).headers.get('content-security-policy'));
  for (const rule of [
    "default-src 'none'",
    "script-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]) {
    expect(header?.split('; ')).toContain(rule);
  }
  expect(header).toContain("require-trusted-types-for 'script'");
  expect(header).not.toContain('unsafe');
  const [attempts, seen] = [await app.page.evaluate(tryToBreakOut, service.url), service.requests.length];
  expect(attempts).toEqual({
    inline: false,
    handler: false,
    evaluated: 'EvalError',
    markup: 'TypeError',
    policy: 'TypeError',
    framed: true,
  });
  expect(service.requests).toHaveLength(seen);
});

/** Runs in the page, as injected code would. Playwright's own evaluation is exempt from the policy, what it adds to the page isn't. */
async function tryToBreakOut(url: string) {
  const ran = { inline: false, handler: false };
  Object.assign(window, { ran });
  const thrown = (act: () => unknown): string => {
    try {
      act();
      return 'nothing';
    } catch (error) {
      return (error as Error).name;
    }
  };
  const script = document.createElement('script');
  thrown(() => (script.textContent = 'window.ran.inline = true'));
  script.append(document.createTextNode('window.ran.inline = true'));
  document.head.append(script);
  const button = document.createElement('button');
  thrown(() => button.setAttribute('onclick', 'window.ran.handler = true'));
  button.click();
  const frame = document.createElement('iframe');
  const blocked = new Promise<boolean>((resolve) =>
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => effectiveDirective === 'frame-src' && resolve(true)),
  );
  frame.src = url;
  document.body.append(frame);
  const framed = await blocked;
  frame.remove();
  script.remove();
  return {
    ...ran,
    // Through a timer, so that it is the page's own doing.
    evaluated: await new Promise<string>((resolve) => setTimeout(() => resolve(thrown(() => (0, eval)('1 + 1'))), 0)),
    markup: thrown(() => (document.createElement('div').innerHTML = '<b>x</b>')),
    policy: thrown(() =>
      (window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }).trustedTypes.createPolicy('mine', {}),
    ),
    framed,
  };
}

test('8 · insecure content is not let in: not even a picture over http', async () => {
  const { app, service } = shared();
  const seen = service.requests.length;
  const outcome = await app.page.evaluate(
    (src) =>
      new Promise((resolve) => {
        const image = Object.assign(new Image(), { src, onload: () => resolve('loaded'), onerror: () => resolve('refused') });
        document.body.append(image);
      }),
    `${service.url}/x.png`,
  );
  expect(outcome).toBe('refused');
  expect(service.requests).toHaveLength(seen);
  expect(preferences.allowRunningInsecureContent).toBe(false);
});

test('9 · no experimental features', () => {
  expect(preferences.experimentalFeatures).toBe(false);
  expect(builtMain()).not.toContain('enable-experimental');
});

test('10 · no blink features, and no switches that would turn some on', () => {
  expect(Object.keys(preferences)).not.toContain('enableBlinkFeatures');
  expect(builtMain()).not.toMatch(/enableBlinkFeatures|enable-blink-features|appendSwitch/);
});

test('11 · a webview is no more than an unknown element: no popups from it', async () => {
  const { app, service } = shared();
  const seen = service.requests.length;
  const hasParts = await app.page.evaluate((src) => {
    const webview = Object.assign(document.createElement('webview'), { src, allowpopups: true });
    document.body.append(webview);
    return ['loadURL', 'executeJavaScript', 'contentWindow'].some((name) => name in webview);
  }, service.url);
  expect(hasParts).toBe(false);
  expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(service.requests).toHaveLength(seen);
  expect(preferences.webviewTag).toBe(false);
});

test('12 · a webview that came about all the same is not attached', async () => {
  const { app } = shared();
  const prevented = await app.electron.evaluate(({ BrowserWindow }) => {
    let wasPrevented = false;
    const event = { preventDefault: () => (wasPrevented = true) };
    BrowserWindow.getAllWindows()[0]?.webContents.emit('will-attach-webview', event, {}, {});
    return wasPrevented;
  });
  expect(prevented).toBe(true);
});
