import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

import { bytesAt, hourMs, HandClock, picture, startPractice } from './practice-client.ts';

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'practice-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

test('tasks, credits and uploads are still there after a restart, under the new port', async () => {
  const settings = { folder: await folder() };
  const before = await startPractice(settings);
  const reference = await picture(30, 20, '#804020');
  const url = await before.upload(reference);
  const { id } = (await before.generate({ image_urls: [url] }, { 'idempotency-key': 'job-0123456789abcdef' })).json;
  await before.server.stop();

  const after = await startPractice({ ...settings, seed: 8 });
  expect(after.server.key).not.toBe(before.server.key);
  expect(after.server.ledger).toHaveLength(1);
  const replayed = await after.generate({ image_urls: [url] }, { 'idempotency-key': 'job-0123456789abcdef' });
  expect(replayed.json['id']).toBe(id);
  after.clock.pass(10_000);
  const [link] = (await after.lookUp(id)).json['results'] as string[];
  expect((await bytesAt(link)).length).toBeGreaterThan(1000);
  // The old address still names the same upload, although its port is gone.
  expect((await after.generate({ image_urls: [url] })).status).toBe(200);
  expect(after.server.remainingCredits).toBe(995);
});

test('after a week a task is forgotten with its bytes, but not what it cost', async () => {
  const settings = { folder: await folder() };
  const before = await startPractice(settings);
  await before.generate({ image_urls: [await before.upload(await picture(30, 20))] });
  await before.server.stop();
  const clock = new HandClock();
  clock.pass(8 * 24 * hourMs);
  const after = await startPractice({ ...settings, now: clock.now });
  expect(after.server.ledger).toEqual([]);
  expect(after.server.remainingCredits).toBe(997.5);
});

test('a damaged book does not keep practice mode from starting', async () => {
  const path = await folder();
  await writeFile(join(path, 'practice.json'), '{"tasks":[{');
  const client = await startPractice({ folder: path });
  expect(client.server.remainingCredits).toBe(1000);
});

test('a server can be stopped and started again, and drops busy connections when it stops', async () => {
  const client = await startPractice();
  client.server.faults.next('GET /v1/credits', { kind: 'delay', beforeHead: new Promise(() => undefined) });
  const seen = client.ask('GET', '/v1/credits').catch(() => 'dropped');
  while (client.server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await client.server.stop();
  expect(await seen).toBe('dropped');
  await client.server.start();
  expect((await client.ask('GET', '/v1/credits')).status).toBe(200);
});
