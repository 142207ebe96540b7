import { EventEmitter } from 'node:events';

import { startDrag, type DragItem } from './drag.ts';
import { electronEvent } from './event.ts';
import { createFromBuffer, type NativeImage } from './native-image.ts';
import type { Page } from './page.ts';
import { record } from './recorded.ts';

/** The part of `webContents` that only tells the page to do something. */
export class ContentsCommands extends EventEmitter {
  readonly #page: Page;
  #zoomLevel = 0;
  #devTools = false;
  #audioMuted = false;
  #title = '';

  constructor(page: Page) {
    super();
    this.#page = page;
  }

  get zoomLevel(): number {
    return this.#zoomLevel;
  }
  set zoomLevel(level: number) {
    this.setZoomLevel(level);
  }
  get zoomFactor(): number {
    return 1.2 ** this.#zoomLevel;
  }
  set zoomFactor(factor: number) {
    this.setZoomFactor(factor);
  }

  getTitle(): string {
    return this.#title;
  }
  reload(): void {
    this.#page.session.tell('Page.reload');
  }
  reloadIgnoringCache(): void {
    this.#page.session.tell('Page.reload', { ignoreCache: true });
  }
  stop(): void {
    this.#page.session.tell('Page.stopLoading');
  }
  executeJavaScript(code: string): Promise<unknown> {
    return this.#page.evaluate(code);
  }
  async insertCSS(css: string): Promise<string> {
    await this.#page.evaluate(
      `document.adoptedStyleSheets.push(Object.assign(new CSSStyleSheet(), {}));document.adoptedStyleSheets.at(-1).replaceSync(${JSON.stringify(css)})`,
    );
    return String(css.length);
  }
  async insertText(text: string): Promise<void> {
    await this.#page.session.send('Input.insertText', { text });
  }
  async capturePage(rect?: { x: number; y: number; width: number; height: number }): Promise<NativeImage> {
    return createFromBuffer(await this.#page.screenshot(rect));
  }
  focus(): void {
    this.#page.session.tell('Page.bringToFront');
  }
  openDevTools(options?: unknown): void {
    this.#devTools = true;
    record('webContents.openDevTools', options);
  }
  closeDevTools(): void {
    this.#devTools = false;
  }
  isDevToolsOpened(): boolean {
    return this.#devTools;
  }
  isDevToolsFocused(): boolean {
    return false;
  }
  toggleDevTools(): void {
    if (this.#devTools) this.closeDevTools();
    else this.openDevTools();
  }
  undo(): void {
    this.#edit('undo');
  }
  redo(): void {
    this.#edit('redo');
  }
  cut(): void {
    this.#edit('cut');
  }
  copy(): void {
    this.#edit('copy');
  }
  paste(): void {
    this.#edit('paste');
  }
  pasteAndMatchStyle(): void {
    this.#edit('pasteAndMatchStyle');
  }
  delete(): void {
    this.#edit('delete');
  }
  selectAll(): void {
    this.#edit('selectAll');
  }
  /** An editing command as Chromium's own key bindings run it. */
  #edit(command: string): void {
    this.#page.session.tell('Input.dispatchKeyEvent', { type: 'rawKeyDown', commands: [command] });
  }
  setZoomLevel(level: number): void {
    this.#zoomLevel = level;
    this.#page.session.tell('Emulation.setPageScaleFactor', { pageScaleFactor: 1.2 ** level });
  }
  getZoomLevel(): number {
    return this.#zoomLevel;
  }
  setZoomFactor(factor: number): void {
    this.setZoomLevel(Math.log(factor) / Math.log(1.2));
  }
  getZoomFactor(): number {
    return this.zoomFactor;
  }
  setVisualZoomLevelLimits(): Promise<void> {
    return Promise.resolve();
  }
  setAudioMuted(muted: boolean): void {
    this.#audioMuted = muted;
  }
  isAudioMuted(): boolean {
    return this.#audioMuted;
  }
  setBackgroundThrottling(allowed: boolean): void {
    record('webContents.setBackgroundThrottling', allowed);
  }
  getOSProcessId(): number {
    return process.pid;
  }
  startDrag(item: DragItem): void {
    startDrag(item);
  }

  /** @internal */
  static retitle(contents: ContentsCommands, title: string): void {
    if (contents.#title === title) return;
    contents.#title = title;
    contents.emit('page-title-updated', electronEvent({}), title, true);
  }
}
