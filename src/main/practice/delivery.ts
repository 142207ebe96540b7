import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

import { jsonAnswer, type Answer } from './answers.ts';
import type { AnswerFault, Fault, Wait } from './faults.ts';

// Long enough for a peer on the same machine to have read what was sent before the reset throws it away.
const beforeResetMs = 30;

/** Sends an answer as the fault would have it: late, cut, mislabelled, or as it is. */
export async function deliver(response: ServerResponse, answer: Answer, fault: Fault | undefined, stopped: AbortSignal): Promise<void> {
  if (fault?.kind === 'hang-up') return hangUpMidway(response, answer, fault);
  if (fault?.kind === 'wrong-length') return mislabel(response, answer, fault.by);
  if (fault?.kind === 'delay') await wait(fault.beforeHead, stopped);
  await writeHead(response, answer);
  if (fault?.kind === 'delay') await wait(fault.betweenHeadAndBody, stopped);
  response.end(answer.body);
}

async function mislabel(response: ServerResponse, answer: Answer, by: number): Promise<void> {
  await writeHead(response, answer, answer.body.length + by);
  await written(response, answer.body);
  // A keep-alive connection would leave the client waiting, or reading the surplus as the next answer.
  response.socket?.end();
}

/** Waits for a time or a promise, but never longer than the server lives. */
export async function wait(how: Wait | undefined, stopped: AbortSignal): Promise<void> {
  if (how === undefined) return;
  const begun = typeof how === 'function' ? how() : how;
  const asked = typeof begun === 'number' ? pause(begun, undefined, { signal: stopped }) : begun;
  const gone = new Promise((resolve) => stopped.addEventListener('abort', resolve, { once: true }));
  await Promise.race([asked, gone]).catch(() => undefined);
}

/** Ends the connection without an answer. */
export function hangUp(response: ServerResponse, how: 'close' | 'reset'): void {
  if (how === 'reset') response.socket?.resetAndDestroy();
  else response.socket?.end();
}

async function hangUpMidway(response: ServerResponse, answer: Answer, fault: Extract<AnswerFault, { kind: 'hang-up' }>): Promise<void> {
  if (fault.when === 'after-head' || fault.when === 'mid-body') {
    await writeHead(response, answer);
    if (fault.when === 'mid-body') await written(response, answer.body.subarray(0, Math.ceil(answer.body.length / 2)));
    if (fault.how === 'reset') await pause(beforeResetMs);
  }
  hangUp(response, fault.how);
}

async function writeHead(response: ServerResponse, answer: Answer, length = answer.body.length): Promise<void> {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(Math.max(0, length)) });
  response.flushHeaders();
  await new Promise((resolve) => setImmediate(resolve));
}

function written(response: ServerResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => response.write(bytes, () => resolve()));
}

/** The answer that a fault puts in place of the true one, if it is of that sort. */
export function replacedAnswer(answer: Answer, fault: Fault | undefined): Answer {
  if (!fault) return answer;
  if (fault.kind === 'answer') return scripted(fault);
  if (fault.kind === 'garbled') return { ...garbled[fault.as], status: fault.status ?? answer.status };
  if (fault.kind === 'redirect') return { status: fault.status ?? 302, headers: { location: fault.location }, body: Buffer.alloc(0) };
  if (fault.kind === 'missing-fields') return withoutFields(answer, fault.fields);
  return fault.kind === 'expired-link' ? { ...expiredLink, status: fault.status } : answer;
}

const expiredLink = { headers: { 'content-type': 'text/plain' }, body: Buffer.from('Link has expired') };

function scripted({ status, body = '', headers }: Extract<AnswerFault, { kind: 'answer' }>): Answer {
  if (typeof body === 'object') return jsonAnswer(status, body, headers);
  return { status, headers: { 'content-type': 'text/plain', ...headers }, body: Buffer.from(body) };
}

const garbled = {
  html: { headers: { 'content-type': 'text/html' }, body: Buffer.from('<html><body><h1>502 Bad Gateway</h1><hr>nginx</body></html>') },
  empty: { headers: { 'content-type': 'application/json' }, body: Buffer.alloc(0) },
  garbage: { headers: { 'content-type': 'application/json' }, body: Buffer.from('{"id":"task-unified-1\u0000,,"status":pend') },
};

function withoutFields(answer: Answer, fields: readonly string[]): Answer {
  const value = JSON.parse(answer.body.toString()) as unknown;
  for (const field of fields) removePath(value, field.split('.'));
  return jsonAnswer(answer.status, value, answer.headers);
}

function removePath(value: unknown, [name, ...rest]: readonly string[]): void {
  if (typeof value !== 'object' || value === null || name === undefined) return;
  if (rest.length === 0) Reflect.deleteProperty(value, name);
  else removePath(Reflect.get(value, name), rest);
}
