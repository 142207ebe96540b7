import { createServer } from 'node:net';

import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { PracticeServer } from '../practice/practice-server.ts';
import type { Access } from './access.ts';
import { Evolink, type GenerationBody } from './evolink.ts';
import { Transport } from './transport.ts';

const body: GenerationBody = { model: 'gpt-4o-image', prompt: 'a fox in the snow', n: 1, size: '1:1' };
const submitRoute = 'POST /v1/images/generations';

let server: PracticeServer;
let transport: Transport;
let evolink: Evolink;
let access: Access;
let keys = 0;

const submit = () => evolink.submit(access, body, `test-key-number-${String(++keys).padStart(4, '0')}`);

beforeEach(async () => {
  server = new PracticeServer({ pictures: 'plain', taskMs: () => 50 });
  await server.start();
  transport = new Transport('Afterglow/test', () => Promise.resolve(null));
  evolink = new Evolink(transport, Date.now);
  access = { apiUrl: server.url, filesUrl: server.filesUrl, key: server.key, practice: true };
});
afterEach(async () => {
  await transport.close();
  await server.stop();
});

describe('the paid request', () => {
  test('is accepted with a task, its price and its expected time', async () => {
    const submission = await submit();
    expect(submission).toMatchObject({ outcome: 'accepted', replayed: false, acceptance: { creditsReserved: 2.5 } });
    expect(server.ledger).toHaveLength(1);
  });

  test('is answered with the first task when the same key comes again', async () => {
    const first = await evolink.submit(access, body, 'the-same-key-twice');
    const second = await evolink.submit(access, body, 'the-same-key-twice');
    expect(second).toMatchObject({ outcome: 'accepted', replayed: true });
    expect(second).toMatchObject({ acceptance: { taskId: first.outcome === 'accepted' ? first.acceptance.taskId : '' } });
    expect(server.ledger).toHaveLength(1);
  });

  test('is refused in words that never hold the key, even where the service repeats it', async () => {
    const error = { code: 'invalid_request', message: `Incorrect API key: ${server.key}` };
    server.faults.next(submitRoute, { kind: 'answer', status: 400, body: { error }, takesEffect: false });
    expect(await submit()).toMatchObject({ outcome: 'refused', failure: { message: 'Incorrect API key: [key]' } });
  });

  test('was surely not sent when nobody listens', async () => {
    await server.stop();
    expect(await submit()).toMatchObject({ outcome: 'not-sent', failure: { code: 'offline' } });
    await server.start();
  });

  test('was surely not sent when the name does not exist or the server speaks no TLS', async () => {
    const nameless = await evolink.submit({ ...access, apiUrl: 'https://no-such-host.invalid' }, body, 'some-key-of-sixteen');
    const plain = await evolink.submit({ ...access, apiUrl: server.url.replace('http:', 'https:') }, body, 'some-key-of-sixteen');
    expect([nameless.outcome, plain.outcome]).toEqual(['not-sent', 'not-sent']);
    expect(server.ledger).toHaveLength(0);
  });

  test.each([
    [400, 'invalid_request', 'rejected'],
    [400, 'content_policy_violation', 'content-policy'],
    [401, 'unauthorized', 'unauthorized'],
    [402, 'insufficient_quota', 'no-credit'],
    [403, 'permission_denied', 'forbidden'],
    [403, 'model_access_denied', 'model-unavailable'],
    [404, 'model_not_found', 'model-unavailable'],
    [413, 'too_large', 'rejected'],
    [422, 'invalid_request', 'rejected'],
    [429, 'rate_limit_exceeded', 'rate-limited'],
  ])('is refused for good or for now with %i %s', async (status, code, expected) => {
    server.faults.next(submitRoute, { kind: 'answer', status, body: { error: { code, message: 'No.' } }, takesEffect: false });
    expect(await submit()).toMatchObject({ outcome: 'refused', failure: { code: expected, message: 'No.', serviceCode: code } });
  });

  test('is refused for now by 503 that says when to come back, and unknown without', async () => {
    server.faults.next(submitRoute, { kind: 'answer', status: 503, headers: { 'retry-after': '7' }, takesEffect: false });
    expect(await submit()).toMatchObject({ outcome: 'refused', retryAfterMs: 7_000 });
    server.faults.next(submitRoute, { kind: 'answer', status: 503, takesEffect: true });
    expect(await submit()).toMatchObject({ outcome: 'unknown' });
  });

  test.each([
    ['closed before it was handled', { kind: 'hang-up', when: 'before-processing', how: 'close' }],
    ['reset before it was handled', { kind: 'hang-up', when: 'before-processing', how: 'reset' }],
    ['reset after it was handled', { kind: 'hang-up', when: 'after-processing', how: 'reset' }],
    ['closed after the head', { kind: 'hang-up', when: 'after-head', how: 'close' }],
    ['reset in the body', { kind: 'hang-up', when: 'mid-body', how: 'reset' }],
    ['shorter than promised', { kind: 'wrong-length', by: 10 }],
    ['a page of HTML', { kind: 'garbled', as: 'html', status: 200, takesEffect: true }],
    ['empty', { kind: 'garbled', as: 'empty', status: 200, takesEffect: true }],
    ['without a task', { kind: 'missing-fields', fields: ['id'] }],
    ['500', { kind: 'answer', status: 500, takesEffect: true }],
    ['502 with HTML', { kind: 'garbled', as: 'html', status: 502, takesEffect: true }],
    [
      '409, still in flight',
      { kind: 'answer', status: 409, body: { error: { code: 'paid_outcome_unknown', message: '' } }, takesEffect: true },
    ],
  ] as const)('is unknown, and sent only once, when the answer is %s', async (_, fault) => {
    server.faults.next(submitRoute, fault);
    expect(await submit()).toMatchObject({ outcome: 'unknown' });
    expect(server.requests.filter(({ route }) => route === submitRoute)).toHaveLength(1);
  });

  test('reads the old form of errors and shows the request id', async () => {
    const old = { error: { code: 402, message: 'Insufficient quota', type: 'insufficient_quota_error' } };
    server.faults.next(submitRoute, {
      kind: 'answer',
      status: 402,
      body: old,
      headers: { 'x-oneapi-request-id': 'req-7' },
      takesEffect: false,
    });
    const failure = { code: 'no-credit', serviceCode: 'insufficient_quota_error' };
    expect(await submit()).toMatchObject({ outcome: 'refused', failure });
  });
});

