import { expect, test } from 'vitest';

import { readEnvironment } from './paths.ts';

const system = (name: string): string => `/system/${name}`;

test('without a word from the environment, everything is where the system has it', () => {
  expect(readEnvironment({}, system)).toEqual({
    paths: { userData: '/system/userData', logs: '/system/userData/logs', library: '/system/pictures/Afterglow' },
    addresses: {},
  });
});

test('AFTERGLOW_HOME takes everything along, and the system is not even asked', () => {
  const { paths } = readEnvironment({ AFTERGLOW_HOME: '/home/x/glow' }, () => expect.unreachable());
  expect(paths).toEqual({ userData: '/home/x/glow/data', logs: '/home/x/glow/data/logs', library: '/home/x/glow/pictures/Afterglow' });
});

test('addresses are taken without their last slash; http only for this machine', () => {
  const env = { AFTERGLOW_API_URL: 'http://127.0.0.1:8080/', AFTERGLOW_FILES_URL: 'https://files.example/base/' };
  expect(readEnvironment(env, system).addresses).toEqual({ apiUrl: 'http://127.0.0.1:8080', filesUrl: 'https://files.example/base' });
});

test('an empty variable counts as unset', () => {
  const env = { AFTERGLOW_HOME: '', AFTERGLOW_API_URL: '', AFTERGLOW_FILES_URL: '' };
  expect(readEnvironment(env, system)).toEqual(readEnvironment({}, system));
});

test.each([
  [{ AFTERGLOW_HOME: 'relative/folder' }, 'AFTERGLOW_HOME is “relative/folder”. It must be an absolute path.'],
  [{ AFTERGLOW_API_URL: 'http://example.com' }, 'AFTERGLOW_API_URL is “http://example.com”. The address must begin with https://.'],
  [{ AFTERGLOW_FILES_URL: 'nonsense' }, 'AFTERGLOW_FILES_URL is “nonsense”. This is not a web address.'],
])('nonsense ends with a sentence: %o', (env, sentence) => {
  expect(() => readEnvironment(env, system)).toThrow(sentence);
});
