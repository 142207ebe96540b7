import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { Failure, failureCodes } from '../../shared/failure.ts';
import { isPrivateHost } from '../../shared/public-address.ts';
import { readBalance } from './account-answer.ts';
import { parseJson } from './answer-form.ts';
import { readAcceptance, readTask, type TaskReport } from './answers.ts';
import { checkLink } from './download.ts';
import { failureOf, retryAfterMs } from './refusals.ts';
import { readTaskBatch } from './task-batch-answer.ts';
import { readTaskList } from './task-list-answer.ts';
import { hostileLinks, sampleAnswers, strangeAnswer } from './test-strange-answers.ts';
import { readUpload } from './upload-answer.ts';

/** A fixed seed: what is found once stays found. */
const runs = { seed: 20_261_122, numRuns: 10_000 } as const;

const isNumber = (value: number | null, least: number, most: number): boolean => value === null || (value >= least && value <= most);

/** Whether an id, put into an address, asks for that id and nothing else. */
function isSafe(id: string): boolean {
  const address = new URL(`https://api.test/v1/tasks/${encodeURIComponent(id)}?x`);
  return (
    address.host === 'api.test' &&
    address.search === '?x' &&
    address.pathname.split('/').length === 4 &&
    address.pathname.startsWith('/v1/tasks/')
  );
}

function isUsableTask({ id, progress, links, failure, creditsUsed, status }: TaskReport): boolean {
  const isLinked = status !== 'completed' || links.length > 0;
  const areLinks = links.length <= 64 && links.every((link) => URL.canParse(link));
  const isFailure = failure === null || (failureCodes.includes(failure.code) && failure.message.length <= 2_000);
  return isSafe(id) && isNumber(progress, 0, 100) && isNumber(creditsUsed, 0, 1_000_000) && isLinked && areLinks && isFailure;
}

/** Reads an answer as the client does; true when it is refused by name, or can be worked with. */
function holds<T>(text: string, read: (body: unknown) => T, isUsable: (value: T) => boolean): boolean {
  try {
    return isUsable(read(parseJson(text)));
  } catch (error) {
    if (error instanceof Failure && error.code === 'bad-answer' && error.message.length < 2_000) return true;
    throw error;
  }
}

describe('ten thousand strange answers', { timeout: 30_000 }, () => {
  test('to a new task: refused by name, or usable', () => {
    const isUsable = ({ taskId, estimatedSeconds, creditsReserved }: ReturnType<typeof readAcceptance>): boolean =>
      isSafe(taskId) && isNumber(estimatedSeconds, 0, 86_400) && isNumber(creditsReserved, 0, 1_000_000);
    fc.assert(
      fc.property(strangeAnswer('acceptance'), (text) => holds(text, readAcceptance, isUsable)),
      runs,
    );
  });

  test('to a look-up', () => {
    fc.assert(
      fc.property(strangeAnswer('task'), (text) => holds(text, readTask, isUsableTask)),
      runs,
    );
  });

  test('to a look-up of several', () => {
    const several = fc.array(strangeAnswer('task'), { minLength: 1, maxLength: 3 }).map((texts) => `{"data":[${texts.join(',')}]}`);
    fc.assert(
      fc.property(several, (text) => holds(text, readTaskBatch, (reports) => reports.every(isUsableTask))),
      runs,
    );
  });

  test('to the question for the task list', () => {
    const isUsable = ({ tasks, total }: ReturnType<typeof readTaskList>): boolean =>
      isNumber(total, 0, Infinity) &&
      tasks.every(
        ({ id, createdAt, pictures }) => isSafe(id) && isNumber(createdAt, 0, 8.64e15) && isNumber(pictures, 0, Number.MAX_VALUE),
      );
    fc.assert(
      fc.property(strangeAnswer('list'), (text) => holds(text, readTaskList, isUsable)),
      runs,
    );
  });

  test('to an upload', () => {
    const isUsable = ({ url, expiresAt }: ReturnType<typeof readUpload>): boolean =>
      /^https?:$/.test(new URL(url).protocol) && (expiresAt === null || Number.isSafeInteger(expiresAt));
    fc.assert(
      fc.property(strangeAnswer('upload'), (text) => holds(text, readUpload, isUsable)),
      runs,
    );
  });

  test('to the question for the balance', () => {
    const isUsable = ({ credits, keyCredits }: ReturnType<typeof readBalance>): boolean =>
      [credits, keyCredits ?? 0].every(Number.isFinite);
    fc.assert(
      fc.property(strangeAnswer('balance'), (text) => holds(text, (body) => readBalance(body, 0), isUsable)),
      runs,
    );
  });

  test('that refuse: always a failure with a known code, in words of bearable length, and a wait that ends', () => {
    const header = fc.oneof(
      fc.constantFrom('1e999', '-5', '0x10', 'soon', '99999999999999', 'Thu, 01 Jan 1970 00:00:00 GMT', ' 7 '),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), strangeAnswer('error'), header, (status, text, value) => {
        const reply = { status, headers: { 'retry-after': value, date: value, 'x-request-id': value }, text };
        const { code, message, requestId = 'none' } = failureOf(reply);
        const isBearable = failureCodes.includes(code) && message.length <= 2_000 && /^[\x21-\x7e]{1,200}$/.test(requestId);
        return isBearable && isNumber(retryAfterMs(reply, 0), 1_000, 3_600_000);
      }),
      runs,
    );
  });

  test('that link somewhere: followed over https to a public name only', () => {
    const part = fc.constantFrom(
      '@',
      ':',
      '/',
      '\\',
      '.',
      '%',
      '[::1]',
      '127.1',
      '0x7f.1',
      'localhost',
      'files.test',
      '?',
      '#',
      'http',
      'https',
      ':80',
      ':443',
      '\t',
      '１２７',
      '。',
    );
    const link = fc.oneof(
      fc.constantFrom(...hostileLinks),
      fc.webUrl(),
      fc.array(part, { maxLength: 8 }).map((parts) => `https://${parts.join('')}`),
    );
    fc.assert(
      fc.property(link, (text) =>
        holds(
          JSON.stringify(text),
          (body) => checkLink(String(body), []),
          (url) => url.protocol === 'https:' && url.port === '' && url.username === '' && !isPrivateHost(url.hostname),
        ),
      ),
      runs,
    );
  });
});

test('the samples themselves are read', () => {
  for (const acceptance of sampleAnswers.acceptance) expect(readAcceptance(acceptance).estimatedSeconds).toBe(100);
  for (const task of sampleAnswers.task) expect(readTask(task).id).toBe('task-1');
  for (const list of sampleAnswers.list) expect(readTaskList(list).tasks).toHaveLength(2);
});

test('a hundred thousand lists in one another are no way to end the app', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  for (const read of [readAcceptance, readTask, readTaskBatch, readTaskList, readUpload, (body: unknown) => readBalance(body, 0)])
    for (const text of [deep, `{"id":"task-1","status":"failed","error":${deep}}`, `{"data":${deep},"success":true}`])
      expect(holds(text, read as (body: unknown) => unknown, () => true)).toBe(true);
});
