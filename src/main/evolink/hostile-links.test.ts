import type { LookupAddress } from 'node:dns';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { checkLink, Downloads } from './download.ts';

const never = new AbortController().signal;
const address = 'names an IP address';
const inside = 'names this machine or one of a private network';

/** Everything that leads, or might, where no picture of the service is: with the reason that is given. */
const hostile: readonly (readonly [link: string, why: string])[] = [
  ['https://127.0.0.1/a.png', address],
  ['https://127.0.0.1./a.png', address],
  ['https://127.1/a.png', address],
  ['https://0.0.0.0/a.png', address],
  ['https://10.0.0.1/a.png', address],
  ['https://172.16.0.1/a.png', address],
  ['https://192.168.1.1/a.png', address],
  ['https://169.254.169.254/latest/meta-data', address],
  ['https://100.64.0.1/a.png', address],
  ['https://8.8.8.8/a.png', address],
  ['https://2130706433/a.png', address],
  ['https://0x7f000001/a.png', address],
  ['https://0177.0.0.1/a.png', address],
  ['https://017700000001/a.png', address],
  ['https://１２７.0.0.1/a.png', address],
  ['https://127。0。0。1/a.png', address],
  ['https://[::1]/a.png', address],
  ['https://[::]/a.png', address],
  ['https://[::ffff:127.0.0.1]/a.png', address],
  ['https://[::ffff:7f00:1]/a.png', address],
  ['https://[0:0:0:0:0:ffff:0a00:0001]/a.png', address],
  ['https://[::127.0.0.1]/a.png', address],
  ['https://[fe80::1]/a.png', address],
  ['https://[fd00::1]/a.png', address],
  ['https://[64:ff9b::7f00:1]/a.png', address],
  ['https://[2606:4700::1111]/a.png', address],
  ['http://127.0.0.1/a.png', address],
  ['https://localhost/a.png', inside],
  ['https://LOCALHOST./a.png', inside],
  ['https://a.localhost/a.png', inside],
  ['https://a.localhost./a.png', inside],
  ['https://printer/a.png', inside],
  ['https://nas.local/a.png', inside],
  ['https://db.internal/a.png', inside],
  ['https://router.home.arpa/a.png', inside],
  ['https://files.test:8443/a.png', 'names a port'],
  ['https://files.test:22/a.png', 'names a port'],
  ['http://files.test:80800/a.png', 'not a web address'],
  ['http://files.test:8080/a.png', 'not https'],
  ['https://files.test@127.0.0.1/a.png', 'carries a user name'],
  ['https://files.evolink.ai:pw@evil.test/a.png', 'carries a user name'],
  ['https://@:@files.test/', 'carries a user name'],
  ['file:///etc/passwd', 'not https'],
  ['file://files.test/etc/passwd', 'not https'],
  ['data:image/png;base64,AAAA', 'not https'],
  ['javascript:alert(1)', 'not https'],
  ['blob:https://files.test/1234', 'not https'],
  ['ftp://files.test/a.png', 'not https'],
  ['ws://files.test/a.png', 'not https'],
  ['app://afterglow/picture/1', 'not https'],
  ['view-source:https://files.test/a.png', 'not https'],
  ['//files.test/a.png', 'not a web address'],
  ['/etc/passwd', 'not a web address'],
  ['https://', 'not a web address'],
  ['https://[::1/a.png', 'not a web address'],
  ['https://files.test%00.evil.test/', 'not a web address'],
  ['', 'not a web address'],
];

