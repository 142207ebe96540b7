import { expect, test } from 'vitest';

import { CanvasClient } from './canvas-client.svelte.ts';
import { FakeWorker, untouched } from './test-stage.ts';

const look = { mask: 'tint', original: false, accent: 'red', surface: 'white', motion: true } as const;

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
  const [first, second] = [client.encode(), client.encode()];
  worker.say({ what: 'failed', id: 1, doing: 'encode', why: 'no memory' });
  worker.say({ what: 'encoded', id: 2, png: new Uint8Array([1, 2]) });
  await expect(first).rejects.toThrow('no memory');
  await expect(second).resolves.toEqual(new Uint8Array([1, 2]));
});

test('a picture that can’t be shown is known', () => {
  const { worker, client } = opened();
  worker.say({ what: 'failed', id: null, doing: 'answer', why: '404' });
  expect(client.trouble).toBe('answer');
  client.show(null);
  expect(client.trouble).toBeNull();
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
  const png = client.encode();
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
