import { request } from 'node:http';
import { describe, expect, test } from 'vitest';

import { takesEffect, type Fault } from './faults.ts';
import { bytesAt, startPractice, type PracticeClient } from './practice-client.ts';

const aLink: unknown = expect.any(String);

interface Heard {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** The code of the error that ended the exchange, if one did. */
  readonly broken: string | undefined;
}

/** Posts over a bare socket of its own and writes down all that is heard, up to the break if there is one. */
function post(client: PracticeClient): Promise<Heard> {
  return new Promise((resolve) => {
    const heard = { status: undefined as number | undefined, headers: {}, body: '', broken: undefined as string | undefined };
    const done = (broken?: string) => resolve({ ...heard, broken });
    const headers = { authorization: `Bearer ${client.server.key}`, 'content-type': 'application/json' };
    const sent = request(`${client.server.url}/v1/images/generations`, { method: 'POST', headers, agent: false }, (response) => {
      heard.status = response.statusCode;
      heard.headers = response.headers;
      response.on('data', (chunk: Buffer) => (heard.body += chunk.toString()));
      response.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
      response.on('end', () => done());
    });
    sent.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    sent.end(JSON.stringify({ model: 'gpt-4o-image', prompt: 'a lake' }));
  });
}

async function struck(fault: Fault): Promise<{ heard: Heard; charges: number; client: PracticeClient }> {
  const client = await startPractice();
  client.server.faults.next('POST /v1/images/generations', fault);
  const heard = await post(client);
  expect(client.server.faults.unmet).toBe(0);
  expect(client.server.ledger.length === 1).toBe(takesEffect(fault));
  return { heard, charges: client.server.ledger.length, client };
}

describe('faults of the answer', () => {
  test.each([true, false])('a scripted answer with its headers, charged: %s', async (effect) => {
    const { heard, charges } = await struck({
      kind: 'answer',
      status: 429,
      body: { error: { code: 'rate_limit_exceeded' } },
      headers: { 'retry-after': '7' },
      takesEffect: effect,
    });
    expect([heard.status, heard.headers['retry-after'], charges]).toEqual([429, '7', effect ? 1 : 0]);
    expect(JSON.parse(heard.body)).toEqual({ error: { code: 'rate_limit_exceeded' } });
  });

  test.each(['close', 'reset'] as const)('a connection that is lost before the request is processed is not charged (%s)', async (how) => {
    const { heard, charges } = await struck({ kind: 'hang-up', when: 'before-processing', how });
    expect(heard).toMatchObject({ status: undefined, broken: 'ECONNRESET' });
    expect(charges).toBe(0);
  });

  test.each(['close', 'reset'] as const)('a connection that is lost after the request was processed is charged (%s)', async (how) => {
    const { heard, charges } = await struck({ kind: 'hang-up', when: 'after-processing', how });
    expect(heard).toMatchObject({ status: undefined, broken: 'ECONNRESET' });
    expect(charges).toBe(1);
  });

  test.each(['close', 'reset'] as const)('a connection that is lost after the head (%s)', async (how) => {
    const { heard } = await struck({ kind: 'hang-up', when: 'after-head', how });
    expect(heard).toMatchObject({ status: 200, body: '', broken: 'ECONNRESET' });
  });

  test.each(['close', 'reset'] as const)('a connection that is lost in the middle of the body (%s)', async (how) => {
    const { heard } = await struck({ kind: 'hang-up', when: 'mid-body', how });
    expect(heard).toMatchObject({ status: 200, broken: 'ECONNRESET' });
    expect(heard.body.length).toBe(Math.ceil(Number(heard.headers['content-length']) / 2));
  });

  test('a length that promises too much ends in a broken body', async () => {
    const { heard } = await struck({ kind: 'wrong-length', by: 10 });
    expect(Number(heard.headers['content-length'])).toBe(heard.body.length + 10);
    expect(heard.broken).toBe('ECONNRESET');
  });

  test('a length that promises too little cuts the body short', async () => {
    const client = await startPractice();
    client.server.faults.next('GET /v1/credits', { kind: 'wrong-length', by: -10 });
    const response = await fetch(`${client.server.url}/v1/credits`, { headers: { authorization: `Bearer ${client.server.key}` } });
    const body = await response.text();
    expect(body.length).toBe(Number(response.headers.get('content-length')));
    expect(() => void JSON.parse(body)).toThrow();
  });

  test.each([
    ['html', 502],
    ['empty', 200],
    ['garbage', 200],
  ] as const)('%s in place of JSON', async (as, status) => {
    const { heard } = await struck({ kind: 'garbled', as, status, takesEffect: true });
    expect(heard.status).toBe(status);
    expect(() => void JSON.parse(heard.body)).toThrow();
  });

  test('a redirect', async () => {
    const { heard } = await struck({ kind: 'redirect', location: 'https://example.com/', status: 307, takesEffect: false });
    expect([heard.status, heard.headers['location']]).toEqual([307, 'https://example.com/']);
  });

  test('fields that are missing, at any depth', async () => {
    const { heard } = await struck({ kind: 'missing-fields', fields: ['usage', 'task_info.estimated_time'] });
    const body = JSON.parse(heard.body) as Record<string, unknown>;
    expect(body['usage']).toBeUndefined();
    expect(body['task_info']).toEqual({ can_cancel: true });
    expect(body['id']).toBeDefined();
  });

  test('a delay before the head and another before the body, as long as the test wants', async () => {
    const [head, body] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const client = await startPractice();
    client.server.faults.next('GET /v1/credits', { kind: 'delay', beforeHead: head.promise, betweenHeadAndBody: body.promise });
    const seen: string[] = [];
    const answered = fetch(`${client.server.url}/v1/credits`, { headers: { authorization: `Bearer ${client.server.key}` } });
    const noted = answered.then((response) => (seen.push('head'), response));
    seen.push('waiting');
    head.resolve(undefined);
    const response = await noted;
    const text = response.text().then((content) => (seen.push('body'), content));
    seen.push('waiting');
    body.resolve(undefined);
    expect(JSON.parse(await text)).toMatchObject({ success: true });
    expect(seen).toEqual(['waiting', 'head', 'waiting', 'body']);
  });

  test.each([403, 404, 410] as const)('a result link that has expired (%s)', async (status) => {
    const client = await startPractice();
    const { results } = await client.finished();
    client.server.faults.next('GET /results/{task}/{picture}', { kind: 'expired-link', status });
    expect((await fetch((results as string[])[0] ?? '')).status).toBe(status);
    expect((await bytesAt((results as string[])[0])).length).toBeGreaterThan(100);
  });

  test('queued faults come first, a standing one stays until it is cleared', async () => {
    const client = await startPractice();
    const down = (status: number): Fault => ({ kind: 'answer', status, takesEffect: false });
    client.server.faults.always('GET /v1/credits', down(503));
    client.server.faults.next('GET /v1/credits', down(500), down(502));
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await client.ask('GET', '/v1/credits')).status);
    client.server.faults.clear();
    statuses.push((await client.ask('GET', '/v1/credits')).status);
    expect(statuses).toEqual([500, 502, 503, 503, 200]);
  });
});

