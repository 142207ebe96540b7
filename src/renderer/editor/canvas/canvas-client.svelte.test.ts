import { beforeAll, expect, test, vi } from 'vitest';

import { CanvasClient } from './canvas-client.svelte.ts';
import { FakeWorker, untouched } from './test-stage.ts';

const look = { mask: 'tint', original: false, accent: 'red', surface: 'white', motion: true } as const;

// What addresses are relative to.
beforeAll(() => void vi.stubGlobal('document', { baseURI: 'app://afterglow/' }));

function opened() {
  const worker = new FakeWorker();
  const client = new CanvasClient(worker);
  worker.say({ what: 'state', state: untouched, done: 0 });
  return { worker, client };
}

test('a step is settled when its own state has come, not an earlier one’s', async () => {
  const { worker, client } = opened();
  await expect(client.settled()).resolves.toEqual(untouched);
  client.run({ what: 'fill' });
  client.run({ what: 'undo' });
  const settled = client.settled();
  worker.say({ what: 'state', state: { ...untouched, coverage: 1 }, done: 1 });
  worker.say({ what: 'state', state: { ...untouched, coverage: 0 }, done: 2 });
  await expect(settled).resolves.toMatchObject({ coverage: 0 });
});

test('the mask comes as bytes, and what goes wrong is thrown where it was asked for', async () => {
  const { worker, client } = opened();
  const [first, second] = [client.packed(), client.packed()];
  worker.say({ what: 'failed', id: 1, doing: 'encode', why: 'no memory' });
  worker.say({ what: 'encoded', id: 2, png: new Uint8Array([1, 2]), state: untouched });
  await expect(first).rejects.toThrow('no memory');
  await expect(second).resolves.toEqual({ png: new Uint8Array([1, 2]), state: untouched });
});

test('with a packed mask comes what was known of exactly that one', async () => {
  const { worker, client } = opened();
  const packed = client.packed();
  worker.say({ what: 'encoded', id: 1, png: new Uint8Array([1]), state: { ...untouched, revision: 7 } });
  worker.say({ what: 'state', state: { ...untouched, revision: 8 }, done: 0 });
  await expect(packed).resolves.toMatchObject({ state: { revision: 7 } });
});

test('what was packed at rest isn’t packed again, and is still there when the worker has ended', async () => {
  const { worker, client } = opened();
  const atRest = client.packedAtRest();
  worker.say({ what: 'not-encoded', id: 1, why: 'painting' });
  await expect(atRest).resolves.toBeNull();
  const second = client.packedAtRest();
  const mask = { png: new Uint8Array([1]), state: { ...untouched, revision: 7 } };
  worker.say({ what: 'encoded', id: 2, ...mask });
  await expect(second).resolves.toEqual(mask);
  const now = client.packed();
  expect(worker.heard.at(-1)).toEqual({ what: 'encode', id: 3, known: 7, atRest: false });
  worker.say({ what: 'not-encoded', id: 3, why: 'known' });
  await expect(now).resolves.toEqual(mask);
  worker.fail('no memory');
  expect(client.lastPacked).toEqual(mask);
});

test('nothing is settled before every mask from elsewhere is there, or couldn’t be had', async () => {
  const { worker, client } = opened();
  client.setExtent({ ...untouched.extent, left: -10 });
  const [imported, exchanged] = [client.importMask('app://afterglow/a'), client.exchangeMask('app://afterglow/b', untouched.extent)];
  let isSettled = false;
  const settled = client.settled().finally(() => (isSettled = true));
  worker.say({ what: 'failed', id: 2, doing: 'exchange', why: 'gone' });
  await expect(exchanged).rejects.toThrow('gone');
  worker.say({ what: 'state', state: { ...untouched, coverage: 0.5 }, done: 1 });
  worker.say({ what: 'imported', id: 1, scaledFrom: null });
  expect(isSettled).toBe(false);
  await imported;
  await expect(settled).resolves.toMatchObject({ coverage: 0.5 });
});

