import { EventEmitter } from 'node:events';

import type { App } from 'electron';
import { expect, test, vi } from 'vitest';

import { Page } from './page.ts';
import * as security from './security.ts';

const links = ['https://evolink.ai/dashboard/keys'];

/** Electron's web contents as far as the rules need them. */
class Contents extends EventEmitter {
  #onOpen: (details: { url: string }) => unknown = () => ({ action: 'allow' });

  setWindowOpenHandler(handler: (details: { url: string }) => unknown): void {
    this.#onOpen = handler;
  }

  open(url: string): unknown {
    return this.#onOpen({ url });
  }

  /** Whether Electron would go on with it. */
  allows(name: string, url = ''): boolean {
    const preventDefault = vi.fn();
    this.emit(name, { url, preventDefault });
    return preventDefault.mock.calls.length === 0;
  }
}

function guarded() {
  const opened: string[] = [];
  const shell = { openExternal: (url: string) => Promise.resolve(void opened.push(url)) };
  const app = new EventEmitter();
  security.guardContents(app as App, { page: new Page(), shell, links });
  const contents = new Contents();
  app.emit('web-contents-created', {}, contents);
  return { contents, opened };
}

test('a window is made with every lock closed', () => {
  expect(security.lockedPreferences('/preload.cjs')).toEqual({
    preload: '/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  });
});

test('the scheme gets the rights of an origin, and no more', () => {
  const registered: unknown[] = [];
  security.declareScheme({ registerSchemesAsPrivileged: (schemes) => void registered.push(...schemes) });
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true };
  expect(registered).toEqual([{ scheme: 'app', privileges }]);
});

test('every permission is denied, asked for or looked up, but for putting text on the clipboard', () => {
  const answers: unknown[] = [];
  const say = (granted: unknown): number => answers.push(granted);
  type Handlers = Parameters<typeof security.denyPermissions>[0];
  const session: Handlers = {
    setPermissionRequestHandler: (handler) => {
      for (const permission of ['clipboard-read', 'media', 'clipboard-sanitized-write'] as const)
        handler?.({} as never, permission, say, {} as never);
    },
    setPermissionCheckHandler: (handler) => {
      for (const permission of ['clipboard-read', 'media', 'clipboard-sanitized-write'] as const) {
        say(handler?.(null, permission, 'app://afterglow', {} as never));
      }
    },
    setDevicePermissionHandler: (handler) => say(handler?.({} as never)),
  };
  security.denyPermissions(session);
  expect(answers).toEqual([false, false, true, false, false, true, false]);
});

test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s leads only to our own page', (event) => {
  const { contents } = guarded();
  expect(contents.allows(event, 'app://afterglow/index.html')).toBe(true);
  for (const url of [
    'https://example.com/',
    'app://afterglow.evil/',
    'app://other/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'nonsense',
  ]) {
    expect(contents.allows(event, url), url).toBe(false);
  }
});

test('no page is embedded', () => {
  expect(guarded().contents.allows('will-attach-webview')).toBe(false);
});

test('no window opens; a page that we link to opens in the browser', () => {
  const { contents, opened } = guarded();
  expect(contents.open('https://evolink.ai/dashboard/keys')).toEqual({ action: 'deny' });
  for (const url of [
    'https://evolink.ai/other',
    'http://evolink.ai/dashboard/keys',
    'https://evolink.ai.evil/dashboard/keys',
    'file:///etc/passwd',
  ]) {
    expect(contents.open(url)).toEqual({ action: 'deny' });
  }
  expect(opened).toEqual(['https://evolink.ai/dashboard/keys']);
});
