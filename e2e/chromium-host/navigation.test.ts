import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';

import { launch, type Running } from './fixtures/launch.ts';

// One each: what a navigation leaves behind must not reach the next test.
let app: Running;
beforeEach(async () => {
  app = await launch();
});
afterEach(() => app.close());

const failures = (): Promise<readonly string[]> => app.electronApp.evaluate(() => globalThis.standIn?.failures ?? []);

/** Notes navigations in the main process, preventing them. */
const watch = (): Promise<void> =>
  app.electronApp.evaluate(({ BrowserWindow }) => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.on('will-frame-navigate', (event) => void seen.push(`frame ${event.url} ${event.isMainFrame}`));
    contents?.on('will-navigate', (event, url) => {
      seen.push(`page ${url}`);
      event.preventDefault();
    });
  });
const seen = (): Promise<string[]> => app.electronApp.evaluate(() => Reflect.get(globalThis, 'seen') as string[]);

test('a page keeps the address of the app, and its requests are of the same origin', async () => {
  const url = await app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL());
  expect(url).toBe('app://afterglow/index.html');
  const echoed = await app.page.evaluate(async () => {
    const response = await fetch('echo?x=1', { method: 'POST', body: new Uint8Array([0, 255, 7]) });
    return [response.headers.get('x-url'), response.type, [...new Uint8Array(await response.arrayBuffer())]];
  });
  expect(echoed).toEqual(['app://afterglow/echo?x=1', 'basic', [0, 255, 7]]);
});

test('a worker is served, too', async () => {
  const length = await app.page.evaluate(
    () => new Promise((resolve) => (new Worker('worker.js').onmessage = (event) => resolve(event.data))),
  );
  expect(length).toBeGreaterThan(10);
});

test('a second protocol handler fails; a bad answer is ERR_UNEXPECTED', async () => {
  const second = app.electronApp.evaluate(({ protocol }) => protocol.handle('app', () => new Response('')));
  await expect(second).rejects.toThrow('Failed to register protocol: app');
  for (const path of ['bad', 'throws']) {
    const loading = app.electronApp.evaluate(
      ({ BrowserWindow }, name) => BrowserWindow.getAllWindows()[0]?.loadURL(`app://afterglow/${name}`),
      path,
    );
    await expect(loading).rejects.toThrow(`ERR_UNEXPECTED (-9) loading 'app://afterglow/${path}'`);
  }
  const unknown = app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.loadURL('other://x/'));
  await expect(unknown).rejects.toThrow("ERR_UNKNOWN_URL_SCHEME (-301) loading 'other://x/'");
});

test('will-navigate tells of what the page starts, and can prevent it', async () => {
  await watch();
  await app.page.locator('#out').click();
  await app.page.evaluate(() => {
    location.assign('app://elsewhere/x');
  });
  await expect
    .poll(seen)
    .toEqual([
      'frame https://example.invalid/ true',
      'page https://example.invalid/',
      'frame app://elsewhere/x true',
      'page app://elsewhere/x',
    ]);
  expect(await app.page.locator('h1').textContent()).toBe('Basic');
});

test('will-navigate is silent about what the app loads itself', async () => {
  await watch();
  await app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.loadURL('app://afterglow/index.html?again'));
  await app.page.waitForURL(/again/);
  expect(await seen()).toEqual([]);
  expect(await app.page.evaluate(() => location.search)).toBe('?again');
});

test('window.open without a handler counts as a failure', async () => {
  await app.page.evaluate(() => void window.open('https://example.invalid/window'));
  await expect.poll(failures).toEqual(['A page opened a window (https://example.invalid/window) that no setWindowOpenHandler denies']);
});

test('window.open and target=_blank ask the handler and open nothing', async () => {
  await app.electronApp.evaluate(({ BrowserWindow }) => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    BrowserWindow.getAllWindows()[0]?.webContents.setWindowOpenHandler(({ url }) => {
      seen.push(url);
      return { action: 'deny' };
    });
  });
  expect(await app.page.evaluate(() => window.open('https://example.invalid/window'))).toBe(null);
  await app.page.locator('#blank').click();
  await expect.poll(seen).toEqual(['https://example.invalid/window', 'https://example.invalid/blank']);
  await expect.poll(() => app.electronApp.windows().length).toBe(1);
  expect(await failures()).toEqual([]);
});

test('headers received can be changed for a document of the app', async () => {
  await app.electronApp.evaluate(async ({ BrowserWindow, session }) => {
    session.defaultSession.webRequest.onHeadersReceived((details, callback) =>
      callback({ responseHeaders: { ...details.responseHeaders, 'content-security-policy': ["default-src 'none'"] } }),
    );
    await BrowserWindow.getAllWindows()[0]?.loadURL('app://afterglow/index.html?headers');
  });
  // Playwright hears of it on a line of its own, perhaps later.
  await app.page.waitForURL(/headers/);
  expect(await app.page.evaluate(() => 'bridgeAtStart' in window)).toBe(false);
});

test('will-redirect tells where a page is sent, and can prevent it', async () => {
  const visited: (string | undefined)[] = [];
  const server = createServer(({ url }, response) => {
    visited.push(url);
    response.writeHead(302, { location: '/end' }).end();
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await expect.poll(() => server.listening).toBe(true);
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await app.electronApp.evaluate(({ BrowserWindow }) => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    BrowserWindow.getAllWindows()[0]?.webContents.on('will-redirect', (event, url) => {
      seen.push(url);
      event.preventDefault();
    });
  });
  await app.page.evaluate((url) => location.assign(url), `${address}/start`);
  await expect.poll(seen).toEqual([`${address}/end`]);
  expect(visited).toEqual(['/start']);
});

test('ranges, streams and statuses arrive as the handler gives them', async () => {
  await app.electronApp.evaluate(({ protocol }) => {
    protocol.unhandle('app');
    protocol.handle('app', (request) => {
      const stream = new ReadableStream({
        start(controller) {
          for (const part of ['one ', 'two']) controller.enqueue(new TextEncoder().encode(part));
          controller.close();
        },
      });
      return new Response(stream, {
        status: 206,
        headers: { 'content-range': 'bytes 0-6/9', 'x-range': request.headers.get('range') ?? '' },
      });
    });
  });
  const report = await app.page.evaluate(async () => {
    const response = await fetch('x', { headers: { range: 'bytes=0-6' } });
    return [response.status, response.headers.get('x-range'), await response.text()];
  });
  expect(report).toEqual([206, 'bytes=0-6', 'one two']);
});
