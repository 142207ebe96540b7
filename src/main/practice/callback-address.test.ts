import { describe, expect, test } from 'vitest';

import { callbackProblem } from './callback-address.ts';

describe('callback address', () => {
  test.each([
    'https://example.com/hook',
    'https://8.8.8.8/hook',
    'https://172.15.0.1/',
    'https://172.32.0.1/',
    'https://[2606:4700::1111]/',
  ])('a public https address is accepted: %s', (address) => expect(callbackProblem(address)).toBeUndefined());

  test.each([
    'https://localhost/',
    'https://api.localhost/',
    'https://printer.local/',
    'https://intranet/',
    'https://127.0.0.1/',
    'https://127.9.9.9/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0.0.0.0/',
    'https://10.1.2.3/',
    'https://100.64.0.1/',
    'https://169.254.169.254/',
    'https://172.16.0.1/',
    'https://172.31.255.255/',
    'https://192.168.0.1/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a00:1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[fc00::1]/',
    'https://[fe80::1]/',
  ])('an address that is not public is refused: %s', (address) => expect(callbackProblem(address)).toMatch(/private/));

  test('only https, only well-formed, only up to 2048 characters', () => {
    expect(callbackProblem('http://example.com/')).toMatch(/HTTPS/);
    expect(callbackProblem('not an address')).toMatch(/valid URL/);
    const longest = `https://example.com/${'a'.repeat(2028)}`;
    expect(callbackProblem(longest)).toBeUndefined();
    expect(callbackProblem(`${longest}a`)).toMatch(/2048/);
  });
});