test('a picture that is opened anew is settled with its own first state', async () => {
  const { worker, client } = opened();
  client.open({ address: 'app://afterglow/a', preview: 'app://afterglow/b', width: 10, height: 5 }, untouched.extent);
  const settled = client.settled();
  worker.say({ what: 'state', state: { ...untouched, revision: 0 }, done: 1 });
  await expect(settled).resolves.toMatchObject({ revision: 0 });
});

test('whoever waits for a worker that ended hears of it', async () => {
  const { worker, client } = opened();
  client.run({ what: 'fill' });
  const settled = client.settled();
  worker.fail('no memory');
  await expect(settled).rejects.toThrow('no memory');
});

test('a worker that never started leaves nobody waiting, and the picture can’t be shown', async () => {
  const worker = new FakeWorker();
  const client = new CanvasClient(worker);
  client.open({ address: 'app://afterglow/a', preview: 'app://afterglow/b', width: 10, height: 5 }, untouched.extent);
  const before = client.settled();
  worker.fail();
  await expect(before).rejects.toThrow();
  expect([client.trouble, client.state, worker.isEnded]).toEqual(['picture', null, true]);
  for (const later of [client.settled(), client.packed(), client.importMask('app://afterglow/a')]) await expect(later).rejects.toThrow();
});

test('a worker that ends later says so, and nothing that is asked of it then waits', async () => {
  const { worker, client } = opened();
  worker.say({ what: 'busy', busy: true });
  worker.fail('no memory');
  expect([client.trouble, client.isBusy]).toEqual(['stopped', false]);
  await expect(client.settled()).rejects.toThrow('no memory');
  await expect(client.packed()).rejects.toThrow('no memory');
});

test('a step that couldn’t be done is told until the next one, and what was asked for still comes', async () => {
  const { worker, client } = opened();
  const png = client.packed();
  worker.say({ what: 'failed', id: null, doing: 'step', why: 'no memory' });
  expect(client.trouble).toBe('step');
  worker.say({ what: 'encoded', id: 1, png: new Uint8Array([1]), state: untouched });
  await expect(png).resolves.toMatchObject({ state: untouched });
  worker.say({ what: 'state', state: { ...untouched, revision: 2 }, done: 0 });
  expect(client.trouble).toBeNull();
});

test('that there is no room for the wand is over when its colours are read again', () => {
  const { worker, client } = opened();
  worker.say({ what: 'failed', id: null, doing: 'colours', why: 'no memory' });
  expect(client.trouble).toBe('colours');
  worker.say({ what: 'reading' });
  expect(client.trouble).toBeNull();
});

test('an answer that can’t be shown is known until the next one, and hides nothing else that is wrong', () => {
  const { worker, client } = opened();
  worker.say({ what: 'failed', id: null, doing: 'picture', why: 'broken' });
  worker.say({ what: 'failed', id: null, doing: 'answer', why: '404' });
  expect([client.trouble, client.isAnswerUnseen]).toEqual(['picture', true]);
  client.show(null);
  expect([client.trouble, client.isAnswerUnseen]).toEqual(['picture', false]);
});

test('the original is shown for as long as it is held, whatever else changes', () => {
  const { worker, client } = opened();
  client.setLook(look);
  client.showOriginal(true);
  client.setLook({ ...look, mask: 'outline' });
  client.showOriginal(false);
  expect(worker.heard.map((message) => message.what === 'look' && message.look.original)).toEqual([false, true, true, false]);
});

test('closing ends the worker and everything that waits for it', async () => {
  const { worker, client } = opened();
  const png = client.packed();
  client.close();
  await expect(png).rejects.toThrow('closed');
  expect(worker.isEnded).toBe(true);
});

test('the canvas is the same one with every state, until it is extended', () => {
  const { worker, client } = opened();
  const { extent } = client;
  worker.say({ what: 'state', state: structuredClone(untouched), done: 0 });
  expect(client.extent).toBe(extent);
  worker.say({ what: 'state', state: { ...untouched, extent: { ...untouched.extent, left: -5 } }, done: 0 });
  expect(client.extent.left).toBe(-5);
});
