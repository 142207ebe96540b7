import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { checkLink, Downloads } from './download.ts';

let server: Server;
let origin: string;
let downloads: Downloads;
const never = new AbortController().signal;

beforeEach(async () => {
  server = createServer((request, response) => {
    const url = request.url ?? '';
    if (url === '/picture') response.end('pixels');
    else if (url === '/short') response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy());
    else if (url === '/huge') response.writeHead(200, { 'content-length': String(65 * 1024 * 1024) }).end();
    else if (url === '/endless') response.writeHead(200).end(Buffer.alloc(65 * 1024 * 1024));
    else if (url === '/around') response.writeHead(302, { location: '/around' }).end();
    else if (url === '/once') response.writeHead(302, { location: '/picture' }).end();
    else if (url === '/inside') response.writeHead(302, { location: 'http://127.0.0.1:1/secret' }).end();
    else if (url === '/headers') response.end(JSON.stringify(request.headers));
    else response.writeHead(410).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  downloads = new Downloads('Afterglow/test');
});
afterEach(async () => {
  await downloads.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function fetchText(path: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await downloads.open(origin + path, [origin], never)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test('a trusted server’s picture arrives, redirects followed, and no key goes along', async () => {
  expect(await fetchText('/picture')).toBe('pixels');
  expect(await fetchText('/once')).toBe('pixels');
  expect(JSON.parse(await fetchText('/headers'))).not.toHaveProperty('authorization');
});

test.each([
  ['/short', 'offline'],
  ['/huge', 'bad-picture'],
  ['/endless', 'bad-picture'],
  ['/around', 'bad-answer'],
  ['/inside', 'bad-answer'],
  ['/gone', 'service-down'],
])('%s is refused as %s', async (path, code) => {
  await expect(fetchText(path)).rejects.toMatchObject({ code });
});

test.each([
  ['http://files.test:8080/a.png', 'not https'],
  ['http://10.0.0.1/a.png', 'IP address'],
  ['https://files.test:8443/a.png', 'port'],
  ['https://me:secret@files.test/a.png', 'user name'],
  ['https://127.0.0.1/a.png', 'IP address'],
  ['https://[::ffff:10.0.0.1]/a.png', 'IP address'],
  ['https://0x7f000001/a.png', 'IP address'],
  ['file:///etc/passwd', 'not https'],
  ['data:image/png;base64,AAAA', 'not https'],
  ['no link at all', 'not a web address'],
])('the link %s is refused by name', (link, reason) => {
  expect(() => checkLink(link, [])).toThrow(reason);
});

test('a name that leads to this machine is refused when connecting', async () => {
  await expect(downloads.open('https://localhost/a.png', [], never)).rejects.toMatchObject({ code: 'bad-answer' });
});

test('a plain http link, as in the API page’s example, is asked for by https', () => {
  expect(checkLink('http://files.test/a.png?x=1', []).href).toBe('https://files.test/a.png?x=1');
});
