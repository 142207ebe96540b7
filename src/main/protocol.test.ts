import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beforeEach, expect, onTestFinished, test } from 'vitest';

import { Failure } from '../shared/failure.ts';
import type { PictureSort } from './library/library.ts';
import { answerFrom, contentPolicy, pageFilesIn, type PictureFile } from './protocol.ts';

const id = 'a'.repeat(64);
const gone = 'b'.repeat(64);
const bytes = Buffer.from('0123456789');

let answer: (request: Request) => Promise<Response>;
let asked: string[];

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'afterglow-protocol-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'page/assets'), { recursive: true });
  await writeFile(join(folder, 'page/index.html'), '<!doctype html>');
  await writeFile(join(folder, 'page/assets/app.js'), 'export {};');
  await writeFile(join(folder, 'page/assets/app.js.map'), '{}');
  await writeFile(join(folder, 'secret.txt'), 'not for the page');
  await writeFile(join(folder, 'picture.png'), bytes);
  asked = [];
  const pictureFile = (sort: PictureSort, wanted: string): Promise<PictureFile | null> => {
    asked.push(`${sort}/${wanted}`);
    if (wanted === gone) return Promise.resolve({ path: join(folder, 'deleted.png'), kind: 'png' });
    return Promise.resolve(wanted === id ? { path: join(folder, 'picture.png'), kind: sort === 'thumbnail' ? 'webp' : 'png' } : null);
  };
  answer = answerFrom({ pageFiles: pageFilesIn(join(folder, 'page')), pictureFile });
});

const get = (path: string, init: RequestInit = {}) => answer(new Request(`app://afterglow${path}`, init));

test('the page comes with its content policy, Trusted Types included', async () => {
  const response = await get('/index.html');
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('<!doctype html>');
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentPolicy,
    'x-content-type-options': 'nosniff',
  });
});

test('the content policy allows nothing but our own origin', () => {
  expect(contentPolicy).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; " +
      "worker-src 'self' blob:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; " +
      "require-trusted-types-for 'script'; trusted-types svelte-trusted-html afterglow-workers",
  );
});

test('the root is the page, and its parts are found by their exact names', async () => {
  expect(await (await get('/')).text()).toBe('<!doctype html>');
  expect((await get('/assets/app.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
});

test.each([
  '/assets/app.js.map',
  '/secret.txt',
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/assets',
  '//secret.txt',
])('%s is not there', async (path) => {
  const response = await get(path);
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
});

test('a picture is streamed with its real type, as something that never changes and can do nothing', async () => {
  const response = await get(`/picture/${id}`);
  expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-length': '10',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  expect((await get(`/thumbnail/${id}`)).headers.get('content-type')).toBe('image/webp');
  expect((await get(`/input/${id}`)).status).toBe(200);
  expect(asked).toEqual([`picture/${id}`, `thumbnail/${id}`, `input/${id}`]);
});

test('what was made of an answer to an edit is not kept by the page: it may be made otherwise', async () => {
  for (const sort of ['patch', 'heat']) {
    const response = await get(`/${sort}/${id}`);
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
  }
});

test('only an id is looked up, and one that nothing belongs to is not there', async () => {
  for (const path of ['/picture/', '/picture/x', `/picture/${id}/x`, `/picture/${id.toUpperCase()}`, `/other/${id}`]) {
    expect((await get(path)).status).toBe(404);
  }
  expect(asked).toEqual([]);
  expect((await get(`/picture/${'c'.repeat(64)}`)).status).toBe(404);
  expect((await get(`/picture/${gone}`)).status).toBe(404);
});

test('while the library is out of reach, its pictures are not there', async () => {
  const pictureFile = (): Promise<never> => Promise.reject(new Failure('library-unavailable', 'Unplugged.'));
  const unplugged = answerFrom({ pageFiles: new Map(), pictureFile });
  expect((await unplugged(new Request(`app://afterglow/picture/${id}`))).status).toBe(404);
});

test('a part of a picture can be asked for', async () => {
  const part = await get(`/picture/${id}`, { headers: { range: 'bytes=2-4' } });
  expect([part.status, part.headers.get('content-range'), part.headers.get('content-length'), await part.text()]).toEqual([
    206,
    'bytes 2-4/10',
    '3',
    '234',
  ]);
  expect(await (await get(`/picture/${id}`, { headers: { range: 'bytes=-2' } })).text()).toBe('89');
  const none = await get(`/picture/${id}`, { headers: { range: 'bytes=10-' } });
  expect([none.status, none.headers.get('content-range')]).toEqual([416, 'bytes */10']);
});

test('HEAD answers with the headers alone, other methods are refused', async () => {
  const head = await get(`/picture/${id}`, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '10', '']);
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    const response = await get('/index.html', { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  }
});

test('another host of the scheme has nothing', async () => {
  expect((await answer(new Request('app://elsewhere/index.html'))).status).toBe(404);
});