describe('faults of the task', () => {
  test.each<[string, Fault, Record<string, unknown>]>([
    ['fails with a code', { kind: 'task-fails', code: 'generation_timeout', message: 'late' }, { status: 'failed', error: { code: 'generation_timeout', message: 'late' } }], // prettier-ignore
    ['fails without saying why', { kind: 'task-fails' }, { status: 'failed', error: undefined }],
    ['is slower than it said', { kind: 'slow-progress', times: 100 }, { status: 'processing', task_info: { estimated_time: 10 } }],
    ['is stuck', { kind: 'stuck', at: 42 }, { status: 'processing', progress: 42 }],
    ['goes back and forth', { kind: 'out-of-order-progress' }, { status: 'completed' }],
    ['makes fewer pictures', { kind: 'fewer-pictures', pictures: 1 }, { results: [aLink] }],
    ['makes no picture', { kind: 'fewer-pictures', pictures: 0 }, { status: 'completed', results: [] }],
    [
      'answers result_data[].url',
      { kind: 'result-form', form: 'result_data-url' },
      { results: undefined, result_data: [{}, { url: aLink }] },
    ],
    [
      'answers result_data[].image_url',
      { kind: 'result-form', form: 'result_data-image_url' },
      { result_data: [{}, { image_url: aLink }] },
    ],
    ['answers result_data as an object', { kind: 'result-form', form: 'result_data-object' }, { result_data: { url: aLink } }],
  ])('a task that %s', async (_, fault, expected) => {
    const client = await startPractice();
    client.server.faults.next('POST /v1/images/generations', fault);
    const task = await client.finished({ n: 2 });
    expect({ error: undefined, results: undefined, ...task }).toMatchObject(expected);
    expect(client.server.ledger).toHaveLength(1);
  });

  test('links can be made to run out early', async () => {
    const client = await startPractice();
    client.server.faults.next('POST /v1/images/generations', { kind: 'short-lived-links', lifeMs: 1000 });
    const { results } = await client.finished();
    expect((await fetch((results as string[])[0] ?? '')).status).toBe(403);
  });
});
