import { randomBytes, randomInt } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { errorAnswer, Refusal, uploadErrorAnswer, UploadRefusal, type Answer, type ErrorForm } from './answers.ts';
import { deliver, hangUp, replacedAnswer, wait } from './delivery.ts';
import { Endpoints, type Asked } from './endpoints.ts';
import { Faults, takesEffect } from './faults.ts';
import type { LedgerEntry } from './ledger.ts';
import { practiceOptions, type PracticeOptions, type PracticeSettings } from './practice-options.ts';
import { randomName, seeded } from './randomness.ts';
import { matchRoute, type Match, type RouteName } from './routes.ts';
import { Store } from './store.ts';

/** One request as it came in, for tests that count or look. */
export interface SeenRequest {
  readonly atMs: number;
  readonly route: RouteName | undefined;
  readonly path: string;
  readonly idempotencyKey: string | undefined;
  readonly userAgent: string | undefined;
  /** The JSON of a generation request, once it has been read; whether it was then accepted is in the ledger. */
  body?: unknown;
}

/** A call that the real service would make; recorded, never made. */
export interface DueCallback {
  readonly url: string;
  readonly atMs: number;
  readonly body: Record<string, unknown>;
}

const rememberedRequests = 10_000;

/** Stands in for Evolink on loopback: the whole API, its rules, its bookkeeping, and on request its faults. */
export class PracticeServer {
  readonly faults = new Faults();
  readonly key: string;
  readonly requests: SeenRequest[] = [];
  readonly #options: PracticeOptions;
  readonly #random: () => number;
  readonly #endpoints: Endpoints;
  readonly #store: Store;
  #stopped = new AbortController();
  #server: Server | undefined;
  #errors = 0;

  constructor(settings: PracticeSettings = {}) {
    this.#options = practiceOptions(settings);
    this.#random = seeded(this.#options.seed ?? randomInt(2 ** 31));
    this.key = `sk-practice-${this.#options.seed === undefined ? randomBytes(18).toString('base64url') : randomName(this.#random, 24)}`;
    this.#store = new Store(this.#options.folder);
    this.#endpoints = new Endpoints(this.#store, this.#options, this.#random, () => this.url);
  }

  /** Base of the API, without a slash at the end. */
  get url(): string {
    const address = this.#server?.address() as AddressInfo | null | undefined;
    if (!address) throw new Error('The practice server is not running');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Base of the file host. */
  get filesUrl(): string {
    return this.url;
  }

  /** One entry per accepted generation request. */
  get ledger(): readonly LedgerEntry[] {
    return this.#endpoints.generations.ledger;
  }

  get remainingCredits(): number {
    return this.#options.credits - this.#endpoints.generations.usedCredits;
  }

  /** The callbacks that were due by now. */
  get callbacks(): readonly DueCallback[] {
    return this.#endpoints.callbacks();
  }

  async start(): Promise<void> {
    await this.#store.load();
    await this.#endpoints.dropOldTasks();
    this.#stopped = new AbortController();
    const server = createServer((request, response) => void this.#handle(request, response));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#options.port, '127.0.0.1', resolve);
    });
    this.#server = server;
  }

  /** Drops every connection, however busy, and resolves when the port is free. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#stopped.abort();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    this.#server = undefined;
    await this.#store.save();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // The peer may hang up at any moment; that ends its connection and nothing else.
    for (const stream of [request, response]) stream.on('error', () => response.destroy());
    const url = targetOf(request);
    const match = matchRoute(request.method ?? 'GET', url.pathname);
    const route = typeof match === 'string' ? undefined : match.route;
    const seen = this.#remember(request, route, url);
    const fault = route && this.faults.take(route);
    try {
      await this.#answer({ request, url, fault, note: (body) => (seen.body = body) }, match, response);
    } catch (error) {
      if (!response.headersSent) response.destroy(error as Error);
    }
  }

  async #answer(asked: Asked, match: Match | 'unknown' | 'method', response: ServerResponse): Promise<void> {
    const { fault } = asked;
    if (fault?.kind === 'hang-up' && fault.when === 'before-processing') return this.#dropUnread(asked.request, response, fault.how);
    const requestId = `req_${randomName(this.#random, 20)}`;
    const form = this.#errorForm();
    const answer = await this.#process(asked, match).catch((error: unknown) => refused(error, form, requestId));
    const said = replacedAnswer(answer, fault);
    // By this server's own clock, as the times in its answers are.
    const date = new Date(this.#options.now()).toUTCString();
    await deliver(response, { ...said, headers: { date, 'x-request-id': requestId, ...said.headers } }, fault, this.#stopped.signal);
  }

  async #process(asked: Asked, match: Match | 'unknown' | 'method'): Promise<Answer> {
    if (match === 'unknown') throw new Refusal(404, 'not_found', `There is nothing at ${asked.url.pathname}`);
    if (match === 'method') throw new Refusal(405, 'method_not_allowed', 'Method not allowed');
    if (asked.fault && !takesEffect(asked.fault)) {
      asked.request.resume();
      return { status: 200, headers: {}, body: Buffer.alloc(0) };
    }
    const beforeProcessing = asked.fault?.kind === 'delay' ? asked.fault.beforeProcessing : undefined;
    return this.#endpoints.answer(asked, match, this.key, () => wait(beforeProcessing, this.#stopped.signal));
  }

  // The request is read to its end first: the client must have sent all of it and still not know.
  async #dropUnread(request: IncomingMessage, response: ServerResponse, how: 'close' | 'reset'): Promise<void> {
    await request.resume().toArray();
    hangUp(response, how);
  }

  #errorForm(): ErrorForm {
    const { errorForm } = this.#options;
    this.#errors += 1;
    return errorForm === 'alternate' ? (this.#errors % 2 === 0 ? 'new' : 'old') : errorForm;
  }

  #remember(request: IncomingMessage, route: RouteName | undefined, url: URL): SeenRequest {
    const key = request.headers['idempotency-key'];
    const seen: SeenRequest = {
      atMs: this.#options.now(),
      route,
      path: url.pathname + url.search,
      idempotencyKey: typeof key === 'string' ? key : undefined,
      userAgent: request.headers['user-agent'],
    };
    this.requests.push(seen);
    if (this.requests.length > rememberedRequests) this.requests.shift();
    return seen;
  }
}

function refused(error: unknown, form: ErrorForm, requestId: string): Answer {
  if (error instanceof Refusal) return errorAnswer(error, form, requestId);
  if (error instanceof UploadRefusal) return uploadErrorAnswer(error, form);
  return errorAnswer(new Refusal(500, 'internal_error', String(error)), form, requestId);
}

// What another program sends to this port must not be able to end the app: `//` alone would make URL throw.
function targetOf({ url = '/' }: IncomingMessage): URL {
  return new URL(url.startsWith('/') ? `http://practice${url}` : 'http://practice/');
}
