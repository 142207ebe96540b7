import { lookup, type LookupAddress, type LookupAllOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';

import ipaddr from 'ipaddr.js';
import { Agent, type Dispatcher } from 'undici';

import { Failure } from '../../shared/failure.ts';
import { isPrivateHost, isPublicAddress } from '../../shared/public-address.ts';
import { requestIdOf } from './refusals.ts';

/** The largest picture that is taken, on the header's word and on counted bytes. */
const maxBytes = 64 * 1024 * 1024;
const idleTimeoutMs = 30_000;
const totalTimeoutMs = 10 * 60_000;
const maxRedirects = 3;

/** The link answered with an HTTP status that isn't the picture. */
export class LinkRefused extends Failure {
  readonly status: number;
  /** The answer itself says that the link's time is over, so waiting is no use. */
  readonly hasExpired: boolean;

  constructor(status: number, hasExpired: boolean, requestId?: string) {
    super('service-down', `The picture's link answered with status ${status}.`, { requestId });
    this.status = status;
    this.hasExpired = hasExpired;
  }
}

/**
 * Fetches results. Links come from outside, so: https on port 443 to a public address only, checked when connecting (a name
 * that resolves to a private address is refused by its address), each redirect checked anew, no key sent along, size capped.
 */
export class Downloads {
  readonly #userAgent: string;
  readonly #public: Agent;
  readonly #trusted = new Agent({ pipelining: 0, connect: { timeout: 10_000 } });

  constructor(userAgent: string, resolve: Resolve = lookup) {
    this.#userAgent = userAgent;
    this.#public = new Agent({ pipelining: 0, connect: { timeout: 10_000, lookup: publicOnly(resolve) } });
  }

  /**
   * The bytes behind a link, as they arrive. `trustedOrigins` are loopback servers of our own (practice, tests), the one
   * exception to the rules. Throws Failure: `bad-answer` for a link we won't follow, `LinkRefused`, `offline`, `timed-out`, `bad-picture` when too large.
   */
  async open(link: string, trustedOrigins: readonly string[], signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(totalTimeoutMs)]);
    let url = checkLink(link, trustedOrigins);
    for (let hop = 0; hop <= maxRedirects; hop++) {
      const response = await this.#get(url, trustedOrigins.includes(url.origin), bounded);
      const { location } = response.headers;
      if (response.statusCode < 300 || response.statusCode >= 400 || typeof location !== 'string') return bodyOf(response, bounded);
      discard(response.body);
      if (!URL.canParse(location, url.href)) throw new Failure('bad-answer', "The picture's link redirects to what is no web address.");
      url = checkLink(new URL(location, url).href, trustedOrigins);
    }
    throw new Failure('bad-answer', "The picture's link redirects too often.");
  }

  async close(): Promise<void> {
    await Promise.all([this.#public.destroy(), this.#trusted.destroy()]);
  }

  async #get(url: URL, trusted: boolean, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    try {
      return await (trusted ? this.#trusted : this.#public).request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: 'GET',
        headers: { 'user-agent': this.#userAgent, accept: 'image/png, image/jpeg, image/webp' },
        headersTimeout: idleTimeoutMs,
        bodyTimeout: idleTimeoutMs,
        signal,
      });
    } catch (error) {
      throw broken(error);
    }
  }
}

/** The link as a URL, or a refusal that names what is wrong with it. */
export function checkLink(link: string, trustedOrigins: readonly string[]): URL {
  if (!URL.canParse(link)) throw new Failure('bad-answer', "The picture's link is not a web address.");
  const url = new URL(link);
  if (trustedOrigins.includes(url.origin)) return url;
  // The API page's own example is a plain http link. The same host is asked by https; nothing travels in the clear.
  if (url.protocol === 'http:' && url.port === '') url.protocol = 'https:';
  const wrong = faultsOf(url).find(([isSo]) => isSo);
  if (wrong)
    throw new Failure('bad-answer', `The picture's link ${wrong[1]}, so it is not followed.`, { because: { why: 'link-not-followed' } });
  return url;
}

function faultsOf(url: URL): [isSo: boolean, words: string][] {
  return [
    [url.protocol !== 'https:', 'is not https'],
    [url.port !== '', 'names a port'],
    [url.username !== '' || url.password !== '', 'carries a user name'],
    [ipaddr.isValid(url.hostname.replace(/^\[|\]$/g, '')), 'names an IP address instead of a host'],
    [isPrivateHost(url.hostname), 'names this machine or one of a private network'],
  ];
}

/** Asks for all addresses of a name, as `dns.lookup` does. */
type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  tell: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Resolves only to public addresses; one private answer among several is enough to refuse the name. */
function publicOnly(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) {
        callback(error, ''); // and then there are no addresses, not even an empty list
        return;
      }
      const [first] = addresses;
      if (!first || addresses.some(({ address }) => !isPublicAddress(address))) callback(leadsInside(hostname), '');
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function leadsInside(hostname: string): Failure {
  return new Failure('bad-answer', `The picture's link leads to a private address (${hostname}), so it is not followed.`, {
    because: { why: 'link-not-followed' },
  });
}

async function bodyOf(response: Dispatcher.ResponseData, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
  const { statusCode } = response;
  if (statusCode !== 200) {
    const hasExpired = statusCode === 410 || /\bexpired\b/i.test(await beginningOf(response.body));
    throw new LinkRefused(statusCode, hasExpired, requestIdOf(response));
  }
  const declared = Number(response.headers['content-length'] ?? Number.NaN);
  if (declared > maxBytes) {
    discard(response.body);
    throw tooLarge();
  }
  return counted(response.body, Number.isNaN(declared) ? null : declared, signal);
}

/** What an error page begins with; as much as came when it breaks off. */
async function beginningOf(body: Dispatcher.ResponseData['body']): Promise<string> {
  let text = '';
  try {
    for await (const chunk of body) {
      text += String(chunk);
      if (text.length > 4096) break;
    }
  } catch {
    return text;
  }
  return text;
}

/** Gives a body up; its complaint about that is expected. */
function discard(body: Dispatcher.ResponseData['body']): void {
  body.on('error', () => undefined).destroy();
}

async function* counted(body: AsyncIterable<Uint8Array>, declared: number | null, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw tooLarge();
      yield chunk;
    }
  } catch (error) {
    throw broken(signal.aborted ? signal.reason : error);
  }
  if (declared !== null && bytes !== declared) throw new Failure('offline', 'The picture arrived incomplete.');
}

function tooLarge(): Failure {
  return new Failure('bad-picture', 'The picture is larger than 64 MB.', { because: { why: 'too-many-bytes', mostBytes: maxBytes } });
}

function broken(error: unknown): unknown {
  if (error instanceof Failure || !(error instanceof Error)) return error;
  if (error.name === 'AbortError') return error;
  if (error.name === 'TimeoutError') return new Failure('timed-out', 'The picture took too long to arrive.', { cause: error });
  if (error.cause instanceof Failure) return error.cause;
  return new Failure('offline', `The picture's download broke (${error.message}).`, { cause: error });
}
