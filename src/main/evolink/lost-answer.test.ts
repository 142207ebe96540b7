import { createServer, type AddressInfo, type Socket } from 'node:net';

import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';

import type { Access } from './access.ts';
import { Evolink, paidPatience, type Patience } from './evolink.ts';
import { startRaw, type Answering } from './test-raw-server.ts';
import { Transport } from './transport.ts';

const accepted = JSON.stringify({ id: 'task-unified-1-aaaaaaaa', usage: { credits_reserved: 2.5 }, task_info: { estimated_time: 100 } });
const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-request-id: req-9\r\ncontent-length: ${accepted.length}\r\n\r\n`;
/** Impatient only where nothing else ends it: what is answered is waited for, however busy the machine is. */
const patiences = {
  'left open without another byte': { ...paidPatience, timeoutMs: 150 },
  dripping: { ...paidPatience, totalMs: 2_000 },
  'never connected': { ...paidPatience, totalMs: 400 },
} as const satisfies Record<string, Patience>;

let transport: Transport;
beforeEach(() => {
  transport = new Transport('Afterglow/test', () => Promise.resolve(null));
});
afterEach(() => transport.close());

/** How a connection ends after some bytes. */
const ends = {
  reset: (socket: Socket) => socket.resetAndDestroy(),
  'closed in order': (socket: Socket) => socket.end(),
  'left open without another byte': () => undefined,
} as const satisfies Record<string, Answering>;

/** Where it ends: how much of the answer has been sent by then. */
const places = {
  'before the head': '',
  'in the status line': head.slice(0, 7),
  'in the head': head.slice(0, 40),
  'between two lines of the head': head.slice(0, head.indexOf('\r\n') + 2),
  'after the head': head,
  'after the first byte of the body': head + accepted.slice(0, 1),
  'in the body': head + accepted.slice(0, 40),
  'before the last byte': head + accepted.slice(0, -1),
  'after the announcement that it goes on': 'HTTP/1.1 100 Continue\r\n\r\n',
  'in a chunk': 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n20\r\n{"id":"task',
  'before the last chunk': `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${accepted.length.toString(16)}\r\n${accepted}\r\n`,
  'in the body of a refusal': 'HTTP/1.1 400 Bad Request\r\ncontent-length: 99\r\n\r\n{"error":',
} as const;

function cut(sent: string, end: Answering): Answering {
  return (socket) => {
    if (sent === '') end(socket);
    // What was written must be on its way before a reset throws the rest away.
    else socket.write(sent, 'latin1', () => void setTimeout(() => end(socket), 20));
  };
}

async function submitTo(apiUrl: string, through = transport, patience: Patience = paidPatience) {
  const access: Access = { apiUrl, filesUrl: apiUrl, key: 'sk-some-key', practice: false };
  const body = { model: 'gpt-4o-image', prompt: 'a fox', n: 1 };
  return new Evolink(through, Date.now, patience).submit(access, body, 'a-key-of-sixteen-characters');
}

describe('a paid request whose answer ends early', () => {
  const cases = Object.entries(places).flatMap(([place, sent]) =>
    Object.entries(ends).map(([how, end]) => [place, how, sent, end] as const),
  );

  test.each(cases)('%s, %s, is unknown and was sent once', async (_place, how, sent, end) => {
    const server = await startRaw(cut(sent, end));
    const patience = how === 'left open without another byte' ? patiences[how] : paidPatience;
    const submission = await submitTo(server.url, transport, patience);
    expect(submission).toMatchObject({ outcome: 'unknown', failure: { code: 'lost-answer' } });
    expect(server.requests).toBe(1);
  });

  test('says whether it had begun, and keeps the request id that came with the head', async () => {
    const [none, begun] = [await startRaw(cut('', ends.reset)), await startRaw(cut(places['in the body'], ends.reset))];
    expect(await submitTo(none.url)).toMatchObject({
      failure: { message: expect.stringContaining('before an answer had begun') as string },
    });
    const words = expect.stringContaining('had begun with status 200') as string;
    expect(await submitTo(begun.url)).toMatchObject({ failure: { requestId: 'req-9', message: words } });
  });

  test('drips for ever: the time for all of it ends it', async () => {
    const drips: Answering = (socket) => {
      socket.write(head.replace(/content-length.*\r\n/, 'content-length: 999999\r\n'));
      const timer = setInterval(() => socket.write(' '), 20);
      socket.on('close', () => clearInterval(timer));
    };
    const server = await startRaw(drips);
    expect(await submitTo(server.url, transport, patiences.dripping)).toMatchObject({
      outcome: 'unknown',
      failure: { message: expect.stringContaining('the time was over') as string },
    });
  });
});

/** A whole answer. */
function whole(status: string, body: string, headers = ''): Answering {
  return (socket) => socket.end(`HTTP/1.1 ${status}\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

