import type { BrowserWindow, BrowserWindowConstructorOptions, NativeTheme, Rectangle } from 'electron';

import type { Page } from './page.ts';
import { lockedPreferences } from './security.ts';
import type { WindowPlace } from './settings/remembered.ts';

/** The page's own background colours, so that a window isn't white before the page is drawn. */
const surface = { light: '#faf8f4', dark: '#141211' };

const smallest = { width: 900, height: 600 };
const usual = { width: 1280, height: 820 };

/** Electron's theme: dark or light, and news of a change. */
export interface Theme extends Pick<NativeTheme, 'shouldUseDarkColors'> {
  on(event: 'updated', listener: () => void): unknown;
  off(event: 'updated', listener: () => void): unknown;
}

/** What a window needs of the rest of the app. */
export interface WindowParts {
  /** Electron's own class, handed in so that only the start-up file imports Electron. */
  readonly BrowserWindow: typeof BrowserWindow;
  readonly nativeTheme: Theme;
  /** The parts of the screens that windows may cover. */
  readonly workAreas: readonly Rectangle[];
  readonly platform: NodeJS.Platform;
  readonly preload: string;
  readonly page: Page;
  readonly place: { load(): WindowPlace | null; save(place: WindowPlace): void };
}

/** Opens the app's window where it stood last, and shows it when there is something to see. */
export function openWindow(parts: WindowParts): BrowserWindow {
  const { nativeTheme, page, place, workAreas } = parts;
  const remembered = place.load();
  const window = new parts.BrowserWindow(windowOptions(parts, fitting(remembered, workAreas)));
  if (remembered?.maximized) window.maximize();
  window.once('ready-to-show', () => {
    window.show();
  });
  const recolour = (): void => {
    window.setBackgroundColor(backgroundFor(nativeTheme.shouldUseDarkColors));
  };
  nativeTheme.on('updated', recolour);
  window.on('close', () => {
    place.save({ ...window.getNormalBounds(), maximized: window.isMaximized() });
  });
  window.on('closed', () => nativeTheme.off('updated', recolour));
  void window.loadURL(page.url);
  return window;
}

export function windowOptions(
  { nativeTheme, platform, preload }: Pick<WindowParts, 'platform' | 'preload'> & { nativeTheme: Pick<Theme, 'shouldUseDarkColors'> },
  bounds: Partial<Rectangle>,
): BrowserWindowConstructorOptions {
  return {
    ...usual,
    ...bounds,
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Afterglow',
    show: false,
    backgroundColor: backgroundFor(nativeTheme.shouldUseDarkColors),
    titleBarStyle: platform === 'darwin' ? 'hiddenInset' : 'default',
    autoHideMenuBar: platform !== 'darwin',
    webPreferences: lockedPreferences(preload),
  };
}

function backgroundFor(dark: boolean): string {
  return dark ? surface.dark : surface.light;
}

/** The remembered bounds if enough of them is still on a screen to be seen and dragged; otherwise nothing, and the system chooses. */
export function fitting(place: WindowPlace | null, workAreas: readonly Rectangle[]): Partial<Rectangle> {
  if (!place) return {};
  const area = workAreas.find((candidate) => sharesEnough(place, candidate));
  if (!area) return {};
  return {
    x: place.x,
    y: Math.max(place.y, area.y),
    width: Math.max(place.width, smallest.width),
    height: Math.max(place.height, smallest.height),
  };
}

const seenPx = 100;

function sharesEnough(a: Rectangle, b: Rectangle): boolean {
  const widthPx = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const heightPx = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return widthPx >= seenPx && heightPx >= seenPx;
}