describe('a hostile link', () => {
  test.each(hostile)('%s is refused by name', (link, why) => {
    expect(() => checkLink(link, [])).toThrow(why);
  });

  test('is no less hostile because something else of ours is trusted', () => {
    const trusted = ['http://127.0.0.1:4000'];
    for (const [link] of hostile) expect(() => checkLink(link, trusted), link).toThrow();
    for (const link of [
      'http://127.0.0.1:4001/a',
      'https://127.0.0.1:4000/a',
      'http://localhost:4000/a',
      'http://127.0.0.1.evil.test:4000/a',
    ])
      expect(() => checkLink(link, trusted), link).toThrow();
  });

  test('with a default port or a dot at its end is an ordinary one', () => {
    expect(checkLink('https://files.test:443/a.png', []).href).toBe('https://files.test/a.png');
    expect(checkLink('http://files.test:80/a.png', []).href).toBe('https://files.test/a.png');
    expect(checkLink('https://files.test./a.png', []).hostname).toBe('files.test.');
  });
});

describe('a name that looks public', () => {
  test.each<[answer: string, addresses: readonly LookupAddress[]]>([
    ['this machine', [{ address: '127.0.0.1', family: 4 }]],
    ['this machine by IPv6', [{ address: '::1', family: 6 }]],
    ['a private network, IPv4-mapped', [{ address: '::ffff:10.0.0.1', family: 6 }]],
    ['a cloud’s secrets', [{ address: '169.254.169.254', family: 4 }]],
    [
      'a public address and a private one',
      [
        { address: '93.184.216.34', family: 4 },
        { address: '192.168.1.1', family: 4 },
      ],
    ],
    ['nothing', []],
  ])('and leads to %s is refused when connecting', async (_, addresses) => {
    const downloads = new Downloads('Afterglow/test', (_name, _options, tell) => tell(null, [...addresses]));
    const words = expect.stringContaining('leads to a private address (files.evil.test)') as string;
    await expect(downloads.open('https://files.evil.test/a.png', [], never)).rejects.toMatchObject({ code: 'bad-answer', message: words });
    await downloads.close();
  });

  test('and can’t be found is a network that isn’t there', async () => {
    const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    const downloads = new Downloads('Afterglow/test', (_name, _options, tell) => tell(unknown, []));
    await expect(downloads.open('https://files.evil.test/a.png', [], never)).rejects.toMatchObject({ code: 'offline' });
    await downloads.close();
  });
});

describe('a link that leads on', () => {
  let server: Server;
  let origin: string;
  let downloads: Downloads;
  let reached = 0;

  beforeEach(async () => {
    reached = 0;
    server = createServer((request, response) => {
      const to = new URL(request.url ?? '', 'http://x').searchParams.get('to');
      reached += 1;
      if (to === null) response.end('pixels');
      else response.writeHead(302, { location: to }).end();
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

  test('is checked at each of its steps', async () => {
    // What isn't an address is taken as a path of the same server, as everywhere on the web; and a header is plain text.
    const absolute = hostile.filter(([link]) => URL.canParse(link) && /^[\x20-\x7e]+$/.test(link));
    for (const [link, why] of absolute) {
      const leading = downloads.open(`${origin}/?to=${encodeURIComponent(link)}`, [origin], never);
      await expect(leading, link).rejects.toMatchObject({ code: 'bad-answer', message: expect.stringContaining(why) as string });
    }
    expect(reached).toBe(absolute.length);
  });

  test('over several steps, the last of them inside, is refused there', async () => {
    const last = encodeURIComponent('http://10.0.0.1/secret');
    const link = `${origin}/?to=${encodeURIComponent(`${origin}/?to=${last}`)}`;
    await expect(downloads.open(link, [origin], never)).rejects.toMatchObject({ message: expect.stringContaining(address) as string });
    expect(reached).toBe(2);
  });

  test('to another port of this machine doesn’t get there', async () => {
    const other = createServer((_, response) => response.end('secret'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    let asked = 0;
    other.on('request', () => (asked += 1));
    const there = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    await expect(downloads.open(`${origin}/?to=${encodeURIComponent(there)}`, [origin], never)).rejects.toMatchObject({
      code: 'bad-answer',
    });
    expect(asked).toBe(0);
    other.close();
  });
});
