import { fromAlias } from './alias.ts';
import { IpcMain } from './ipc.ts';
import { strict } from './strict.ts';

export interface FrameActions {
  send(channel: string, ...args: unknown[]): void;
  executeJavaScript(code: string): Promise<unknown>;
  reload(): void;
}

let lastToken = 0;

/** The main frame of one document: after a navigation there is a new one, and the old one is gone. */
export class Frame {
  readonly ipc = new IpcMain();
  readonly frameToken = String(++lastToken);
  readonly processId = 1;
  readonly routingId = 1;
  readonly frameTreeNodeId = 1;
  readonly name = '';
  readonly parent = null;
  readonly frames: Frame[] = [];
  readonly #actions: FrameActions;
  #url: string;
  #alive = true;

  constructor(url: string, actions: FrameActions) {
    this.#url = fromAlias(url);
    this.#actions = actions;
    strict('WebFrameMain', this);
  }

  get url(): string {
    return this.#url;
  }
  get origin(): string {
    const url = URL.parse(this.#url);
    // Node's URL knows no origin for schemes of the app's own; Chromium's standard schemes have one.
    return !url || url.protocol === 'about:' || url.protocol === 'data:' ? 'null' : url.host ? `${url.protocol}//${url.host}` : url.origin;
  }
  get top(): this {
    return this;
  }
  get framesInSubtree(): Frame[] {
    return [this];
  }
  get detached(): boolean {
    return !this.#alive;
  }
  isDestroyed(): boolean {
    return !this.#alive;
  }
  send(channel: string, ...args: unknown[]): void {
    this.#actions.send(channel, ...args);
  }
  executeJavaScript(code: string): Promise<unknown> {
    return this.#actions.executeJavaScript(code);
  }
  reload(): boolean {
    this.#actions.reload();
    return true;
  }

  /** @internal */
  static move(frame: Frame, url: string): void {
    frame.#url = fromAlias(url);
  }
  /** @internal */
  static end(frame: Frame): void {
    frame.#alive = false;
  }
}
