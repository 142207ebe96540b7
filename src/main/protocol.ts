import { readdirSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { Readable } from 'node:stream';

import { Failure } from '../shared/failure.ts';
import type { PictureKind } from '../shared/input.ts';
import { rangeOf } from './byte-range.ts';
import type { PictureSort } from './library/library.ts';

/** A picture's file and what its first bytes said it is. */
export interface PictureFile {
  readonly path: string;
  readonly kind: PictureKind;
}

interface Found extends PictureFile {
  /** What was made from other pictures may be made otherwise by another version of the app. */
  readonly isLasting: boolean;
}

export interface Sources {
  /** From the path in the address to the file: nothing else of the page's folder can be asked for. */
  readonly pageFiles: ReadonlyMap<string, string>;
  readonly pictureFile: (sort: PictureSort, id: string) => Promise<PictureFile | null>;
}

/** What the page may do: only what comes from its own origin, and no text becomes markup or code but through Svelte's own policy and the one that starts workers. */
export const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html afterglow-workers',
].join('; ');

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

const pictureTypes: Readonly<Record<PictureKind, string>> = { png: 'image/png', jpeg: 'image/jpeg', webp: 'image/webp' };

/** The page's files as they were built, by the path under which they are asked for. Source maps stay out. */
export function pageFilesIn(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => extname(name) in contentTypes);
  return new Map(names.map((name) => [`/${name.split(sep).join('/')}`, join(folder, name)]));
}

/** Answers `app://afterglow/…`. Addresses are never turned into paths: page files come from the map, pictures by their id. */
export function answerFrom(sources: Sources): (request: Request) => Promise<Response> {
  return async (request) => {
    const { protocol, host, pathname } = new URL(request.url);
    if (protocol !== 'app:' || host !== 'afterglow') return plain(404, 'Not found');
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Only GET and HEAD', { allow: 'GET, HEAD' });
    const page = sources.pageFiles.get(pathname === '/' ? '/index.html' : pathname);
    if (page !== undefined) return sent(request, page, pageHeaders(page));
    const picture = await findPicture(pathname, sources);
    return picture ? sent(request, picture.path, pictureHeaders(picture)) : plain(404, 'Not found');
  };
}

async function findPicture(pathname: string, { pictureFile }: Sources): Promise<Found | null> {
  const [, sort, id] = /^\/(picture|thumbnail|input|patch|heat)\/([0-9a-f]{64})$/.exec(pathname) ?? [];
  if (id === undefined) return null;
  try {
    const file = await pictureFile(sort as PictureSort, id);
    return file && { ...file, isLasting: sort !== 'patch' && sort !== 'heat' };
  } catch (error) {
    // A library that is out of reach has no pictures just now; the page hears why from the bridge.
    if (error instanceof Failure) return null;
    throw error;
  }
}

function pageHeaders(path: string): Record<string, string> {
  const type = contentTypes[extname(path)] ?? 'application/octet-stream';
  return {
    'content-type': type,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
    'content-security-policy': contentPolicy,
    'referrer-policy': 'no-referrer',
  };
}

/** A picture that is named by its own bytes never changes; opened as a page of its own it can do nothing. */
function pictureHeaders({ kind, isLasting }: Found): Record<string, string> {
  return {
    'content-type': pictureTypes[kind],
    'x-content-type-options': 'nosniff',
    'cache-control': isLasting ? 'public, max-age=31536000, immutable' : 'no-store',
    'content-security-policy': "default-src 'none'; sandbox",
    'accept-ranges': 'bytes',
  };
}

async function sent(request: Request, path: string, headers: Record<string, string>): Promise<Response> {
  const file = await openedIfThere(path);
  if (!file) return plain(404, 'Not found');
  try {
    return await answerWith(file, request, headers);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function answerWith(file: FileHandle, request: Request, headers: Record<string, string>): Promise<Response> {
  const { size } = await file.stat();
  const range = rangeOf(request.headers.get('range'), size);
  if (range === 'unsatisfiable') {
    await file.close();
    return plain(416, 'Not that much in it', { 'content-range': `bytes */${size}` });
  }
  const { first, last } = range ?? { first: 0, last: size - 1 };
  const length = last - first + 1;
  const head = {
    status: range ? 206 : 200,
    headers: {
      ...headers,
      'content-length': String(length),
      ...(range && { 'content-range': `bytes ${first}-${last}/${size}` }),
    },
  };
  if (request.method === 'HEAD' || length === 0) {
    await file.close();
    return new Response(null, head);
  }
  return new Response(bodyOf(file, first, last), head);
}

/** Streams, so that a large picture is never in memory as a whole; closes the file at its end, or when nobody reads on. */
function bodyOf(file: FileHandle, start: number, end: number): ReadableStream<Uint8Array> {
  return Readable.toWeb(file.createReadStream({ start, end })) as ReadableStream<Uint8Array>;
}

async function openedIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path);
  } catch (error) {
    // Deleted or out of reach meanwhile: to the page it isn't there.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

function plain(status: number, sentence: string, headers: Record<string, string> = {}): Response {
  const common = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };
  return new Response(sentence, { status, headers: { ...common, ...headers } });
}
