import { expect, test } from 'vitest';

import { serve } from '../../main/bridge/serve.ts';
import type { BridgeHandlers } from '../../shared/bridge.ts';
import { Failure } from '../../shared/failure.ts';
import { modelFor } from '../../shared/model.ts';
import { loopback } from '../bridge/loopback.ts';
import { aJob } from '../job-builder.ts';
import { Jobs } from '../jobs.svelte.ts';
import { SettingsStore } from '../settings-store.svelte.ts';
import { Composer } from './composer.svelte.ts';
import { Draft } from './draft.svelte.ts';
import { References } from './references.svelte.ts';

function composer(
  submit: BridgeHandlers['jobs']['submit'] = ({ request }) => ({ made: true, job: aJob(undefined, { request }) }),
  inputs: Partial<BridgeHandlers['inputs']> = {},
): Composer {
  const { client } = loopback(serve, { jobs: { submit }, draft: { save: () => undefined }, inputs });
  const draft = new Draft(client.draft, new References(client.inputs, () => modelFor('gpt-4o-image')));
  return new Composer(draft, new SettingsStore(client.settings), new Jobs(client.jobs));
}

test('an empty prompt is said only after the first attempt, and the attempt names it', async () => {
  const empty = composer();
  expect(empty.problemAt('prompt')).toBeUndefined();
  await expect(empty.generate()).resolves.toEqual({ what: 'problems', first: { field: 'prompt', rule: 'prompt-empty' } });
  expect(empty.problemAt('prompt')).toMatchObject({ rule: 'prompt-empty' });
  empty.draft.prompt = 'a fox';
  expect(empty.problemAt('prompt')).toBeUndefined();
});

test('a prompt over the limit is said at once and is not cut', () => {
  const long = composer();
  long.draft.prompt = '狐'.repeat(1001);
  expect(long.problemAt('prompt')).toMatchObject({ rule: 'prompt-too-long', characters: 1001, limit: 1000 });
  expect(long.draft.prompt).toHaveLength(1001);
});

test('a callback address is judged when the person leaves it, not while it is being typed', () => {
  const typing = composer();
  typing.draft.callbackUrl = 'http://10.0.0.1/hook';
  expect(typing.problemAt('callbackUrl')).toBeUndefined();
  typing.leaveCallback();
  expect(typing.problemAt('callbackUrl')).toMatchObject({ rule: 'callback-not-https' });
});

test('what is sent is what stands in the composer, and it stays there', async () => {
  const filled = composer();
  Object.assign(filled.draft, { prompt: 'a fox', size: '3:2', count: 4, callbackUrl: ' https://example.com/hook ' });
  const expected = { model: 'gpt-4o-image', prompt: 'a fox', size: '3:2', count: 4, callbackUrl: 'https://example.com/hook' };
  await expect(filled.generate()).resolves.toMatchObject({ what: 'made', job: { request: expected } });
  expect(filled.draft.prompt).toBe('a fox');
});

test('the same request within seconds makes nothing until the person says so', async () => {
  const repeated = composer(({ request, again }) => {
    const job = aJob(undefined, { request });
    return again ? { made: true, job } : { made: false, same: job };
  });
  repeated.draft.prompt = 'a fox';
  const first = await repeated.generate();
  expect(first).toMatchObject({ what: 'already-being-made' });
  if (first?.what === 'already-being-made') await expect(repeated.submit(first.request, true)).resolves.toMatchObject({ what: 'made' });
});

test('a second press while the first is on its way is ignored', async () => {
  const pressed = composer();
  pressed.draft.prompt = 'a fox';
  const [first, second] = await Promise.all([pressed.generate(), pressed.generate()]);
  expect([first?.what, second]).toEqual(['made', undefined]);
});

test('what is pressed for while references are on their way is sent with them, and with the words of that moment', async () => {
  const reference = { id: 'a'.repeat(64), name: 'cat.png', kind: 'png', widthPx: 10, heightPx: 10, bytes: 100 } as const;
  const described = Promise.withResolvers<(typeof reference)[]>();
  const filled = composer(undefined, { describe: () => described.promise });
  const reusing = filled.draft.reuse({ prompt: 'a fox', size: '3:2', count: 1, references: [reference.id], callbackUrl: '' });
  const generating = filled.generate();
  filled.draft.prompt = 'a fox that';
  described.resolve([reference]);
  await reusing;
  expect(await generating).toMatchObject({ what: 'made', job: { request: { prompt: 'a fox', references: [reference.id] } } });
});

test('after a failure the composer is free again', async () => {
  const broken = composer(() => {
    throw new Failure('disk-full', 'No space');
  });
  broken.draft.prompt = 'a fox';
  await expect(broken.generate()).rejects.toMatchObject({ code: 'disk-full' });
  expect(broken.isSubmitting).toBe(false);
});
