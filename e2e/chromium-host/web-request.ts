import { fromAlias } from './alias.ts';
import { strict } from './strict.ts';

interface Details {
  readonly url: string;
  readonly method: string;
  readonly resourceType: string;
}
type Headers = Record<string, string[]>;
export interface Verdict {
  readonly cancel?: boolean;
  readonly redirectURL?: string;
}
export interface HeadersVerdict {
  readonly cancel?: boolean;
  readonly responseHeaders?: Record<string, string | string[]>;
  readonly statusLine?: string;
}
type Filter = { readonly urls?: readonly string[] };
type BeforeRequest = (details: never, callback: (verdict: Verdict) => void) => void;
type HeadersReceived = (details: never, callback: (verdict: HeadersVerdict) => void) => void;

/** `session.webRequest`. Headers received are shown (and can be changed) only for what a protocol handler answers. */
export class WebRequest {
  #beforeRequest: { matches: (url: string) => boolean; listener: BeforeRequest } | undefined;
  #headersReceived: { matches: (url: string) => boolean; listener: HeadersReceived } | undefined;

  constructor() {
    strict('webRequest', this);
  }

  onBeforeRequest(filter: Filter | BeforeRequest | null, listener?: BeforeRequest | null): void {
    this.#beforeRequest = listening(filter, listener);
  }
  onHeadersReceived(filter: Filter | HeadersReceived | null, listener?: HeadersReceived | null): void {
    this.#headersReceived = listening(filter, listener);
  }

  /** @internal */
  static before(webRequest: WebRequest, details: Details): Promise<Verdict> {
    const { matches, listener } = webRequest.#beforeRequest ?? {};
    if (!listener || !matches?.(details.url)) return Promise.resolve({});
    return new Promise((resolve) =>
      listener(strict('webRequest details', { ...details, id: 0, timestamp: Date.now(), referrer: '' }) as never, resolve),
    );
  }

  /** @internal */
  static async received(webRequest: WebRequest, details: Details, response: Response): Promise<HeadersVerdict> {
    const { matches, listener } = webRequest.#headersReceived ?? {};
    if (!listener || !matches?.(details.url)) return {};
    const responseHeaders: Headers = {};
    for (const [name, value] of response.headers) responseHeaders[name] = [...(responseHeaders[name] ?? []), value];
    const statusLine = `HTTP/1.1 ${response.status} ${response.statusText}`;
    const shown = strict('webRequest details', {
      ...details,
      id: 0,
      timestamp: Date.now(),
      referrer: '',
      statusCode: response.status,
      statusLine,
      responseHeaders,
    });
    return new Promise((resolve) => listener(shown as never, resolve));
  }
}

function listening<L>(
  filter: Filter | L | null,
  listener: L | null | undefined,
): { matches: (url: string) => boolean; listener: L } | undefined {
  if (filter === null || typeof filter === 'function') return filter ? { matches: () => true, listener: filter } : undefined;
  if (!listener) return undefined;
  const patterns = ((filter as Filter).urls ?? ['<all_urls>']).map(toPattern);
  return { matches: (url) => patterns.some((pattern) => pattern.test(fromAlias(url))), listener };
}

function toPattern(glob: string): RegExp {
  if (glob === '<all_urls>') return /^/;
  return new RegExp(`^${glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`);
}
