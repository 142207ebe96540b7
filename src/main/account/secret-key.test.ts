import { inspect } from 'node:util';

import { expect, test } from 'vitest';

import { KeyAccess } from './key-access.ts';
import { SecretKey } from './secret-key.ts';

const text = 'sk-0123456789abcdef';
const key = new SecretKey(text);

test('a key shows nothing of itself unless it is asked to', () => {
  const shown = [
    inspect(key, { showHidden: true, depth: 9 }),
    JSON.stringify({ key }),
    String(key),
    key.toString(),
    inspect({ deep: [key] }),
  ];
  for (const one of shown) expect(one).not.toContain('0123');
  expect(key.reveal()).toBe(text);
});

test('its ending is what it can be recognised by', () => {
  expect(key.ending).toBe('cdef');
});

test('an access carries the key, and neither JSON, inspect nor structuredClone does', () => {
  const access = new KeyAccess({ apiUrl: 'https://api.example', filesUrl: 'https://files.example' }, key);
  expect(access.key).toBe(text);
  expect(JSON.stringify(access)).toBe('{"apiUrl":"https://api.example","filesUrl":"https://files.example","practice":false}');
  expect(inspect(access, { showHidden: true })).not.toContain('0123');
  expect(structuredClone(access)).not.toHaveProperty('key');
});
