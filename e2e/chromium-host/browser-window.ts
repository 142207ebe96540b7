import { app } from './app.ts';
import { ContentsCommands } from './contents-commands.ts';
import { electronEvent } from './event.ts';
import { browser, isReady } from './host.ts';
import type { NativeImage } from './native-image.ts';
import type { Page } from './page.ts';
import { contentsById, focusedWindow, moveFocus, windows } from './registry.ts';
import { bury, strictClass } from './strict.ts';
import { WebContents } from './web-contents.ts';
import { beginningOf, checkPreferences, type WindowOptions } from './window-options.ts';
import { type Bounds, WindowState } from './window-state.ts';

let lastId = 0;

/** `BrowserWindow`. */
export class BrowserWindow extends WindowState {
  readonly id = ++lastId;
  readonly webContents: WebContents;
  readonly #page: Page;
  #visible: boolean;
  #closing = false;
  #destroyed = false;

  constructor(options: WindowOptions = {}) {
    if (!isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const { preload } = checkPreferences(options);
    const beginning = beginningOf(options);
    const webContents = new WebContents({ widthPx: beginning.bounds.width, heightPx: beginning.bounds.height, preload });
    const page = WebContents.pageOf(webContents);
    super(page, { ...beginning, title: beginning.title ?? app.getName() });
    this.#page = page;
    this.webContents = webContents;
    this.#visible = beginning.show;
    this.autoHideMenuBar = beginning.autoHideMenuBar;
    windows.add(this);
    this.#listen(page);
    app.emit('web-contents-created', electronEvent({}), webContents);
    app.emit('browser-window-created', electronEvent({}), this);
    if (this.#visible) queueMicrotask(() => this.focus());
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }
  static getFocusedWindow(): BrowserWindow | null {
    return focusedWindow();
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...windows].find(({ webContents }) => webContents === contents) ?? null;
  }
  static fromId(id: number): BrowserWindow | null {
    return [...windows].find((window) => window.id === id) ?? null;
  }

  #listen(page: Page): void {
    if (page.listener) page.listener.onResize = (width, height) => WindowState.resizedTo(this, width, height);
    // Electron shows nothing before the first paint; here, the first loaded document has to do for it.
    this.webContents.once('dom-ready', () => this.emit('ready-to-show'));
    this.webContents.on('page-title-updated', (event: { defaultPrevented: boolean }, title: string) => {
      this.emit('page-title-updated', event, title, true);
      if (!event.defaultPrevented) this.setTitle(title);
    });
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }
  loadFile(...args: Parameters<WebContents['loadFile']>): Promise<void> {
    return this.webContents.loadFile(...args);
  }
  reload(): void {
    this.webContents.reload();
  }
  capturePage(rect?: Bounds): Promise<NativeImage> {
    return this.webContents.capturePage(rect);
  }

  isVisible(): boolean {
    return this.#visible;
  }
  show(): void {
    this.showInactive();
    this.focus();
  }
  showInactive(): void {
    if (this.#visible) return;
    this.#visible = true;
    this.emit('show');
  }
  hide(): void {
    if (!this.#visible) return;
    this.#visible = false;
    this.emit('hide');
    this.blur();
  }
  isFocused(): boolean {
    return focusedWindow() === this;
  }
  isEnabled(): boolean {
    return true;
  }
  isModal(): boolean {
    return false;
  }
  focus(): void {
    if (this.#destroyed || this.isFocused() || !this.#visible) return;
    const before = moveFocus(this);
    before?.emit('blur');
    app.emit('browser-window-focus', electronEvent({}), this);
    this.emit('focus');
    this.#page.whenOpen(() => this.#page.session.tell('Page.bringToFront'));
  }
  blur(): void {
    if (!this.isFocused()) return;
    moveFocus(null);
    app.emit('browser-window-blur', electronEvent({}), this);
    this.emit('blur');
  }
  moveTop(): void {
    this.#page.whenOpen(() => this.#page.session.tell('Page.bringToFront'));
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }
  close(): void {
    if (this.#closing || !this.#mayClose()) return;
    this.#closing = true;
    this.#page.close();
  }
  /** Emits neither `close` nor asks the page; `closed` comes at once. */
  destroy(): void {
    this.#page.destroy();
    this.#end();
  }

  #mayClose(): boolean {
    const event = electronEvent({});
    this.emit('close', event);
    if (event.defaultPrevented) app.emit('stand-in-close-prevented');
    return !event.defaultPrevented;
  }

  #end(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    windows.delete(this);
    if (this.isFocused()) moveFocus(null);
    WebContents.end(this.webContents);
    this.emit('closed');
    bury(this, ['isDestroyed']);
    if (windows.size === 0) app.emit('stand-in-last-window-closed');
  }

  /** @internal Chromium's page is gone: closed by us, by the page itself, or by the person. */
  static pageGone(window: BrowserWindow): void {
    if (!window.#closing && !window.#destroyed) window.#mayClose();
    window.#end();
  }
}
strictClass('BrowserWindow', BrowserWindow);

/** Follows the pages that come and go in Chromium. */
export function followPages(): void {
  browser().on('Target.targetDestroyed', ({ targetId }) => {
    for (const window of windows) if (WebContents.pageOf(window.webContents).targetId === targetId) BrowserWindow.pageGone(window);
  });
  browser().on('Target.targetInfoChanged', ({ targetInfo: { targetId, title } }) => {
    const contents = [...contentsById.values()].find((one) => WebContents.pageOf(one).targetId === targetId);
    // Until a document has a title Chromium calls the page by its address.
    if (contents && title && !/^(https?:|about:|data:)|\.stand-in\.invalid/.test(title)) ContentsCommands.retitle(contents, title);
  });
}