describe('reading', () => {
  test('a task is followed from pending to its links', async () => {
    const submission = await submit();
    if (submission.outcome !== 'accepted') throw new Error('not accepted');
    const { taskId } = submission.acceptance;
    await expect.poll(() => evolink.task(access, taskId)).toMatchObject({ status: 'completed', progress: 100 });
    const task = await evolink.task(access, taskId);
    expect(task.links).toHaveLength(1);
  });

  test('an unknown task is not found, and a wrong key is refused', async () => {
    await expect(evolink.task(access, 'task-unified-1-nothing')).rejects.toMatchObject({ code: 'not-found' });
    await expect(evolink.credits({ ...access, key: 'sk-wrong-key' })).rejects.toMatchObject({ code: 'unauthorized' });
  });

  test('the balance is the account’s, and the key’s own limit only where it has one', async () => {
    expect(await evolink.credits(access)).toMatchObject({ credits: 1000 });
  });

  test('the task list names what was made, and is null where there is none', async () => {
    await submit();
    expect((await evolink.recentTasks(access, 1))?.tasks).toMatchObject([{ model: 'gpt-4o-image', type: 'image' }]);
    expect((await evolink.recentTasks(access, 2))?.tasks).toEqual([]);
    server.faults.next('GET /v1/tasks', { kind: 'answer', status: 404, takesEffect: false });
    expect(await evolink.recentTasks(access, 1)).toBeNull();
  });

  test('an upload gives a link that lives three days', async () => {
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } })
      .png()
      .toBuffer();
    const uploaded = await evolink.upload(access, { name: 'unique-1.png', type: 'image/png', bytes });
    expect(uploaded.url).toContain(server.filesUrl);
    expect((uploaded.expiresAt ?? 0) - Date.now()).toBeGreaterThan(71 * 3_600_000);
  });

  test('an upload that is refused with status 200 is still refused', async () => {
    const refusal = { success: false, code: 40003, msg: 'quota exceeded' };
    server.faults.next('POST /api/v1/files/upload/stream', { kind: 'answer', status: 200, body: refusal, takesEffect: false });
    const upload = evolink.upload(access, { name: 'x.png', type: 'image/png', bytes: new Uint8Array([1]) });
    await expect(upload).rejects.toMatchObject({ message: 'quota exceeded', serviceCode: '40003' });
  });

  test('a server that accepts a free question and then hangs up is one that cannot be reached', async () => {
    const silent = createServer((socket) => socket.on('data', () => socket.destroy()));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    await expect(evolink.credits({ ...access, apiUrl: `http://127.0.0.1:${port}` })).rejects.toMatchObject({ code: 'offline' });
    silent.close();
  });
});
