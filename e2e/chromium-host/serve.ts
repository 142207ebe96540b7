import { ALIAS_PATTERN, aliasWithin, fromAlias, isAlias } from './alias.ts';
import type { Protocol as Cdp } from './cdp.ts';
import { browser } from './host.ts';
import { isHonest, Protocol } from './protocol.ts';
import { fail } from './recorded.ts';
import { Session } from './session.ts';
import { WebRequest } from './web-request.ts';

type Paused = Cdp.Fetch.requestPausedPayload;

/** Decides whether a document may load in a frame; answers false for a navigation that the app prevents, or a window it doesn't want. */
export type Gate = (paused: Paused) => boolean;

/** Answers every request for a scheme of the app's own, of pages and their workers, and shows every navigation to the gate first. */
export async function serveRequests(gate: Gate): Promise<void> {
  browser().on('Fetch.requestPaused', (paused) => {
    serve(paused, gate).catch((error: unknown) => {
      if (!/Invalid InterceptionId|is gone/.test(String(error)))
        fail(`A request for ${paused.request.url} was not answered: ${String(error)}`);
    });
  });
  await browser().send('Fetch.enable', {
    patterns: [{ urlPattern: ALIAS_PATTERN }, { urlPattern: 'http*' }, { urlPattern: '*', resourceType: 'Document' }],
  });
}

async function serve(paused: Paused, gate: Gate): Promise<void> {
  const { requestId, request, resourceType } = paused;
  if (resourceType === 'Document' && !gate(paused)) return refuse(requestId, 'Aborted');
  const session = Session.defaultSession;
  const details = { url: fromAlias(request.url), method: request.method, resourceType: RESOURCES[resourceType] ?? 'other' };
  const { cancel, redirectURL } = await WebRequest.before(session.webRequest, details);
  if (cancel) return refuse(requestId, 'BlockedByClient');
  if (redirectURL !== undefined) throw new Error('redirectURL is not implemented by the stand-in');
  if (!isAlias(request.url)) {
    await browser().send('Fetch.continueRequest', { requestId });
    return;
  }
  const response = await answer(session, paused);
  if (response === 'ERR_UNEXPECTED' || response === 'ERR_UNKNOWN_URL_SCHEME') {
    failures.set(details.url, response);
    return refuse(requestId, 'Failed');
  }
  await fulfill(requestId, response, await WebRequest.received(session.webRequest, details, response), session);
}

const RESOURCES: Partial<Record<string, string>> = {
  Document: 'mainFrame',
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  Media: 'media',
  WebSocket: 'webSocket',
};

/** Headers by which Chromium itself goes by addresses. */
const ADDRESSED = new Set(['content-security-policy', 'content-security-policy-report-only', 'location', 'access-control-allow-origin']);

const failures = new Map<string, string>();

/** Why a page of ours didn't load: Chromium itself is only ever told `ERR_FAILED`. */
export function takeFailure(url: string): string | undefined {
  const failure = failures.get(url);
  failures.delete(url);
  return failure;
}

async function refuse(requestId: string, errorReason: Cdp.Network.ErrorReason): Promise<void> {
  await browser().send('Fetch.failRequest', { requestId, errorReason });
}

async function answer(session: Session, { request }: Paused): Promise<Response | 'ERR_UNEXPECTED' | 'ERR_UNKNOWN_URL_SCHEME'> {
  const url = fromAlias(request.url);
  const scheme = url.slice(0, url.indexOf(':'));
  const handler = Protocol.handlerOf(session.protocol, scheme);
  if (!handler) return 'ERR_UNKNOWN_URL_SCHEME';
  if (!isHonest(scheme)) throw new Error(`${scheme} must be registered as standard, secure, supportFetchAPI`);
  try {
    const response: unknown = await handler(toRequest(url, request));
    if (response instanceof Response && response.type !== 'error' && response.status >= 200) return response;
  } catch (error) {
    console.error(error);
  }
  return 'ERR_UNEXPECTED';
}

function toRequest(url: string, { method, headers, postDataEntries }: Cdp.Network.Request): Request {
  const kept = Object.entries(headers).map(([name, value]): [string, string] => [name, fromAlias(value)]);
  const body = postDataEntries && Buffer.concat(postDataEntries.map(({ bytes = '' }) => Buffer.from(bytes, 'base64')));
  return new Request(url, { method, headers: kept, ...(body && method !== 'GET' && method !== 'HEAD' && { body }) });
}

async function fulfill(
  requestId: string,
  response: Response,
  verdict: { cancel?: boolean; responseHeaders?: Record<string, string | string[]> },
  session: Session,
): Promise<void> {
  if (verdict.cancel) return refuse(requestId, 'BlockedByClient');
  const schemes = [...Protocol.schemesOf(session.protocol)];
  const given = verdict.responseHeaders
    ? Object.entries(verdict.responseHeaders).flatMap(([name, values]) => [values].flat().map((value) => [name, value] as const))
    : [...response.headers];
  const responseHeaders = given.map(([name, value]) => ({
    name,
    value: ADDRESSED.has(name.toLowerCase()) ? aliasWithin(value, schemes) : value,
  }));
  let body: Buffer;
  try {
    body = Buffer.from(await response.arrayBuffer());
  } catch (error) {
    console.error(error);
    return refuse(requestId, 'ConnectionReset');
  }
  await browser().send('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders,
    body: body.toString('base64'),
  });
}
