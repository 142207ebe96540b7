import type { Readable, Writable } from 'node:stream';

import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';

export type { Protocol };
type Method = keyof Protocol.CommandParameters & keyof Protocol.CommandReturnValues;
type Result<M extends Method> = Protocol.CommandReturnValues[M];
type Event = keyof Protocol.EventMap;
type Payload<E extends Event> = Protocol.EventMap[E][0];

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method: string;
  readonly params: unknown;
  readonly result: unknown;
  readonly error?: { readonly message: string };
}

interface Waiting {
  readonly method: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/** One DevTools connection over a pair of pipes, for the browser and, through sessions, for its targets. */
export class Connection {
  readonly #out: Writable;
  readonly #waiting = new Map<number, Waiting>();
  readonly #sessions = new Map<string, Session>();
  readonly browser: Session;
  #lastId = 0;
  #closed = false;
  #rest: Buffer[] = [];

  constructor(out: Writable, back: Readable) {
    this.#out = out;
    this.browser = this.session('');
    out.on('error', () => this.#close());
    back.on('data', (chunk: Buffer) => this.#take(chunk));
    back.on('close', () => this.#close());
  }

  session(id: string): Session {
    let session = this.#sessions.get(id);
    if (!session) this.#sessions.set(id, (session = new Session(id, this)));
    return session;
  }

  request(method: string, params: unknown, sessionId: string): Promise<unknown> {
    if (this.#closed) return Promise.reject(new Error(`Chromium is gone (${method})`));
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { method, resolve, reject });
      this.#out.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
    });
  }

  #take(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      const last = chunk.subarray(start, end);
      this.#receive(JSON.parse((this.#rest.length > 0 ? Buffer.concat([...this.#rest, last]) : last).toString()) as Message);
      this.#rest = [];
      start = end + 1;
    }
    if (start < chunk.length) this.#rest.push(chunk.subarray(start));
  }

  #receive({ id, sessionId, method, params, result, error }: Message): void {
    if (id === undefined) {
      this.#sessions.get(sessionId ?? '')?.deliver(method, params);
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(`${waiting.method}: ${error.message}`));
    else waiting?.resolve(result);
  }

  #close(): void {
    this.#closed = true;
    for (const { method, reject } of this.#waiting.values()) reject(new Error(`Chromium is gone (${method})`));
    this.#waiting.clear();
  }
}

/** What is said to and heard from one target. */
export class Session {
  readonly id: string;
  readonly #connection: Connection;
  readonly #listeners = new Map<string, ((params: never) => void)[]>();

  constructor(id: string, connection: Connection) {
    this.id = id;
    this.#connection = connection;
  }

  send<M extends Method>(method: M, params?: Protocol.CommandParameters[M]): Promise<Result<M>> {
    return this.#connection.request(method, params ?? {}, this.id) as Promise<Result<M>>;
  }

  /** For what may fail because its target has just gone away. */
  tell<M extends Method>(method: M, params?: Protocol.CommandParameters[M]): void {
    this.send(method, params).catch(() => undefined);
  }

  on<E extends Event>(event: E, listener: (params: Payload<E>) => void): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  deliver(event: string, params: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(params as never);
  }
}
