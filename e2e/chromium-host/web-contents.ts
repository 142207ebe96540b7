import { pathToFileURL } from 'node:url';

import { ContentsCommands } from './contents-commands.ts';
import { electronEvent } from './event.ts';
import { Frame } from './frame.ts';
import { IpcMain, ipcMain, receiveInvoke, receiveSend, type Sender } from './ipc.ts';
import { pressKey } from './key-press.ts';
import { Navigation } from './navigation.ts';
import { Page, type PageMessage, type PageOptions } from './page.ts';
import type { KeyPress } from './page-watch.ts';
import { fail } from './recorded.ts';
import { contentsById, contentsByTarget, focusedWindow } from './registry.ts';
import { Session } from './session.ts';
import { bury, strictClass } from './strict.ts';

interface OpenDetails {
  readonly url: string;
  readonly frameName: string;
  readonly features: string;
  readonly disposition: string;
}
type OpenHandler = (details: never) => { action: string };

let lastId = 0;

/** `webContents`: the page of one window, as the app sees it. */
export class WebContents extends ContentsCommands {
  readonly id = ++lastId;
  readonly ipc = new IpcMain();
  readonly hostWebContents = null;
  readonly #page: Page;
  readonly #navigation: Navigation;
  #frame: Frame;
  #contextId = 0;
  #openHandler: OpenHandler | null = null;
  #destroyed = false;
  #ignoreMenu = false;

  constructor(options: PageOptions) {
    const page = new Page(options);
    super(page);
    this.#page = page;
    this.#frame = this.#newFrame('', 0);
    this.#navigation = new Navigation(page, this);
    contentsById.set(this.id, this);
    page.listener = {
      onOpened: (targetId) => {
        contentsByTarget.set(targetId, this);
      },
      onMessage: (message, contextId) => this.#received(message, contextId),
      onPreloadError: (error) => this.#preloadFailed(options.preload ?? '', error),
      onAttached: () => this.#listen(),
    };
  }

  static fromId(id: number): WebContents | undefined {
    return contentsById.get(id);
  }
  static fromDevToolsTargetId(targetId: string): WebContents | undefined {
    return contentsByTarget.get(targetId);
  }
  static getAllWebContents(): WebContents[] {
    return [...contentsById.values()];
  }
  static getFocusedWebContents(): WebContents | null {
    return focusedWindow()?.webContents ?? null;
  }

  get mainFrame(): Frame {
    return this.#frame;
  }
  get session(): Session {
    return Session.defaultSession;
  }

  async loadURL(url: string): Promise<void> {
    await this.#navigation.load(url);
  }
  async loadFile(path: string, options: { query?: Record<string, string>; search?: string; hash?: string } = {}): Promise<void> {
    const url = pathToFileURL(path);
    url.search = options.search ?? String(new URLSearchParams(options.query));
    url.hash = options.hash ?? '';
    await this.loadURL(url.href);
  }
  getURL(): string {
    return this.#navigation.url;
  }
  isLoading(): boolean {
    return this.#navigation.isLoading;
  }
  isLoadingMainFrame(): boolean {
    return this.#navigation.isLoading;
  }
  send(channel: string, ...args: unknown[]): void {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument');
    this.#frame.send(channel, ...args);
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }
  setIgnoreMenuShortcuts(ignore: boolean): void {
    this.#ignoreMenu = ignore;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  isCrashed(): boolean {
    return false;
  }
  isFocused(): boolean {
    return focusedWindow()?.webContents === this;
  }
  close(options?: { waitForBeforeUnload?: boolean }): void {
    if (options?.waitForBeforeUnload) this.#page.close();
    else this.#page.destroy();
  }
  getUserAgent(): string {
    return this.session.getUserAgent();
  }

