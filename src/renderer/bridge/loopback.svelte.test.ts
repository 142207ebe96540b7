import { expect, test } from 'vitest';

import { serve } from '../../main/bridge/serve.ts';
import { Failure } from '../../shared/failure.ts';
import { loopback } from './loopback.ts';

const requested = { model: 'gpt-4o-image', prompt: 'a fox', size: 'auto', count: 1, references: [], mask: null, callbackUrl: null };

test('what is edited in place goes out as plain data and its answer comes back', async () => {
  const saved: string[] = [];
  const { client } = loopback(serve, { draft: { save: (draft) => void saved.push(draft.prompt) } });
  const draft = $state({ ...requested, callbackUrl: '' });
  await expect(client.draft.save(draft)).resolves.toBeUndefined();
  expect(saved).toEqual(['a fox']);
});

test('a failure keeps its code and what support asks for', async () => {
  const saveKey = (): never => {
    throw new Failure('unauthorized', 'Invalid token', { requestId: 'req-1' });
  };
  const { client } = loopback(serve, { account: { saveKey } });
  await expect(client.account.saveKey('sk-not-valid')).rejects.toMatchObject({ name: 'Failure', code: 'unauthorized', requestId: 'req-1' });
});

test('input that breaks the contract never reaches the handler', async () => {
  const { client } = loopback(serve, {});
  await expect(client.jobs.submit({ request: { ...requested, count: 99 }, again: false })).rejects.toMatchObject({ code: 'invalid' });
});

test('the bytes of a file arrive as they were', async () => {
  const { client } = loopback(serve, {
    inputs: { add: ({ name, bytes }) => ({ id: '0'.repeat(64), name, kind: 'png', widthPx: 1, heightPx: 1, bytes: bytes.byteLength }) },
  });
  await expect(client.inputs.add({ name: 'a.png', bytes: new Uint8Array(3) })).resolves.toMatchObject({ name: 'a.png', bytes: 3 });
});

test('news arrives until it is no longer wanted', () => {
  const { client, announce } = loopback(serve, {});
  const heard: number[] = [];
  const forget = client.pictures.changed((revision) => heard.push(revision));
  announce('pictures.changed', 7);
  forget();
  announce('pictures.changed', 8);
  expect(heard).toEqual([7]);
});
