import fs from 'node:fs';

import { expect, test, type Page } from '@playwright/test';

import { shareApp } from './shared-app.ts';

const shared = shareApp();

interface Asked {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: number[];
}

/** What the page gets; addresses are relative, so that they mean app://afterglow/ wherever the page comes from. */
function ask(page: Page, address: string, init: { method?: string; headers?: Record<string, string> } = {}): Promise<Asked> {
  return page.evaluate(
    async ([url, options]) => {
      const response = await fetch(url, options);
      const bytes = [...new Uint8Array(await response.arrayBuffer())];
      return { status: response.status, headers: Object.fromEntries(response.headers), bytes };
    },
    [address, init] as const,
  );
}

test('a picture comes as what it is, for ever, and can do nothing as a page of its own', async () => {
  const { app, picture } = shared();
  const file = fs.readFileSync(picture.file);
  const { status, headers, bytes } = await ask(app.page, `picture/${picture.id}`);
  expect([status, Buffer.from(bytes).equals(file)]).toEqual([200, true]);
  expect(headers).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'public, max-age=31536000, immutable',
    'accept-ranges': 'bytes',
  });
  expect((await ask(app.page, `thumbnail/${picture.id}`)).headers['content-type']).toBe('image/webp');
});

test('a part of a picture can be asked for', async () => {
  const { app, picture } = shared();
  const file = [...fs.readFileSync(picture.file)];
  const part = await ask(app.page, `picture/${picture.id}`, { headers: { range: 'bytes=0-7' } });
  expect(part).toMatchObject({ status: 206, bytes: file.slice(0, 8), headers: { 'content-range': `bytes 0-7/${file.length}` } });
  const end = await ask(app.page, `picture/${picture.id}`, { headers: { range: 'bytes=-5' } });
  expect(end).toMatchObject({ status: 206, bytes: file.slice(-5) });
  const beyond = await ask(app.page, `picture/${picture.id}`, { headers: { range: `bytes=${file.length}-` } });
  expect(beyond).toMatchObject({ status: 416, headers: { 'content-range': `bytes */${file.length}` } });
});

test('only GET and HEAD are answered', async () => {
  const { app, picture } = shared();
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
    expect(await ask(app.page, `picture/${picture.id}`, { method }), method).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD' },
    });
  }
  const head = await ask(app.page, `picture/${picture.id}`, { method: 'HEAD' });
  expect(head).toMatchObject({ status: 200, bytes: [], headers: { 'content-type': 'image/png' } });
});

test('no address leads to a file that isn’t ours to give', async () => {
  const { app, picture } = shared();
  const upper = picture.id.toUpperCase();
  for (const address of [
    '../../../../etc/passwd',
    '%2e%2e/%2e%2e/etc/passwd',
    '..%2f..%2f..%2fetc%2fpasswd',
    '..%5c..%5cetc%5cpasswd',
    'picture/../../../etc/passwd',
    `picture/${picture.id}/../../../etc/passwd`,
    `picture/${picture.id}%00.html`,
    `picture/${picture.id}/`,
    `picture/${upper}`,
    `picture/${'f'.repeat(64)}`,
    `input/${picture.id}`,
    'picture/',
    'records/',
    '.afterglow/index.db',
    'index.html/../../main/index.js',
    '../main/index.js',
    '/etc/passwd',
    'assets/',
  ]) {
    expect((await ask(app.page, address)).status, address).toBe(404);
  }
});
