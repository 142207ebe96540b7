import { expect, test } from 'vitest';

import { isLoopback, proxyFrom } from './proxy.ts';

test.each([
  ['DIRECT', null],
  ['PROXY proxy.example:3128; DIRECT', 'http://proxy.example:3128'],
  ['HTTPS secure.example:443', 'https://secure.example:443'],
  ['SOCKS5 127.0.0.1:1080;DIRECT', 'socks5://127.0.0.1:1080'],
  ['', null],
  ['PROXY', null],
])('%s means %s', (answer, proxy) => {
  expect(proxyFrom(answer)).toBe(proxy);
});

test('only this machine is loopback', () => {
  expect(['http://127.0.0.1:9', 'http://localhost', 'http://[::1]:80'].map(isLoopback)).toEqual([true, true, true]);
  expect(['https://127.0.0.1.evil.test', 'https://api.evolink.ai'].map(isLoopback)).toEqual([false, false]);
});
