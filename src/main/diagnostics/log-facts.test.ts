import { inspect } from 'node:util';

import { expect, test } from 'vitest';

import { Failure } from '../../shared/failure.ts';
import { logFacts } from './log-facts.ts';

const at = '2026-11-22T09:00:00.000Z';
const told = (text: string): readonly string[] => logFacts(text.split('\n'));

test('a bug is told with its kind, the engine’s own sentence and where it is in the code', () => {
  const stack = [
    "TypeError: Cannot read properties of undefined (reading 'state')",
    '    at Sender.pump (file:///opt/Afterglow/resources/app.asar/out/main/index.js:2210:17)',
    '    at async #send (/home/mia/projects/app/src/main/jobs/sender.ts:120:5)',
    '    at Socket.onread (/home/mia/app/node_modules/undici/lib/core/socket.js:8:3)',
    '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
    '    at /home/mia/secret/place.js:1:1',
  ].join('\n');
  expect(told(`${at} error Unexpected in jobs.submit ${stack}`)).toEqual([
    `${at} error Unexpected in jobs.submit TypeError Cannot read properties of undefined (reading 'state')`,
    '    at Sender.pump out/main/index.js:2210:17',
    '    at #send src/main/jobs/sender.ts:120:5',
    '    at Socket.onread node_modules/undici:8:3',
    '    at process.processTicksAndRejections node:internal/process/task_queues:95:5',
  ]);
});

test('a failure keeps its code, the system’s code and the request id; what it says stays here', () => {
  const cause = Object.assign(new Error("EACCES: permission denied, open '/home/mia/Love letters.png'"), { code: 'EACCES', errno: -13 });
  const failure = new Failure('library-unavailable', 'Mia’s folder', { cause, requestId: 'req_9' });
  const text = told(`${at} error Unexpected ${inspect(failure)}`).join('\n');
  for (const kept of ['Failure', 'EACCES', 'library-unavailable', 'request id req_9']) expect(text).toContain(kept);
  for (const secret of ['Mia', 'mia', 'letters']) expect(text).not.toContain(secret);
});

test('what only looks like a code, a channel or a sentence of the engine is no reason to tell it', () => {
  const lines = [
    'EVERYTHING I LOVE',
    `${at} error Unexpected in my.diary Error: dear diary`,
    'a fox that is not a dog',
    `${at} info EXCELLENT`,
  ];
  expect(logFacts(lines)).toEqual([`${at} error Unexpected Error`, `${at} info`]);
});
