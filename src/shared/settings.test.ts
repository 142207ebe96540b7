import * as v from 'valibot';
import { describe, expect, test } from 'vitest';

import { defaultSettings, Settings, SettingsPatch } from './settings.ts';

const read = (apiUrl: string) => v.safeParse(SettingsPatch, { apiUrl });

describe('an address of the service', () => {
  test.each([
    ['https://api.evolink.ai', 'https://api.evolink.ai'],
    ['  https://api.evolink.ai/  ', 'https://api.evolink.ai'],
    ['https://gateway.example/evolink///', 'https://gateway.example/evolink'],
    ['https://10.0.0.5:8443', 'https://10.0.0.5:8443'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://127.0.0.1:1', 'http://127.0.0.1:1'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['http://2130706433:80', 'http://2130706433:80'],
  ])('may be %j', (text, expected) => {
    expect(read(text)).toMatchObject({ success: true, output: { apiUrl: expected } });
  });

  test.each([
    'http://api.evolink.ai',
    'http://192.168.1.1',
    'http://127.0.0.1.example.com',
    'http://127.evil.example',
    'http://localhost.example.com',
    'https://me:secret@api.evolink.ai',
    'http://me@localhost',
    'ftp://localhost',
    'file:///etc/passwd',
    'api.evolink.ai',
    '',
    `https://example.com/${'x'.repeat(2048)}`,
  ])('can’t be %j', (text) => {
    expect(read(text).success).toBe(false);
  });

  test.each(['https://api.evolink.ai?key=1', 'https://api.evolink.ai/#top'])('has nothing after its path: %j', (text) => {
    expect(read(text).success).toBe(false);
  });
});

test('the defaults are settings', () => {
  expect(v.parse(Settings, defaultSettings)).toEqual(defaultSettings);
});

test.each([
  { concurrency: 0 },
  { concurrency: 9 },
  { concurrency: 1.5 },
  { model: '' },
  { model: 'a model' },
  { model: '../x' },
  { monthlyBudget: -1 },
  { theme: 'pink' },
  { language: 'de' },
])('%j is no setting', (patch) => {
  expect(v.safeParse(SettingsPatch, patch).success).toBe(false);
});
