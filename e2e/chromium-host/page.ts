import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

import type { Session } from './cdp.ts';
import { answerFilePaths, asksForPaths } from './file-paths.ts';
import { browser, host } from './host.ts';
import { openWindow } from './open-window.ts';
import { Outgoing } from './outgoing.ts';
import { gatherPieces } from './pieces.ts';
import { pageWorldSource, preloadWorldSource } from './world-source.ts';

const WORLD = 'Electron Isolated Context';
const FITTING_TRIES = 5;
/** A page that is asked to be as large as it is already hears of no change. */
const RESIZING_MS = 250;

export interface PageOptions {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly preload: string | undefined;
}

/** Who hears of the page; set before anything can happen in it. */
export interface PageListener {
  readonly onOpened: (targetId: string) => void;
  /** A message out of the isolated world of the document in that context. */
  readonly onMessage: (message: PageMessage, contextId: number) => void;
  readonly onPreloadError: (error: Error) => void;
  /** The session is there, and nothing has been loaded yet. */
  readonly onAttached: () => void;
  onResize?: (widthPx: number, heightPx: number) => void;
}

export interface PageMessage {
  readonly kind: string;
  readonly [part: string]: unknown;
}

/** One page of Chromium with its two worlds: everything about it that needs the DevTools protocol and nothing that needs Electron. */
export class Page {
  readonly opened: Promise<void>;
  readonly #options: PageOptions;
  readonly #incoming = new Map<number, (piece: string) => void>();
  readonly #outgoing = new Outgoing((piece, contextId) => {
    this.#session?.tell('Runtime.evaluate', { contextId, expression: `__standInReceive(${JSON.stringify(piece)})` });
  });
  listener: PageListener | undefined;
  #session: Session | undefined;
  #targetId = '';
  #windowId = 0;
  #contextId = 0;
  /** A dialog of the page's own is open, of beforeunload perhaps. */
  #isAsking = false;
  #insetPx = { width: 0, height: 0 };

  constructor(options: PageOptions) {
    this.#options = options;
    // Not at once: whoever makes the page still has to listen.
    this.opened = Promise.resolve().then(() => this.#open());
    this.opened.catch(() => undefined);
  }

  get session(): Session {
    if (!this.#session) throw new Error('The page is not open yet');
    return this.#session;
  }
  get targetId(): string {
    return this.#targetId;
  }

  async #open(): Promise<void> {
    const { widthPx: width, heightPx: height } = this.#options;
    const targetId = (this.#targetId = await openWindow({ width, height }));
    this.listener?.onOpened(targetId);
    const [{ sessionId }, { windowId }] = await Promise.all([
      browser().send('Target.attachToTarget', { targetId, flatten: true }),
      browser().send('Browser.getWindowForTarget', { targetId }),
    ]);
    this.#windowId = windowId;
    const session = (this.#session = host().connection.session(sessionId));
    this.#listen(session);
    this.listener?.onAttached();
    const token = `stand-in-${randomUUID()}`;
    const preload = this.#readPreload();
    // All at once: Chromium keeps their order, and the first of them waits for the page's process to start.
    await Promise.all([
      session.send('Page.enable'),
      session.send('Runtime.enable'),
      session.send('Page.setLifecycleEventsEnabled', { enabled: true }),
      session.send('Runtime.addBinding', { name: '__standInSend', executionContextName: WORLD }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { worldName: WORLD, source: this.#preloadSource(token, preload) }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: pageWorldSource(token) }),
      ...(asksForPaths(preload) ? [answerFilePaths(session)] : []),
    ]);
    await this.#fit(width, height);
  }

  #listen(session: Session): void {
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === '__standInSend') this.#take(payload, executionContextId);
    });
    session.on('Page.javascriptDialogOpening', () => {
      this.#isAsking = true;
    });
    session.on('Page.javascriptDialogClosed', () => {
      this.#isAsking = false;
    });
  }

  #readPreload(): string | null {
    const { preload } = this.#options;
    try {
      return preload === undefined ? null : readFileSync(preload, 'utf8');
    } catch (error) {
      this.listener?.onPreloadError(error as Error);
      return null;
    }
  }

  #preloadSource(token: string, preload: string | null): string {
    const { platform, arch, versions } = process;
    const { electron, node, v8 } = versions;
    const known = {
      platform,
      arch,
      type: 'renderer',
      sandboxed: true,
      contextIsolated: true,
      versions: { electron, node, v8, chrome: versions['chrome'] },
      env: {},
    };
    try {
      return preloadWorldSource({ token, process: known }, preload);
    } catch (error) {
      this.listener?.onPreloadError(error as Error);
      return preloadWorldSource({ token, process: known }, null);
    }
  }

  /** A young page may still tell the size of a moment ago, so one look at it isn't enough. */
  async #fit(widthPx: number, heightPx: number): Promise<void> {
    for (let tries = 0; tries < FITTING_TRIES; tries += 1) {
      const expression = sizesOnce(widthPx, heightPx, tries === 0 ? 0 : RESIZING_MS);
      const { result } = await this.session.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
      const [innerWidth, innerHeight, outerWidth, outerHeight] = result.value as [number, number, number, number];
      if (innerWidth === widthPx && innerHeight === heightPx) return;
      this.#insetPx = { width: outerWidth - innerWidth, height: outerHeight - innerHeight };
      await this.setSize(widthPx, heightPx);
    }
  }

  /** Makes the page, not the window around it, that large. */
  async setSize(widthPx: number, heightPx: number): Promise<void> {
    await this.setBounds({ width: widthPx + this.#insetPx.width, height: heightPx + this.#insetPx.height });
  }

  async setBounds(bounds: {
    left?: number;
    top?: number;
    width?: number;
    height?: number;
    windowState?: 'normal' | 'minimized' | 'maximized';
  }): Promise<void> {
    await browser().send('Browser.setWindowBounds', { windowId: this.#windowId, bounds });
  }

  #take(piece: string, contextId: number): void {
    const take = this.#incoming.get(contextId) ?? gatherPieces((message) => this.#received(message as PageMessage, contextId));
    this.#incoming.set(contextId, take);
    take(piece);
  }

  #received(message: PageMessage, contextId: number): void {
    if (message.kind === 'document') {
      this.#incoming.delete(this.#contextId);
      this.#contextId = contextId;
    }
    this.listener?.onMessage(message, contextId);
  }

  /** Throws when the message can't be cloned. A document that has gone meanwhile gets nothing. */
  post(message: object, contextId = this.#contextId): void {
    this.#outgoing.post(message, contextId);
  }

  async evaluate(expression: string): Promise<unknown> {
    await this.opened;
    const { result, exceptionDetails } = await this.session.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
      allowUnsafeEvalBlockedByCSP: true,
      replMode: false,
    });
    if (!exceptionDetails) return result.value;
    const description = exceptionDetails.exception?.description?.split('\n')[0] ?? exceptionDetails.text;
    throw new Error(description.replace(/^\w*Error: /, ''));
  }

  async screenshot(clip?: { x: number; y: number; width: number; height: number }): Promise<Buffer> {
    await this.opened;
    const { data } = await this.session.send('Page.captureScreenshot', { format: 'png', ...(clip && { clip: { ...clip, scale: 1 } }) });
    return Buffer.from(data, 'base64');
  }

  /** Does something once the page is open; nothing if it never will be. */
  whenOpen(run: () => void): void {
    this.opened.then(run, () => undefined);
  }

  /** Lets the page's beforeunload have its say. Chromium's error pages don't obey `Page.close`: those are taken away. */
  close(): void {
    this.whenOpen(() => {
      this.session.tell('Page.close');
      setTimeout(() => {
        if (!this.#isAsking) this.destroy();
      }, 300).unref();
    });
  }
  destroy(): void {
    this.whenOpen(() => browser().tell('Target.closeTarget', { targetId: this.#targetId }));
  }
}

/** In the page: its sizes, as soon as it is that large or the time is over. Hidden pages get no frames, but they hear of a new size. */
function sizesOnce(widthPx: number, heightPx: number, withinMs: number): string {
  const sizes = '[innerWidth, innerHeight, outerWidth, outerHeight]';
  return `new Promise((resolve) => {
    const look = () => innerWidth === ${widthPx} && innerHeight === ${heightPx} && resolve(${sizes});
    look();
    addEventListener('resize', look);
    setTimeout(() => { removeEventListener('resize', look); resolve(${sizes}); }, ${withinMs});
  })`;
}
