import { describe, expect, test } from 'vitest';

import { errorOf, startPractice } from './practice-client.ts';

const key = { 'idempotency-key': 'job-0123456789abcdef' };

describe('ledger', () => {
  test('credits are held when a task is accepted and settled on the pictures made', async () => {
    const client = await startPractice();
    client.server.faults.next('POST /v1/images/generations', { kind: 'fewer-pictures', pictures: 3 });
    await client.generate({ n: 4 }, key);
    expect(client.server.ledger).toMatchObject([{ idempotencyKey: key['idempotency-key'], reserved: 10, state: 'reserved', charged: 0 }]);
    expect(client.server.remainingCredits).toBe(990);
    client.clock.pass(10_000);
    expect(client.server.ledger).toMatchObject([{ state: 'settled', charged: 7.5 }]);
    const { json } = await client.ask('GET', '/v1/credits');
    expect(json).toMatchObject({
      success: true,
      data: { user: { remaining_credits: 992.5, used_credits: 7.5 }, token: { unlimited_credits: true } },
    });
  });

  test('a failed task is refunded', async () => {
    const client = await startPractice();
    await client.generate({ prompt: 'x [fail:service_error]', n: 2 });
    expect(client.server.remainingCredits).toBe(995);
    client.clock.pass(10_000);
    expect(client.server.ledger).toMatchObject([{ state: 'refunded', charged: 0 }]);
    expect(client.server.remainingCredits).toBe(1000);
  });

  test('without enough credits nothing is accepted', async () => {
    const client = await startPractice({ credits: 6 });
    expect((await client.generate({ n: 2 })).status).toBe(200);
    const reply = await client.generate({ n: 1 });
    expect(reply.status).toBe(402);
    expect(errorOf(reply)).toMatchObject({ code: 'insufficient_user_quota', estimated_credits: 2.5, account_balance_credits: 1 });
    expect(client.server.ledger).toHaveLength(1);
  });

  test('two requests at once cannot both spend the last credits', async () => {
    const client = await startPractice({ credits: 2.5 });
    const replies = await Promise.all([client.generate(), client.generate()]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 402]);
  });
});

describe('idempotency', () => {
  test('the same key and body answer the first task again, and charge once', async () => {
    const client = await startPractice();
    const first = await client.generate({}, key);
    const again = await client.generate({}, key);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.json).toEqual(first.json);
    expect(client.server.ledger).toHaveLength(1);
  });

  test('the same key with another body is a conflict', async () => {
    const client = await startPractice();
    await client.generate({}, key);
    const reply = await client.generate({ n: 2 }, key);
    expect([reply.status, errorOf(reply)['code']]).toEqual([409, 'idempotency_conflict']);
    expect(client.server.ledger).toHaveLength(1);
  });

  test('a key whose first request is still being worked on has an unknown outcome', async () => {
    const client = await startPractice();
    const gate = Promise.withResolvers<undefined>();
    const received = Promise.withResolvers<undefined>();
    client.server.faults.next('POST /v1/images/generations', {
      kind: 'delay',
      get beforeProcessing() {
        received.resolve(undefined);
        return gate.promise;
      },
    });
    const first = client.generate({}, key);
    await received.promise;
    const reply = await client.generate({}, key).finally(() => gate.resolve(undefined));
    expect([reply.status, errorOf(reply)['code']]).toEqual([409, 'paid_outcome_unknown']);
    expect((await first).status).toBe(200);
    expect(client.server.ledger).toHaveLength(1);
  });

  test('a key must be 16 to 96 plain characters', async () => {
    const client = await startPractice();
    expect((await client.generate({}, { 'idempotency-key': 'short' })).status).toBe(400);
    expect((await client.generate({}, { 'idempotency-key': 'no spaces are allowed' })).status).toBe(400);
  });

  test('a refused request does not use its key up', async () => {
    const client = await startPractice();
    expect((await client.generate({ n: 3 }, key)).status).toBe(400);
    expect((await client.generate({ n: 4 }, key)).status).toBe(200);
  });

  test('a service that does not know the header charges twice', async () => {
    const client = await startPractice({ features: { idempotency: false } });
    await client.generate({}, key);
    await client.generate({}, key);
    expect(client.server.ledger).toHaveLength(2);
  });
});
