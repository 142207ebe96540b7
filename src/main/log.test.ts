import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';

import { Log } from './log.ts';

const key = 'kx"T0p+S3cret/Value==';
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterglow-log-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

const log = (options = {}) => new Log({ folder: join(folder, 'logs'), echo: false, now: () => new Date(0), ...options });
const written = (one: Log) => readFile(one.path, 'utf8');

test('a line says when, how bad and what, in a file that only its owner reads', async () => {
  const one = log();
  one.info('Started', { version: '1' });
  expect(await written(one)).toBe("1970-01-01T00:00:00.000Z info Started { version: '1' }\n");
  expect((await stat(one.path)).mode & 0o777).toBe(0o600);
});

test('an error is written with its causes and what it carries', async () => {
  const one = log();
  one.error('Failed', new Error('outer', { cause: new AggregateError([new TypeError('inner')], 'several') }));
  expect(await written(one)).toMatch(/outer[^]*several[^]*inner/);
});

test.each<[string, unknown]>([
  ['itself', key],
  ['in a sentence', `the key ${key} is wrong`],
  ['as JSON', JSON.stringify({ key })],
  ['in an address', `https://x.example/?key=${encodeURIComponent(key)}`],
  ['as base64', Buffer.from(key).toString('base64')],
  ['as bytes', { raw: Buffer.from(key), list: new Uint8Array(Buffer.from(key)) }],
  ['in an error', new Error(`refused: ${key}`)],
  ['in a cause', new Error('outer', { cause: new Error('inner', { cause: { headers: { Authorization: `Bearer ${key}` } } }) })],
  ['in one of several errors', new AggregateError([new Error(key)], 'several')],
  ['in what an error carries', Object.assign(new Error('x'), { options: { headers: ['authorization', `Bearer ${key}`] } })],
  ['deep in a Map', new Map([['a', { b: { c: [key] } }]])],
  ['in a very long text', 'x'.repeat(200_000) + key],
])('the current key is taken out: %s', async (_where, value) => {
  const one = log();
  one.hide(key);
  one.error('Failed', value);
  one.error(typeof value === 'string' ? value : 'x');
  const text = await written(one);
  for (const piece of ['S3cret', encodeURIComponent(key), Buffer.from(key).toString('base64'), '4b 78', '83, 51, 99']) {
    expect(text).not.toContain(piece);
  }
});

test.each<[string, unknown]>([
  ['a header in an object', { authorization: 'Custom abc.DEF-123' }],
  ['a header as a line', 'POST /v1 HTTP/1.1\r\nAuthorization: Token abc.DEF-123\r\nhost: x'],
  ['a raw header list', ['Authorization', 'Custom abc.DEF-123']],
  ['a bearer', 'sent Bearer abc.DEF-123 off'],
  ['something shaped like a key', 'see sk-abc-DEF-123, please'],
])('what looks like a key is taken out even when nobody said that it is one: %s', async (_what, value) => {
  const one = log();
  one.error('Failed', value);
  expect(await written(one)).not.toContain('DEF-123');
});

test('the rest of a line stays readable', async () => {
  const one = log();
  one.hide(key);
  one.error('Failed', { status: 401, authorization: `Bearer ${key}`, url: 'https://api.evolink.ai/v1/credits' });
  one.info('Task task-unified-1757156493-imcg5zqt is at the service');
  expect(await written(one)).toContain('task-unified-1757156493-imcg5zqt');
  expect(await written(one)).toContain("{ status: 401, authorization: [hidden], url: 'https://api.evolink.ai/v1/credits' }");
});

test('a file that has grown is put aside, and only one of those is kept', async () => {
  const one = log({ maxBytes: 100 });
  for (const word of ['first', 'second', 'third']) one.info(word, 'x'.repeat(60));
  expect(await written(one)).toContain('third');
  expect(await readFile(join(folder, 'logs/afterglow.1.log'), 'utf8')).toContain('second');
});

test('the last lines can be had for a report, also those that were put aside', async () => {
  const one = log({ maxBytes: 100 });
  expect(one.lastLines(5)).toEqual([]);
  for (const word of ['first', 'second', 'third']) one.info(`${word} ${'x'.repeat(60)}`);
  expect(one.lastLines(5).map((line) => line.slice(30, 36))).toEqual(['second', 'third ']);
  expect(one.lastLines(1)).toHaveLength(1);
  await rm(one.path);
  expect(one.lastLines(5)).toHaveLength(1);
});

test('a log that cannot be written is no reason to fail', async () => {
  await writeFile(join(folder, 'logs'), 'a file where the folder should be');
  await chmod(join(folder, 'logs'), 0o400);
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => told.mockRestore());
  log().info('Started');
  expect(told).toHaveBeenCalledWith(expect.stringContaining("The log can't be written"));
});
