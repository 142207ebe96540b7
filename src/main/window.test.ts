import { EventEmitter } from 'node:events';

import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { expect, test } from 'vitest';

import { Page } from './page.ts';
import { lockedPreferences } from './security.ts';
import type { WindowPlace } from './settings/remembered.ts';
import { fitting, openWindow, windowOptions } from './window.ts';

const screen = { x: 0, y: 25, width: 1920, height: 1055 };
const place: WindowPlace = { x: 100, y: 100, width: 1200, height: 800, maximized: false };

test('a window opens where it stood', () => {
  expect(fitting(place, [screen])).toEqual({ x: 100, y: 100, width: 1200, height: 800 });
});

test.each<[string, WindowPlace | null, Rectangle[]]>([
  ['nothing is remembered', null, [screen]],
  ['its screen is gone', { ...place, x: 3000 }, [screen]],
  ['only a sliver of it would be seen', { ...place, x: 1900 }, [screen]],
  ['there is no screen', place, []],
])('the system chooses where, when %s', (_when, remembered, screens) => {
  expect(fitting(remembered, screens)).toEqual({});
});

test('a window is never smaller than the page needs, nor its title bar above the screen', () => {
  expect(fitting({ ...place, y: -50, width: 200, height: 300 }, [screen])).toEqual({ x: 100, y: 25, width: 900, height: 600 });
});

test('a window is locked, has its theme’s colour before the page is there, and its title bar as the system expects', () => {
  const options = (platform: NodeJS.Platform, dark: boolean) =>
    windowOptions({ platform, preload: '/preload.cjs', nativeTheme: { shouldUseDarkColors: dark } }, {});
  expect(options('linux', true)).toMatchObject({
    show: false,
    minWidth: 900,
    minHeight: 600,
    titleBarStyle: 'default',
    autoHideMenuBar: true,
    webPreferences: lockedPreferences('/preload.cjs'),
  });
  expect(options('darwin', true)).toMatchObject({ titleBarStyle: 'hiddenInset', autoHideMenuBar: false });
  expect(options('linux', true).backgroundColor).not.toBe(options('linux', false).backgroundColor);
});

/** Electron's window as far as `openWindow` touches it. */
class FakeWindow extends EventEmitter {
  readonly options: BrowserWindowConstructorOptions;
  readonly done: string[] = [];

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
  }

  show(): void {
    this.done.push('show');
  }

  maximize(): void {
    this.done.push('maximize');
  }

  isMaximized(): boolean {
    return this.done.includes('maximize');
  }

  getNormalBounds(): Rectangle {
    return { x: 5, y: 30, width: 1000, height: 700 };
  }

  setBackgroundColor(colour: string): void {
    this.done.push(colour);
  }

  loadURL(url: string): Promise<void> {
    this.done.push(url);
    return Promise.resolve();
  }
}

test('a window shows itself when there is something to see, follows the theme, and remembers where it stood', () => {
  let saved: WindowPlace | null = { ...place, maximized: true };
  const theme = Object.assign(new EventEmitter(), { shouldUseDarkColors: true });
  const window = openWindow({
    BrowserWindow: FakeWindow as unknown as typeof BrowserWindow,
    nativeTheme: theme,
    workAreas: [screen],
    platform: 'linux',
    preload: '/preload.cjs',
    page: new Page(),
    place: { load: () => saved, save: (next) => (saved = next) },
  }) as unknown as FakeWindow;
  expect(window.options).toMatchObject({ x: 100, width: 1200 });
  expect(window.done).toEqual(['maximize', 'app://afterglow/index.html']);
  window.emit('ready-to-show');
  theme.shouldUseDarkColors = false;
  theme.emit('updated');
  expect(window.done.slice(2)).toEqual(['show', '#faf8f4']);
  window.emit('close');
  expect(saved).toEqual({ x: 5, y: 30, width: 1000, height: 700, maximized: true });
  window.emit('closed');
  expect(theme.listenerCount('updated')).toBe(0);
});
