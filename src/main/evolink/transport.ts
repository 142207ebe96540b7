import { Readable } from 'node:stream';

import { Agent, ProxyAgent, type Dispatcher } from 'undici';

import { Failure } from '../../shared/failure.ts';
import { requestIdOf } from './refusals.ts';

export interface Exchange {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly key: string;
  /** In pieces, with its length among the headers. */
  readonly body?: string | Iterable<Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
  /** How long the head, and each pause of the body, may take. */
  readonly timeoutMs: number;
  /** How long all of it may take: an answer that drips for ever never pauses for long. */
  readonly totalMs: number;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** The request never left: no connection was made. It may be repeated. */
export class NotSent extends Failure {}

/** The request left, or may have, and its answer didn't arrive whole. Whoever pays must not repeat it blindly. */
class LostAnswer extends Failure {}

/** How far an exchange has come: what may be said of it when it breaks. */
interface Progress {
  /** A connected socket was about to be written to. */
  written: boolean;
  /** Set as soon as the head is there. */
  head: Pick<Reply, 'status' | 'headers'> | null;
}

/** The longest answer that is read: far above what any endpoint sends. */
const maxAnswerBytes = 8 * 1024 * 1024;
const connectTimeoutMs = 10_000;

/**
 * Talks HTTP to the service.
 * Each request has a socket of its own (`pipelining: 0`) and is sent once: Chromium's network stack, and any pool of kept
 * connections, re-sends a POST by itself when a server closes a reused connection.
 */
export class Transport {
  readonly #userAgent: string;
  readonly #proxyFor: (url: string) => Promise<string | null>;
  readonly #direct = new Agent({ pipelining: 0, connect: { timeout: connectTimeoutMs } });
  readonly #proxied = new Map<string, ProxyAgent>();

  /** `proxyFor` answers with a proxy's URL, or null for a direct connection. */
  constructor(userAgent: string, proxyFor: (url: string) => Promise<string | null>) {
    this.#userAgent = userAgent;
    this.#proxyFor = proxyFor;
  }

  /** Sends once. Throws `NotSent`, `LostAnswer`, or what the signal was aborted with. */
  async exchange(exchange: Exchange, signal?: AbortSignal): Promise<Reply> {
    const progress: Progress = { written: false, head: null };
    const over = AbortSignal.timeout(exchange.totalMs);
    const ended = signal ? AbortSignal.any([signal, over]) : over;
    try {
      // undici notices an abort only once it has a connection, and then writes nothing; a proxy may never give one.
      return await unless(ended, this.#exchange(exchange, progress, ended));
    } catch (error) {
      signal?.throwIfAborted();
      throw progress.written ? lostAnswer(error, progress.head) : notSent(error);
    }
  }

  async #exchange({ method, url, key, body, headers, timeoutMs }: Exchange, progress: Progress, signal: AbortSignal): Promise<Reply> {
    const dispatcher = (await this.#dispatcherFor(url)).compose(noting(() => (progress.written ||= !signal.aborted)));
    const response = await dispatcher.request({
      origin: new URL(url).origin,
      path: pathOf(url),
      method,
      headers: { authorization: `Bearer ${key}`, accept: 'application/json', 'user-agent': this.#userAgent, ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : streamed(body) }),
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      signal,
    });
    const head = { status: response.statusCode, headers: response.headers };
    progress.head = head;
    return { ...head, text: withoutKey(await readText(response.body), key) };
  }

  async close(): Promise<void> {
    await Promise.all([this.#direct, ...this.#proxied.values()].map((agent) => agent.destroy()));
  }

  async #dispatcherFor(url: string): Promise<Dispatcher> {
    const proxy = await this.#proxyFor(url);
    if (proxy === null) return this.#direct;
    const known = this.#proxied.get(proxy);
    if (known) return known;
    const agent = new ProxyAgent({ uri: proxy, pipelining: 0, connectTimeout: connectTimeoutMs });
    this.#proxied.set(proxy, agent);
    return agent;
  }
}

/** What the work gives, or what the signal was aborted with, whichever comes first. */
async function unless<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const end = (): void => reject(signal.reason as Error);
  signal.addEventListener('abort', end, { once: true });
  try {
    signal.throwIfAborted();
    return await Promise.race([work, ended]);
  } finally {
    signal.removeEventListener('abort', end);
    work.catch(() => undefined); // it ends by the same signal, and nobody listens any more
  }
}

/** Calls back at the moment when a connected socket is about to be written to: undici's `onRequestStart`. */
function noting(started: () => void): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart: (controller, context) => {
        started();
        handler.onRequestStart?.(controller, context);
      },
      onRequestUpgrade: (...given) => handler.onRequestUpgrade?.(...given),
      onResponseStart: (...given) => handler.onResponseStart?.(...given),
      onResponseData: (...given) => handler.onResponseData?.(...given),
      onResponseEnd: (...given) => handler.onResponseEnd?.(...given),
      onResponseError: (...given) => handler.onResponseError?.(...given),
    });
}

/** What goes wrong with it is told by the request; an error that nobody listened for would end the process. */
function streamed(pieces: Iterable<Uint8Array>): Readable {
  return Readable.from(pieces).on('error', () => undefined);
}

async function readText(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxAnswerBytes) throw new Error('The answer is far longer than any documented one.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Some services repeat the key in what they say about it. Their words are shown and written down, so it ends here. */
function withoutKey(text: string, key: string): string {
  return text.replaceAll(key, '[key]');
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function notSent(cause: unknown): NotSent {
  return new NotSent('offline', `The service could not be reached (${reason(cause)}).`, { cause });
}

function lostAnswer(cause: unknown, head: Progress['head']): LostAnswer {
  const when = head ? `in the middle of the answer, which had begun with status ${head.status}` : 'before an answer had begun';
  return new LostAnswer('lost-answer', `The connection broke ${when} (${reason(cause)}).`, {
    cause,
    requestId: head ? requestIdOf(head) : undefined,
  });
}

/** The short technical reason: an error code where there is one. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'the time was over';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return code ?? error.message;
}
