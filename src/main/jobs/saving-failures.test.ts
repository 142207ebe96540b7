import { expect, test } from 'vitest';

import { Failure, type FailureCode } from '../../shared/failure.ts';
import type { JobIn } from '../../shared/job.ts';
import { LinkRefused } from '../evolink/download.ts';
import { sampleJob } from './sample-job.ts';
import { Saving } from './saving.ts';
import { decidingFailure, endingFailure, withCount } from './saving-failures.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const of = (code: FailureCode): Failure => new Failure(code, code);
const forHours = { attempts: 100, lastedMs: 5 * 60 * minuteMs, waitedMs: 30 * 60 * minuteMs };

function saving(pictures: readonly string[] = []): Saving {
  const task = { id: 't', acceptedAt: 0, estimatedSeconds: null, progress: 100, expectedAt: null, revisedPrompt: null };
  const job: JobIn<'saving'> = { ...sampleJob(), pictures, state: 'saving', task, links: ['a', 'b'], waiting: null };
  const events = ['a', 'b'].map((digit, index) => ({
    jobId: job.id,
    at: 1,
    what: 'picture saved',
    detail: { index, id: digit.repeat(64) },
    state: 'saving' as const,
  }));
  return new Saving(job, [{ jobId: job.id, at: 0, what: 'completed', detail: null, state: 'saving' }, ...events]);
}

test('a machine that was offline for days has lost nothing: the service has not been asked', () => {
  const saved = saving();
  let tried = { attempts: 0, lastedMs: 0, waitedMs: 0 };
  for (let now = 0; now < 3 * dayMs; now += 30 * minuteMs) {
    saved.needsLinks = true;
    saved.unasked = of('offline');
    tried = saved.failed(now, 0);
  }
  expect(tried.attempts).toBe(0);
  expect(tried.waitedMs).toBeGreaterThan(2 * dayMs);
  expect(endingFailure([of('offline')], tried)).toBeNull();
  expect(endingFailure([new LinkRefused(403, false)], tried)).toBeNull();
});

test('links that can’t be reached for a day, though the service is there, are gone', () => {
  expect(endingFailure([of('offline')], forHours)?.code).toBe('links-expired');
  expect(endingFailure([of('offline')], { ...forHours, waitedMs: dayMs / 2 })).toBeNull();
});

test('what a disk can’t hold is never given up', () => {
  expect(endingFailure([of('disk-full'), of('library-unavailable')], forHours)).toBeNull();
  expect(endingFailure([new LinkRefused(410, true), of('disk-full')], forHours)).toBeNull();
});

test('what a person can mend is spoken of first', () => {
  expect(decidingFailure([of('offline'), of('disk-full')], of('no-key')).code).toBe('disk-full');
  expect(decidingFailure([of('bad-answer')], of('no-key')).code).toBe('no-key');
  expect(decidingFailure([of('bad-answer')], of('offline')).code).toBe('bad-answer');
});

test('a single picture needs no counting', () => {
  expect(withCount(of('bad-picture'), 0, 1).message).toBe('bad-picture');
  expect(withCount(of('bad-picture'), 1, 2).message).toBe('1 of 2 pictures are in the library. bad-picture');
});

test('only what the job itself still names counts as kept', () => {
  expect([...saving(['b'.repeat(64)]).kept]).toEqual([[1, 'b'.repeat(64)]]);
  expect(saving(['b'.repeat(64), 'a'.repeat(64)]).pictures()).toEqual(['a'.repeat(64), 'b'.repeat(64)]);
});
