import { connect } from 'node:net';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import { practiceOptions } from './practice-options.ts';
import { bytesAt, errorOf, hourMs, startPractice } from './practice-client.ts';

describe('practice server', () => {
  test('a request becomes a task that is pending, then processing, then completed with its pictures', async () => {
    const client = await startPractice();
    const accepted = await client.generate({ n: 2, size: '3:2' });
    expect(accepted.json).toMatchObject({
      model: 'gpt-4o-image',
      object: 'image.generation.task',
      progress: 0,
      status: 'pending',
      task_info: { can_cancel: true, estimated_time: 10 },
      type: 'image',
      usage: { billing_rule: 'per_call', credits_reserved: 5 },
    });
    expect(accepted.headers.get('x-request-id')).toMatch(/^req_/);
    client.clock.pass(5000);
    expect((await client.lookUp(accepted.json['id'])).json).toMatchObject({ status: 'processing' });
    client.clock.pass(5000);
    const { json } = await client.lookUp(accepted.json['id']);
    expect(json).toMatchObject({ status: 'completed', progress: 100, duration: 10, usage: { credits_used: 5 } });
    const pictures = await Promise.all((json['results'] as string[]).map(bytesAt));
    expect(pictures).toHaveLength(2);
    for (const bytes of pictures) expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 1536, height: 1024 });
    expect(pictures[0]).not.toEqual(pictures[1]);
  });

  test('tasks that people wait for take some seconds, and say truthfully how many', async () => {
    const { taskMs } = practiceOptions({});
    const client = await startPractice({ taskMs });
    const { json } = await client.generate({ n: 4 });
    const { estimated_time: estimated } = json['task_info'] as { estimated_time: number };
    expect(estimated).toBeGreaterThanOrEqual(10);
    expect(estimated).toBeLessThanOrEqual(12);
    client.clock.pass(estimated * 1000);
    expect((await client.lookUp(json['id'])).json['status']).toBe('completed');
  });

  test('result links live 24 hours', async () => {
    const client = await startPractice();
    const { json } = await client.generate({ n: 1 });
    client.clock.pass(10_000);
    const [link = ''] = (await client.lookUp(json['id'])).json['results'] as string[];
    const early = await fetch(link);
    expect([early.status, early.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(Number(early.headers.get('content-length'))).toBe((await early.arrayBuffer()).byteLength);
    client.clock.pass(24 * hourMs - 1);
    expect((await fetch(link)).status).toBe(200);
    client.clock.pass(1);
    expect((await fetch(link)).status).toBe(403);
  });

  test.each(['jpeg', 'webp'] as const)('results can be %s behind a link that ends in .png', async (kind) => {
    const client = await startPractice({ resultKind: kind, resultEnding: 'png' });
    const { results } = await client.finished({ size: '2:3' });
    const [link = ''] = results as string[];
    expect(link).toMatch(/\.png$/);
    expect(await sharp(await bytesAt(link)).metadata()).toMatchObject({ format: kind, width: 1024, height: 1536 });
  });

  test('every route but the links to files wants the key', async () => {
    const client = await startPractice();
    const reply = await client.ask('GET', '/v1/credits', undefined, { authorization: 'Bearer sk-wrong' });
    expect([reply.status, errorOf(reply)['code']]).toEqual([401, 'unauthorized']);
    expect((await client.generate({}, { authorization: '' })).status).toBe(401);
    expect(client.server.ledger).toEqual([]);
  });

  test('an unknown task and an unknown path are 404, another method is 405', async () => {
    const client = await startPractice();
    const reply = await client.lookUp('task-unified-1-unknown1');
    expect([reply.status, errorOf(reply)['code']]).toEqual([404, 'task_not_found']);
    expect((await client.ask('GET', '/v1/nothing')).status).toBe(404);
    expect((await client.ask('DELETE', '/v1/credits')).status).toBe(405);
  });

  test('nonsense from another program is answered, and harms nobody', async () => {
    const client = await startPractice();
    const { port } = new URL(client.server.url);
    const heard = new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('GET // HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'));
      socket.once('data', (bytes: Buffer) => resolve(bytes.toString('latin1').split('\r\n')[0] ?? ''));
    });
    expect(await heard).toBe('HTTP/1.1 404 Not Found');
    expect((await client.generate({ image_urls: [`${client.server.url}/files/%E0%A4%A`] })).status).toBe(400);
    expect((await fetch(`${client.server.url}/files/%E0%A4%A`)).status).toBe(404);
    const { id } = await client.finished();
    for (const picture of ['-1.png', '1.png', 'x.png']) {
      expect((await fetch(`${client.server.url}/results/${String(id)}/${picture}`)).status).toBe(404);
    }
  });

  test('errors come in the old form, the new form, or by turns', async () => {
    const old = errorOf(await (await startPractice({ errorForm: 'old' })).generate({ n: 3 }));
    expect(old).toMatchObject({ code: 400, type: 'invalid_request_error', param: 'n' });
    expect(old['request_id']).toMatch(/^req_/);
    const alternating = await startPractice({ errorForm: 'alternate' });
    const codes = [errorOf(await alternating.generate({ n: 3 })), errorOf(await alternating.generate({ n: 3 }))].map(
      ({ code }) => typeof code,
    );
    expect(new Set(codes)).toEqual(new Set(['number', 'string']));
  });

  test('the batch look-up and the task list can be had or not', async () => {
    const client = await startPractice();
    const first = (await client.generate()).json['id'];
    const second = (await client.generate()).json['id'];
    client.clock.pass(10_000);
    const batch = await client.ask('POST', '/v1/tasks/batch', { task_ids: [first, second, 'task-unknown'] });
    expect(batch.json).toMatchObject({ data: [{ id: first, status: 'completed' }, { id: second }] });
    expect((await client.ask('POST', '/v1/tasks/batch', { task_ids: Array.from({ length: 51 }, () => 'x') })).status).toBe(400);
    const list = await client.ask('GET', '/v1/tasks?page=1&page_size=1&status=completed&model=gpt-4o-image');
    expect(list.json).toMatchObject({
      data: [{ id: second, result_count: 1, has_error: false, credits_used: 2.5 }],
      total: 2,
      page: 1,
      page_size: 1,
    });
    const bare = await startPractice({ features: { batch: false, taskList: false } });
    expect((await bare.ask('POST', '/v1/tasks/batch', { task_ids: ['x'] })).status).toBe(404);
    expect((await bare.ask('GET', '/v1/tasks')).status).toBe(404);
  });

  test('a callback is recorded when it is due, with the body of a look-up', async () => {
    const client = await startPractice();
    const { json } = await client.generate({ callback_url: 'https://example.com/done' });
    expect(client.server.callbacks).toEqual([]);
    client.clock.pass(10_000);
    expect(client.server.callbacks).toMatchObject([{ url: 'https://example.com/done', body: { id: json['id'], status: 'completed' } }]);
  });

  test('what was asked is remembered, for tests that count', async () => {
    const client = await startPractice();
    await client.lookUp('task-1');
    await client.generate({ prompt: 'a lake', n: 3 });
    expect(client.server.requests).toMatchObject([
      { route: 'GET /v1/tasks/{id}', path: '/v1/tasks/task-1' },
      { route: 'POST /v1/images/generations', body: { prompt: 'a lake', n: 3 } },
    ]);
  });

  test.each([
    ['[fail:content_policy_violation]', { status: 'failed', error: { code: 'content_policy_violation' } }],
    ['[slow]', { status: 'completed', duration: 60 }],
    ['[fewer]', { status: 'completed', usage: { credits_used: 7.5 } }],
  ])('a prompt with %s shows how that looks', async (order, expected) => {
    const client = await startPractice();
    expect(await client.finished({ prompt: `a lake ${order}`, n: 4 })).toMatchObject(expected);
  });

  test('a prompt with [expired] has links that have already run out', async () => {
    const client = await startPractice();
    const { results } = await client.finished({ prompt: 'a lake [expired]' });
    expect((await fetch((results as string[])[0] ?? '')).status).toBe(403);
  });
});
