import * as v from 'valibot';
import { expect, test } from 'vitest';

import { ApiKey } from '../../shared/account.ts';
import { keyProblem } from './key-problem.ts';

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['sk-1', 'short'],
  ['x'.repeat(513), 'long'],
  ['sk-12345 678', 'characters'],
  ['密钥密钥密钥密钥', 'characters'],
  ['  sk-12345678\n', undefined],
])('%j is %s', (key, problem) => {
  expect(keyProblem(key)).toBe(problem);
});

test.each(['sk-12345678', 'short', 'has space', '密钥密钥密钥密钥', 'x'.repeat(600)])(
  'agrees with the check at the bridge about %j',
  (key) => {
    expect(keyProblem(key) === undefined).toBe(v.is(ApiKey, key));
  },
);
