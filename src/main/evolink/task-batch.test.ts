import { beforeEach, expect, onTestFinished, test } from 'vitest';

import { PracticeServer } from '../practice/practice-server.ts';
import type { Access } from './access.ts';
import { Evolink } from './evolink.ts';
import { readTaskBatch } from './task-batch-answer.ts';
import { Transport } from './transport.ts';

const batchRoute = 'POST /v1/tasks/batch';

let server: PracticeServer;
let evolink: Evolink;
let access: Access;

beforeEach(async () => {
  server = new PracticeServer({ pictures: 'plain', taskMs: () => 0 });
  await server.start();
  const transport = new Transport('Afterglow/test', () => Promise.resolve(null));
  evolink = new Evolink(transport, Date.now);
  access = { apiUrl: server.url, filesUrl: server.filesUrl, key: server.key, practice: true };
  onTestFinished(async () => {
    await transport.close();
    await server.stop();
  });
});

async function submit(n: number): Promise<string> {
  const body = { model: 'gpt-4o-image', prompt: 'a fox', n, size: '1:1' };
  const submission = await evolink.submit(access, body, `test-key-of-the-batch-${n}`);
  if (submission.outcome !== 'accepted') throw new Error('not accepted');
  return submission.acceptance.taskId;
}

test('several tasks are looked up in one request, and one that is not there is left out', async () => {
  const ids = [await submit(1), await submit(2)];
  const reports = await evolink.tasks(access, [...ids, 'task-unified-1-nothing']);
  expect(reports?.map(({ id, links }) => [id, links.length])).toEqual([
    [ids[0], 1],
    [ids[1], 2],
  ]);
  expect(server.requests.filter(({ route }) => route === batchRoute)).toHaveLength(1);
});

test.each([
  ['404', { kind: 'answer', status: 404, takesEffect: false }],
  ['405', { kind: 'answer', status: 405, takesEffect: false }],
  ['400', { kind: 'answer', status: 400, takesEffect: false }],
  ['a page of HTML', { kind: 'garbled', as: 'html', status: 200, takesEffect: false }],
  ['JSON of another form', { kind: 'answer', status: 200, body: { data: { tasks: [] } }, takesEffect: false }],
] as const)('a service that answers with %s has no such thing', async (_, fault) => {
  server.faults.next(batchRoute, fault);
  expect(await evolink.tasks(access, ['a', 'b'])).toBeNull();
});

test.each([
  ['429', 'rate-limited', { kind: 'answer', status: 429, headers: { 'retry-after': '7' }, takesEffect: false }],
  ['503', 'service-down', { kind: 'answer', status: 503, headers: { 'retry-after': '7' }, takesEffect: false }],
] as const)('%s is a failure of the whole, with the time to come back', async (_, code, fault) => {
  server.faults.next(batchRoute, fault);
  await expect(evolink.tasks(access, ['a', 'b'])).rejects.toMatchObject({ code, afterMs: 7_000 });
});

test('an entry that can’t be read takes nothing from the others', () => {
  const running = { id: 'b', status: 'processing', progress: 5 };
  const data = [null, 7, { id: '../x', status: 'completed' }, { id: 'a', status: 'completed', results: [] }, running];
  expect(readTaskBatch({ data }).map(({ id }) => id)).toEqual(['b']);
});
