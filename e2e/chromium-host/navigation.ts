import type { EventEmitter } from 'node:events';

import { fromAlias, toAlias } from './alias.ts';
import type { Protocol as Cdp } from './cdp.ts';
import { electronEvent } from './event.ts';
import { loadError, netErrorCode } from './net-errors.ts';
import type { Page } from './page.ts';
import { takeFailure } from './serve.ts';

interface Loading {
  readonly url: string;
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
  /** Chromium's name for the document to come. */
  loaderId?: string;
}

/** The navigations of one page: which the page starts itself (those may be prevented), and how each ends, told as webContents events. */
export class Navigation {
  readonly #page: Page;
  readonly #contents: EventEmitter;
  /** Frames in which the page has just asked for a navigation, by frame id. */
  readonly #asked = new Map<string, string>();
  readonly #frames = new Set<string>();
  #loading: Loading | undefined;
  #url = '';
  #committed = '';
  #finishedLoader = '';
  isLoading = false;

  constructor(page: Page, contents: EventEmitter) {
    this.#page = page;
    this.#contents = contents;
  }

  get url(): string {
    return this.#url;
  }

  listen(): void {
    const { session } = this.#page;
    session.on('Page.frameAttached', ({ frameId }) => this.#frames.add(frameId));
    session.on('Page.frameDetached', ({ frameId }) => this.#frames.delete(frameId));
    session.on('Page.frameRequestedNavigation', (request) => this.#requested(request));
    session.on('Page.frameStartedNavigating', ({ frameId, url }) => this.#started(url, this.#isMain(frameId), false));
    session.on('Page.frameNavigated', ({ frame }) => this.#navigated(frame));
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => this.#movedWithin(url, this.#isMain(frameId)));
    session.on('Page.domContentEventFired', () => this.#contents.emit('dom-ready', electronEvent({})));
    session.on('Page.loadEventFired', () => this.#finished());
    session.on('Page.frameStartedLoading', ({ frameId }) => this.#isMain(frameId) && this.#setLoading(true));
    session.on('Page.frameStoppedLoading', ({ frameId }) => this.#isMain(frameId) && this.#setLoading(false));
  }

  owns(frameId: string): boolean {
    return this.#isMain(frameId) || this.#frames.has(frameId);
  }

  async load(url: string): Promise<void> {
    await this.#page.opened;
    if (!URL.canParse(url)) throw this.#failed('ERR_INVALID_URL', url);
    const loaded = new Promise<void>((resolve, reject) => {
      this.#loading?.reject(loadError('ERR_ABORTED', this.#loading.url));
      this.#loading = { url, resolve, reject };
    });
    loaded.catch(() => undefined);
    const loading = this.#loading;
    const { errorText, loaderId } = await this.#page.session.send('Page.navigate', { url: toAlias(url) });
    if (errorText !== undefined) {
      if (this.#loading === loading) this.#loading = undefined;
      throw this.#failed(takeFailure(url) ?? errorText.replace(/^net::/, ''), url);
    }
    if (loading) loading.loaderId = loaderId ?? this.#finishedLoader;
    this.#settle();
    return loaded;
  }

  /** The load that is waited for is over when its own document has finished, not the one before it. */
  #settle(): void {
    if (this.#loading?.loaderId === undefined || this.#loading.loaderId !== this.#finishedLoader) return;
    this.#loading.resolve();
    this.#loading = undefined;
  }

  #failed(name: string, url: string): Error {
    this.#contents.emit('did-fail-load', electronEvent({}), netErrorCode(name), name, url, true, 1, 1);
    return loadError(name, url);
  }

  /** The gate of serve.ts. */
  mayLoad({ frameId, request, redirectedRequestId }: Cdp.Fetch.requestPausedPayload): boolean {
    const asked = this.#asked.has(frameId);
    this.#asked.delete(frameId);
    const url = fromAlias(request.url + (request.urlFragment ?? ''));
    if (redirectedRequestId !== undefined) return this.#announce(['will-redirect'], url, this.#isMain(frameId));
    return !asked || this.#askApp(url, this.#isMain(frameId));
  }

  #askApp(url: string, isMainFrame: boolean): boolean {
    return this.#announce(isMainFrame ? ['will-frame-navigate', 'will-navigate'] : ['will-frame-navigate'], url, isMainFrame);
  }

  #announce(names: readonly string[], url: string, isMainFrame: boolean): boolean {
    const event = electronEvent({ url, isMainFrame, isInPlace: false, isSameDocument: false, frame: null, initiator: null });
    for (const name of names) this.#contents.emit(name, event, url, false, isMainFrame, 1, 1);
    return !event.defaultPrevented;
  }

  #requested({ frameId, url, disposition }: Cdp.Page.frameRequestedNavigationPayload): void {
    if (disposition !== 'currentTab') return;
    if (/^(https?|file):/.test(url)) {
      this.#asked.set(frameId, url);
      return;
    }
    // Chromium hands other schemes to the system or refuses them; the app must have had its say all the same.
    const allowed = this.#askApp(url, this.#isMain(frameId));
    if (allowed && toAlias(url) !== url && this.#isMain(frameId)) this.load(url).catch(() => undefined);
  }

  #started(url: string, isMainFrame: boolean, isSameDocument: boolean): void {
    const event = electronEvent({ url: fromAlias(url), isMainFrame, isSameDocument, isInPlace: isSameDocument, frame: null });
    this.#contents.emit('did-start-navigation', event, event.url, isSameDocument, isMainFrame, 1, 1);
  }

  #navigated({ id, loaderId, url, urlFragment = '' }: Cdp.Page.Frame): void {
    const address = fromAlias(url + urlFragment);
    if (this.#isMain(id)) {
      this.#url = address;
      this.#committed = loaderId;
      this.#contents.emit('did-navigate', electronEvent({}), address, 200, 'OK');
    }
    this.#contents.emit('did-frame-navigate', electronEvent({}), address, 200, 'OK', this.#isMain(id), 1, 1);
  }

  #movedWithin(url: string, isMainFrame: boolean): void {
    if (isMainFrame) this.#url = fromAlias(url);
    this.#started(url, isMainFrame, true);
    this.#contents.emit('did-navigate-in-page', electronEvent({}), fromAlias(url), isMainFrame, 1, 1);
  }

  #finished(): void {
    // The blank page that every window begins with is Chromium's, not the app's.
    if (this.#committed === '') return;
    this.#finishedLoader = this.#committed;
    this.#contents.emit('did-frame-finish-load', electronEvent({}), true, 1, 1);
    this.#contents.emit('did-finish-load', electronEvent({}));
    this.#settle();
  }

  #setLoading(loading: boolean): void {
    if (this.isLoading === loading) return;
    this.isLoading = loading;
    this.#contents.emit(loading ? 'did-start-loading' : 'did-stop-loading', electronEvent({}));
  }

  #isMain(frameId: string): boolean {
    return frameId === this.#page.targetId;
  }

  /** The page is gone: whoever waits for it learns so. */
  end(): void {
    this.#loading?.reject(loadError('ERR_FAILED', this.#loading.url));
    this.#loading = undefined;
  }
}