describe('a whole answer that says nothing certain', () => {
  test.each([
    ['500', whole('500 Internal Server Error', '{}')],
    ['502 from a gateway', whole('502 Bad Gateway', '<html>502</html>', 'content-type: text/html\r\n')],
    ['503 without a time', whole('503 Service Unavailable', '')],
    ['504', whole('504 Gateway Timeout', '')],
    ['524, a gateway’s own', whole('524 A Timeout Occurred', '')],
    ['408', whole('408 Request Timeout', '')],
    ['409, still in flight', whole('409 Conflict', '{"error":{"code":"paid_outcome_unknown","message":""}}')],
    ['409, used for something else', whole('409 Conflict', '{"error":{"code":"idempotency_conflict","message":""}}')],
    ['200 and HTML', whole('200 OK', '<html>Please log in</html>')],
    ['200 and nothing', whole('200 OK', '')],
    ['204', whole('204 No Content', '')],
    ['200 and half of the JSON', whole('200 OK', accepted.slice(0, -3))],
    ['200 and a list', whole('200 OK', `[${accepted}]`)],
    ['200 and an id that climbs', whole('200 OK', '{"id":".."}')],
    ['200 and an error', whole('200 OK', '{"error":{"code":"internal_error","message":"Oops"}}')],
    ['200 that says it failed', whole('200 OK', '{"success":false,"msg":"no"}')],
    ['206', whole('206 Partial Content', '{"id":')],
    ['a status that nobody knows', whole('299 Whatever', '')],
    ['no HTTP', (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')],
    ['a head without an end', (socket) => socket.end(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(100_000)}\r\n\r\n`)],
    ['two lengths', whole('200 OK', accepted, 'content-length: 3\r\n')],
    ['compressed into nonsense', whole('200 OK', '\u001f\u008bnonsense', 'content-encoding: gzip\r\n')],
  ] as const satisfies readonly (readonly [string, Answering])[])('(%s) leaves it unknown, and it was sent once', async (_, answer) => {
    const server = await startRaw(answer);
    expect(await submitTo(server.url)).toMatchObject({ outcome: 'unknown' });
    expect(server.requests).toBe(1);
  });

  test('keeps its request id, whether it is broken JSON or an error', async () => {
    const id = 'x-oneapi-request-id: req-7\r\n';
    for (const answer of [whole('200 OK', '<html>', id), whole('200 OK', '{}', id), whole('502 Bad Gateway', '<html>', id)]) {
      const server = await startRaw(answer);
      expect(await submitTo(server.url)).toMatchObject({ outcome: 'unknown', failure: { requestId: 'req-7' } });
    }
  });
});

describe('a request that surely never left', () => {
  test('stays so: no name, nobody listening, no TLS, a server that hangs up before', async () => {
    const unused = await startRaw(() => undefined);
    const { url } = unused;
    const plain = await startRaw(() => undefined);
    await unused.stop();
    const silent = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void silent.close());
    const tls = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    for (const address of ['https://no-such-host.invalid', url, plain.url.replace('http:', 'https:'), tls])
      expect(await submitTo(address, transport, patiences['never connected']), address).toMatchObject({
        outcome: 'not-sent',
        failure: { code: 'offline' },
      });
  });

  test.each(['403 Forbidden', '407 Proxy Authentication Required', '502 Bad Gateway'])(
    'stays so when the proxy answers %s',
    async (status) => {
      const proxy = await startRaw((socket) => socket.end(`HTTP/1.1 ${status}\r\ncontent-length: 0\r\n\r\n`));
      const through = new Transport('Afterglow/test', () => Promise.resolve(proxy.url));
      onTestFinished(() => through.close());
      expect(await submitTo('https://api.evolink.test', through)).toMatchObject({ outcome: 'not-sent' });
    },
  );

  test('stays so when the proxy never makes the connection, and doesn’t wait for it for ever', async () => {
    const proxy = await startRaw(() => undefined);
    const through = new Transport('Afterglow/test', () => Promise.resolve(proxy.url));
    onTestFinished(() => through.close());
    expect(await submitTo('https://api.evolink.test', through, patiences['never connected'])).toMatchObject({ outcome: 'not-sent' });
  });
});

test('a connection that breaks while the request is being written is unknown', async () => {
  const server = createServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  expect(await submitTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)).toMatchObject({ outcome: 'unknown' });
});
