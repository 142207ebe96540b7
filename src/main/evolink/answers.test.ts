import fc from 'fast-check';
import { expect, test } from 'vitest';

import { Failure } from '../../shared/failure.ts';
import { readBalance } from './account-answer.ts';
import { parseJson } from './answer-form.ts';
import { readAcceptance, readTask } from './answers.ts';
import { failureOf, retryAfterMs } from './refusals.ts';
import { readTaskList } from './task-list-answer.ts';
import { readUpload } from './upload-answer.ts';

const completed = { id: 'task-1', status: 'completed', progress: 100, results: ['https://files.test/a.png'] };

test('the documented answers are read', () => {
  const accepted = {
    created: 1757156493,
    id: 'task-unified-1757156493-imcg5zqt',
    status: 'pending',
    task_info: { can_cancel: true, estimated_time: 100 },
    usage: { billing_rule: 'per_call', credits_reserved: 2.5, user_group: 'default' },
  };
  expect(readAcceptance(accepted)).toEqual({ taskId: 'task-unified-1757156493-imcg5zqt', estimatedSeconds: 100, creditsReserved: 2.5 });
  expect(readTask(completed)).toMatchObject({ status: 'completed', links: ['https://files.test/a.png'], failure: null });
});

test('results are found in each of their forms', () => {
  const task = { id: 't', status: 'completed' };
  const links = ['https://files.test/a.png'];
  expect(readTask({ ...task, result_data: [{ url: links[0] }] }).links).toEqual(links);
  expect(readTask({ ...task, result_data: [{ image_url: links[0] }] }).links).toEqual(links);
  expect(readTask({ ...task, result_data: { url: links[0] } }).links).toEqual(links);
});

test('a finished task without a picture is a bad answer, not a success', () => {
  expect(() => readTask({ id: 't', status: 'completed', results: [] })).toThrow(Failure);
});

test('a failed task keeps its reason in one line, and does without one', () => {
  const failed = { id: 't', status: 'failed', error: { code: 'content_policy_violation', message: 'Not\n  allowed', type: 'task_error' } };
  expect(readTask(failed).failure).toEqual({ code: 'content-policy', serviceCode: 'content_policy_violation', message: 'Not allowed' });
  expect(readTask({ id: 't', status: 'failed' }).failure).toMatchObject({ code: 'task-failed' });
  expect(readTask({ id: 't', status: 'canceled' }).failure).toMatchObject({ code: 'task-failed' });
});

test('the key’s limit counts only when it has one', () => {
  const user = { remaining_credits: 10 };
  expect(readBalance({ data: { user, token: { remaining_credits: 3, unlimited_credits: false } } }, 7)).toEqual({
    credits: 10,
    keyCredits: 3,
    at: 7,
  });
  expect(readBalance({ data: { user, token: { remaining_credits: 3, unlimited_credits: true } } }, 7).keyCredits).toBeNull();
  expect(readBalance({ data: { user } }, 7).keyCredits).toBeNull();
});

test('whatever the service says, the answer is read or refused by name', () => {
  const readers = [readAcceptance, readTask, readTaskList, readUpload, (body: unknown) => readBalance(body, 0)];
  const shapes = fc.record(
    {
      id: fc.anything(),
      status: fc.anything(),
      progress: fc.anything(),
      results: fc.anything(),
      result_data: fc.anything(),
      data: fc.anything(),
      error: fc.anything(),
      usage: fc.anything(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(shapes, fc.anything()), fc.constantFrom(...readers), (body, reader) => {
      try {
        reader(body);
      } catch (error) {
        expect(error).toBeInstanceOf(Failure);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('any error page at any status becomes a failure', () => {
  fc.assert(
    fc.property(fc.integer({ min: 300, max: 599 }), fc.oneof(fc.string(), fc.json()), (status, text) => {
      expect(failureOf({ status, headers: {}, text })).toBeInstanceOf(Failure);
    }),
  );
  expect(() => parseJson('<html>')).toThrow(Failure);
});

test('Retry-After is read as seconds and as a date, and absurd values are bounded', () => {
  const now = Date.parse('2026-11-22T10:00:00Z');
  const after = (value: string) => retryAfterMs({ status: 429, headers: { 'retry-after': value }, text: '' }, now);
  expect(after('12')).toBe(12_000);
  expect(after('Sun, 22 Nov 2026 10:00:30 GMT')).toBe(30_000);
  expect(after('Sun, 22 Nov 2020 10:00:30 GMT')).toBe(1_000);
  expect(after('999999999')).toBe(3_600_000);
  expect(after('soon')).toBeNull();
});