  #newFrame(url: string, contextId: number): Frame {
    return new Frame(url, {
      send: (channel, ...args) => this.#page.post({ kind: 'message', channel, args }, contextId),
      executeJavaScript: (code) => this.#page.evaluate(code),
      reload: () => this.reload(),
    });
  }

  #listen(): void {
    const { session } = this.#page;
    this.#navigation.listen();
    session.on('Page.navigatedWithinDocument', ({ url, frameId }) => {
      if (frameId === this.#page.targetId) Frame.move(this.#frame, url);
    });
    session.on('Inspector.targetCrashed', () => this.emit('render-process-gone', electronEvent({}), { reason: 'crashed', exitCode: 139 }));
    session.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
      const level = { warning: 'warning', error: 'error', debug: 'debug', assert: 'error' }[type as string] ?? 'info';
      const message = args.map(({ value, description }) => (value === undefined ? (description ?? '') : String(value))).join(' ');
      const { lineNumber = 0, url: sourceId = '' } = stackTrace?.callFrames[0] ?? {};
      this.emit('console-message', electronEvent({ level, message, lineNumber, sourceId, frame: this.#frame }));
    });
  }

  #received(message: PageMessage, contextId: number): void {
    const { kind, channel, args, url } = message as PageMessage & { channel: string; args: unknown[]; url: string };
    const doings: Readonly<Record<string, () => void>> = {
      document: () => this.#documentStarted(url, contextId),
      send: () => receiveSend(this.#sender(contextId), channel, args),
      invoke: () => this.#invoked(message, contextId),
      key: () => pressKey(this, message['press'] as KeyPress, this.#ignoreMenu),
      open: () => this.#askToOpen(url, message['name'] as string, message['features'] as string),
      'preload-error': () => this.#preloadFailed('', message['error'] as Error),
      'context-menu': () => this.emit('context-menu', electronEvent({}), message['params']),
      resize: () => this.#page.listener?.onResize?.(message['width'] as number, message['height'] as number),
    };
    doings[kind]?.();
  }

  #documentStarted(url: string, contextId: number): void {
    Frame.end(this.#frame);
    this.#contextId = contextId;
    this.#frame = this.#newFrame(url, contextId);
    if (/^https?:/.test(url)) void Session.permissionsFor(this.session, this, this.#frame.origin);
  }

  #sender(contextId: number): Sender {
    const frame = this.#frame;
    return {
      contents: this,
      frame,
      frameIsAlive: () => contextId === this.#contextId && !frame.isDestroyed(),
      ipcs: [frame.ipc, this.ipc, ipcMain],
      reply: (channel, ...args) => this.send(channel, ...args),
    };
  }

  #invoked({ id, channel, args }: PageMessage, contextId: number): void {
    const answer = (reply: object): void => this.#page.post({ kind: 'reply', id, ...reply }, contextId);
    void receiveInvoke(this.#sender(contextId), channel as string, args as unknown[], answer);
  }

  #preloadFailed(path: string, error: Error): void {
    this.emit('preload-error', electronEvent({}), path, error);
    fail(`Unable to load preload script: ${path} ${error.message}`);
  }

  #askToOpen(url: string, frameName: string, features: string): void {
    const details: OpenDetails = { url, frameName, features, disposition: features ? 'new-window' : 'foreground-tab' };
    if (!this.#openHandler) {
      fail(`A page opened a window (${url}) that no setWindowOpenHandler denies`);
      return;
    }
    if (this.#openHandler(details as never).action !== 'deny')
      fail(`A window that the page opens (${url}) is not implemented by the stand-in`);
  }

  /** @internal A navigation in a frame of this page, or the first one of a window that it opened. */
  static mayLoad(contents: WebContents, ...paused: Parameters<Navigation['mayLoad']>): boolean {
    return contents.#navigation.mayLoad(...paused);
  }
  static owns(contents: WebContents, frameId: string): boolean {
    return contents.#navigation.owns(frameId);
  }
  /** @internal A link with a target of its own, or the like. */
  static opens(contents: WebContents, url: string): void {
    contents.#askToOpen(url, '', '');
  }
  /** @internal */
  static pageOf(contents: WebContents): Page {
    return contents.#page;
  }
  /** @internal The page is gone. */
  static end(contents: WebContents): void {
    contents.#destroyed = true;
    Frame.end(contents.#frame);
    contents.#navigation.end();
    contentsById.delete(contents.id);
    contentsByTarget.delete(contents.#page.targetId);
    contents.emit('destroyed');
    bury(contents, ['isDestroyed']);
  }
}
strictClass('webContents', WebContents);
