import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isPrivateHost, isPublicAddress } from './public-address.ts';

const inside = [
  ['this machine', '127.0.0.1'],
  ['this machine, elsewhere in its block', '127.255.0.3'],
  ['any address', '0.0.0.0'],
  ['this network', '0.1.2.3'],
  ['10/8', '10.0.0.1'],
  ['172.16/12, its end', '172.31.255.255'],
  ['192.168/16', '192.168.178.1'],
  ['CGNAT', '100.64.0.1'],
  ['CGNAT, its end', '100.127.255.255'],
  ['link-local, where clouds keep their secrets', '169.254.169.254'],
  ['benchmarking', '198.18.0.1'],
  ['documentation', '203.0.113.7'],
  ['multicast', '224.0.0.1'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['IPv6, this machine', '::1'],
  ['IPv6, any address', '::'],
  ['IPv6, link-local', 'fe80::1'],
  ['IPv6, unique local', 'fd12:3456:789a::1'],
  ['IPv6, unique local, the other half', 'fc00::1'],
  ['IPv6, multicast', 'ff02::1'],
  ['IPv6, documentation', '2001:db8::1'],
  ['IPv4-mapped', '::ffff:10.0.0.1'],
  ['IPv4-mapped, in hex', '::ffff:7f00:1'],
  ['IPv4-compatible', '::127.0.0.1'],
  ['IPv4-compatible, as URLs show it', '::7f00:1'],
  ['IPv4-translated', '::ffff:0:7f00:1'],
  ['IPv6, site-local', 'fec0::1'],
  ['IPv6, nowhere', '400::1'],
  ['NAT64', '64:ff9b::a00:1'],
  ['NAT64, local', '64:ff9b:1::a00:1'],
  ['6to4', '2002:a00:1::1'],
  ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
] as const;

describe('an address', () => {
  test.each(inside)('of %s is not public: %s', (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
    expect(isPrivateHost(address.includes(':') ? `[${address}]` : address)).toBe(true);
  });

  test.each(['8.8.8.8', '172.15.0.1', '172.32.0.1', '100.63.255.255', '100.128.0.0', '2606:4700::1111', '::ffff:8.8.8.8'])(
    'is public: %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  test.each(['', 'example.com', '[::1]', '8.8.8.8.8', '256.0.0.1', '::g'])('is never public when it is none: “%s”', (text) => {
    expect(isPublicAddress(text)).toBe(false);
  });
});

describe('a host in a link', () => {
  // What a person types; the URL parser turns each number into the same four bytes.
  test.each([
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://127.1/',
    'http://0x7f.1/',
    'http://127.0.0.1./',
    'http://１２７.0.0.1/',
    'http://0xa.0.0.1/',
    'http://[::ffff:127.0.0.1]/',
    'http://[0:0:0:0:0:ffff:0a00:0001]/',
    'http://[fe80::1]/',
    'http://[::127.0.0.1]/',
  ])('%s names an address inside', (link) => {
    expect(isPrivateHost(new URL(link).hostname)).toBe(true);
  });

  test.each([
    'localhost',
    'LOCALHOST',
    'localhost.',
    'printer',
    'printer.local',
    'nas.lan',
    'db.internal',
    'router.home.arpa',
    'wiki.intranet',
    'a.localhost',
    '',
  ])('%s can’t be public', (host) => {
    expect(isPrivateHost(host)).toBe(true);
  });

  test.each(['example.com', 'example.com.', 'files.evolink.ai', 'local.example.com', 'xn--fiqs8s.cn', 'mylocal.dev'])(
    '%s may be public',
    (host) => {
      expect(isPrivateHost(host)).toBe(false);
    },
  );

  test('of any private IPv4 number, however it is written, is private', () => {
    const byte = fc.nat({ max: 255 });
    const privateNumber = fc.oneof(
      fc.tuple(fc.constant(10), byte, byte, byte),
      fc.tuple(fc.constant(127), byte, byte, byte),
      fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
      fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
      fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
    );
    fc.assert(
      fc.property(privateNumber, ([a, b, c, d]) => {
        const number = ((a * 256 + b) * 256 + c) * 256 + d;
        const forms = [
          `${a}.${b}.${c}.${d}`,
          `${number}`,
          `0x${number.toString(16)}`,
          `0${number.toString(8)}`,
          `[::ffff:${a}.${b}.${c}.${d}]`,
        ];
        for (const form of forms) expect(isPrivateHost(new URL(`https://${form}/`).hostname), form).toBe(true);
      }),
    );
  });
});
