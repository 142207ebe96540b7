import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Socket } from 'node:net';

import { Failure } from '../../shared/failure.ts';
import type { Access } from './access.ts';
import { Downloads } from './download.ts';
import { Evolink } from './evolink.ts';
import { RawServer } from './test-raw-server.ts';
import { strangeAnswer } from './test-strange-answers.ts';
import { Transport } from './transport.ts';

const runs = { seed: 20_261_122, numRuns: 300 } as const;

/** What comes in place of an answer, piece by piece, and how the connection ends after it. */
interface Said {
  readonly pieces: readonly Buffer[];
  readonly reset: boolean;
}
let said: Said = { pieces: [], reset: false };
let server: RawServer;
let evolink: Evolink;
let downloads: Downloads;
let transport: Transport;
let access: Access;

beforeAll(async () => {
  server = new RawServer(say);
  await server.start();
  transport = new Transport('Afterglow/test', () => Promise.resolve(null));
  evolink = new Evolink(transport, Date.now, { timeoutMs: 2_000, totalMs: 3_000 });
  downloads = new Downloads('Afterglow/test');
  access = { apiUrl: server.url, filesUrl: server.url, key: 'sk-some-key', practice: false };
});
afterAll(async () => {
  await Promise.all([transport.close(), downloads.close()]);
  await server.stop();
});

function say(socket: Socket): void {
  for (const piece of said.pieces) socket.write(piece);
  if (said.reset) socket.end(() => socket.resetAndDestroy());
  else socket.end();
}

const statusLine = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('200 OK', '200 OK', '201 Created', '204 No Content', '400 Bad Request', '502 Bad Gateway') },
  { weight: 1, arbitrary: fc.constantFrom('304 Not Modified', '301 Moved', '101 Switching Protocols', '999 Odd', '20', '-1 No', '0 ', '') },
);
const before = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'HTTP/1.1 100 Continue\r\n\r\n',
      'HTTP/1.1 103 Early Hints\r\nlink: <x>\r\n\r\n'.repeat(50),
      '\r\n\r\n',
      'GET / HTTP/1.1\r\n\r\n',
      '\u0000',
    ),
  },
);
/** Given the length of the body. */
const header = fc.constantFrom<(length: number) => string>(
  (length) => `content-length: ${length}`,
  (length) => `content-length: ${length}`,
  (length) => `content-length: ${length + 7}`,
  (length) => `content-length: ${Math.max(0, length - 7)}`,
  () => 'content-length: -1',
  () => 'content-length: 99999999999999999999',
  () => 'transfer-encoding: chunked',
  () => 'transfer-encoding: gzip, chunked',
  () => 'content-encoding: br',
  () => 'location: file:///etc/passwd',
  () => 'location: //',
  () => `x-flood: ${'a'.repeat(20_000)}`,
  () => Array.from({ length: 3_000 }, (_, index) => `x-${index}: 1`).join('\r\n'),
  () => 'x-request-id: \u0000\u0001',
  () => 'no colon at all',
  () => ' folded: yes',
  () => 'retry-after: 1e999',
  () => 'idempotency-replayed: true',
  () => 'date: Thu, 99 Foo 9999',
);
const chunked = fc.constantFrom<(body: string) => string>(
  (body) => body,
  (body) => `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n0\r\n\r\n`,
  (body) => `zz\r\n${body}\r\n0\r\n\r\n`,
  (body) => `ffffffffffffffff\r\n${body}`,
  (body) => `1\r\n${body}\r\n`,
);

function answers(kind: Parameters<typeof strangeAnswer>[0]): fc.Arbitrary<Said> {
  return fc
    .record({
      before,
      statusLine,
      headers: fc.array(header, { maxLength: 3 }),
      body: strangeAnswer(kind),
      chunked,
      cutAt: fc.nat({ max: 400 }),
      reset: fc.boolean(),
    })
    .map(({ before, statusLine, headers, body, chunked, cutAt, reset }) => {
      const head = [`HTTP/1.1 ${statusLine}`, ...headers.map((header) => header(Buffer.byteLength(body)))].join('\r\n');
      const whole = Buffer.from(`${before}${head}\r\n\r\n${chunked(body)}`);
      return { pieces: [whole.subarray(0, cutAt), whole.subarray(cutAt)], reset };
    });
}

/** What a question gives or which failure it ends with; anything else escapes. */
async function outcome(question: () => Promise<unknown>): Promise<unknown> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
}

describe('some hundred strange answers over real connections', { timeout: 60_000 }, () => {
  test('to a paid request: accepted, refused or unknown, never “not sent”, and sent once', async () => {
    const body = { model: 'gpt-4o-image', prompt: 'a fox', n: 1 };
    const property = fc.asyncProperty(answers('acceptance'), async (answer) => {
      said = answer;
      const earlier = server.requests;
      const submission = await evolink.submit(access, body, 'a-key-of-sixteen-characters');
      expect(['accepted', 'refused', 'unknown']).toContain(submission.outcome);
      expect(server.requests).toBe(earlier + 1);
    });
    await fc.assert(property, runs);
  });

  const file = { name: 'a.png', type: 'image/png', bytes: new Uint8Array([1, 2, 3]) };
  test.each([
    ['a look-up', 'task', () => evolink.task(access, 'task-1')],
    ['a look-up of several', 'task', () => evolink.tasks(access, ['task-1', 'task-2'])],
    ['the question for the list', 'list', () => evolink.recentTasks(access, 1)],
    ['the question for the balance', 'balance', () => evolink.credits(access)],
    ['an upload', 'upload', () => evolink.upload(access, file)],
    ['a download', 'task', () => download()],
  ] as const)('to %s: an answer or a failure', async (_, kind, question) => {
    const property = fc.asyncProperty(answers(kind), async (answer) => {
      said = answer;
      expect(await outcome(question)).toBeDefined();
    });
    await fc.assert(property, runs);
  });
});

async function download(): Promise<number> {
  let bytes = 0;
  for await (const chunk of await downloads.open(`${server.url}/a.png`, [server.url], new AbortController().signal))
    bytes += chunk.byteLength;
  return bytes;
}
