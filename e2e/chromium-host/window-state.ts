import { EventEmitter } from 'node:events';

import type { Page } from './page.ts';
import { record } from './recorded.ts';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Beginning {
  readonly bounds: Bounds;
  readonly minimum: readonly [number, number];
  readonly title: string;
}

/** The part of `BrowserWindow` that concerns the window itself: size is real, frame and title are only remembered. */
export class WindowState extends EventEmitter {
  minimizable = true;
  maximizable = true;
  resizable = true;
  closable = true;
  fullScreenable = true;
  autoHideMenuBar = false;
  menuBarVisible = true;
  readonly #page: Page;
  #bounds: Bounds;
  #normal: Bounds;
  #minimum: readonly [number, number];
  #title: string;
  #backgroundColor = '#FFFFFF';
  #state: 'normal' | 'minimized' | 'maximized' | 'fullscreen' = 'normal';

  constructor(page: Page, { bounds, minimum, title }: Beginning) {
    super();
    this.#page = page;
    this.#bounds = this.#normal = bounds;
    this.#minimum = minimum;
    this.#title = title;
  }

  get title(): string {
    return this.#title;
  }
  set title(title: string) {
    this.#title = title;
  }
  getTitle(): string {
    return this.#title;
  }
  setTitle(title: string): void {
    this.#title = title;
  }

  getBounds(): Bounds {
    return { ...this.#bounds };
  }
  getContentBounds(): Bounds {
    return { ...this.#bounds };
  }
  getNormalBounds(): Bounds {
    return { ...this.#normal };
  }
  getSize(): number[] {
    return [this.#bounds.width, this.#bounds.height];
  }
  getContentSize(): number[] {
    return this.getSize();
  }
  getPosition(): number[] {
    return [this.#bounds.x, this.#bounds.y];
  }
  getMinimumSize(): number[] {
    return [...this.#minimum];
  }
  setMinimumSize(width: number, height: number): void {
    this.#minimum = [width, height];
  }
  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  setContentSize(width: number, height: number): void {
    this.setSize(width, height);
  }
  setPosition(x: number, y: number): void {
    this.setBounds({ x, y });
  }
  setBounds(wanted: Partial<Bounds>): void {
    const before = this.#bounds;
    const { x, y, width, height } = { ...before, ...wanted };
    this.#place({ x, y, width: Math.max(width, this.#minimum[0]), height: Math.max(height, this.#minimum[1]) });
    if (before.x !== x || before.y !== y) this.emit('move');
    void this.#page.opened.then(() => this.#page.setSize(this.#bounds.width, this.#bounds.height)).catch(() => undefined);
  }
  center(): void {
    record('BrowserWindow.center');
  }

  #place(bounds: Bounds): void {
    const changed = bounds.width !== this.#bounds.width || bounds.height !== this.#bounds.height;
    this.#bounds = bounds;
    if (this.#state === 'normal') this.#normal = bounds;
    if (!changed) return;
    this.emit('resize');
    this.emit('resized');
  }

  isMinimized(): boolean {
    return this.#state === 'minimized';
  }
  isMaximized(): boolean {
    return this.#state === 'maximized';
  }
  isFullScreen(): boolean {
    return this.#state === 'fullscreen';
  }
  isNormal(): boolean {
    return this.#state === 'normal';
  }
  minimize(): void {
    this.#enter('minimized', 'minimize');
  }
  restore(): void {
    this.#enter('normal', 'restore');
  }
  maximize(): void {
    this.#enter('maximized', 'maximize');
  }
  unmaximize(): void {
    if (this.isMaximized()) this.#enter('normal', 'unmaximize');
  }
  setFullScreen(full: boolean): void {
    if (full !== this.isFullScreen()) this.#enter(full ? 'fullscreen' : 'normal', full ? 'enter-full-screen' : 'leave-full-screen');
  }
  #enter(state: 'normal' | 'minimized' | 'maximized' | 'fullscreen', event: string): void {
    if (state === this.#state) return;
    this.#state = state;
    this.emit(event);
  }

  setBackgroundColor(color: string): void {
    this.#backgroundColor = color;
  }
  getBackgroundColor(): string {
    return this.#backgroundColor;
  }
  setMenuBarVisibility(visible: boolean): void {
    this.menuBarVisible = visible;
  }
  isMenuBarVisible(): boolean {
    return this.menuBarVisible;
  }
  setAutoHideMenuBar(hide: boolean): void {
    this.autoHideMenuBar = hide;
  }
  setMenu(menu: unknown): void {
    record('BrowserWindow.setMenu', menu === null);
  }
  removeMenu(): void {
    record('BrowserWindow.removeMenu');
  }
  setProgressBar(progress: number, options?: unknown): void {
    record('BrowserWindow.setProgressBar', progress, options);
  }
  setOverlayIcon(_: unknown, description: string): void {
    record('BrowserWindow.setOverlayIcon', description);
  }
  flashFrame(flash: boolean): void {
    record('BrowserWindow.flashFrame', flash);
  }
  setIcon(): void {
    record('BrowserWindow.setIcon');
  }
  setRepresentedFilename(path: string): void {
    record('BrowserWindow.setRepresentedFilename', path);
  }
  setDocumentEdited(edited: boolean): void {
    record('BrowserWindow.setDocumentEdited', edited);
  }
  setTitleBarOverlay(options: unknown): void {
    record('BrowserWindow.setTitleBarOverlay', options);
  }
  setContentProtection(enable: boolean): void {
    record('BrowserWindow.setContentProtection', enable);
  }
  setAlwaysOnTop(flag: boolean): void {
    record('BrowserWindow.setAlwaysOnTop', flag);
  }
  setSkipTaskbar(skip: boolean): void {
    record('BrowserWindow.setSkipTaskbar', skip);
  }

  /** @internal The person has dragged the window's edge. */
  static resizedTo(window: WindowState, width: number, height: number): void {
    window.#place({ ...window.#bounds, width, height });
  }
}
