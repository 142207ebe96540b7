import { describe, expect, test } from 'vitest';

import type { Cost, Job, JobState, Task, Waiting } from '../../shared/job.ts';
import { costOf } from '../job-cost.ts';
import { byDay, jobFilters, passes, type JobFilter } from './job-filter.ts';

const task: Task = { id: 'task-1', acceptedAt: 0, estimatedSeconds: 100, progress: 10, expectedAt: null, revisedPrompt: null };
const unpaid: Cost = { estimated: 2.5, reserved: null, used: null, charged: 'no' };

function job(state: JobState, { cost = unpaid, practice = false, createdAt = 0 } = {}): Job {
  const request = { model: 'gpt-4o-image', prompt: 'a fox', size: 'auto', count: 1, references: [], mask: null, callbackUrl: null };
  return { id: 'a', request, createdAt, updatedAt: createdAt, place: createdAt, practice, cost, pictures: [], ...state };
}

const queued = (reason: Waiting | null = null): Job => job({ state: 'queued', waiting: reason });
const failed = (code: 'cancelled' | 'content-policy', cost = unpaid): Job =>
  job({ state: 'failed', task: null, failure: { code, message: '' }, finishedAt: 0 }, { cost });

describe('the filters', () => {
  test.each<[string, Job, JobFilter[]]>([
    ['a job that isn’t sent yet', queued(), []],
    ['an uploading job', job({ state: 'uploading', waiting: null }), []],
    ['a job that is being sent', job({ state: 'submitting', sentAt: 0 }), ['all', 'running']],
    [
      'a job whose pictures wait for the network',
      job({ state: 'saving', task, links: [], waiting: { for: 'offline' } }),
      ['all', 'running'],
    ],
    [
      'a job whose pictures wait for the disk',
      job({ state: 'saving', task, links: [], waiting: { for: 'disk' } }),
      ['all', 'running', 'attention'],
    ],
    ['a running job', job({ state: 'running', task, waiting: null }), ['all', 'running']],
    [
      'a job whose answer was lost',
      job({ state: 'unknown', sentAt: 0, failure: { code: 'lost-answer', message: '' } }),
      ['all', 'attention'],
    ],
    ['a refused job', failed('content-policy'), ['all', 'attention']],
    ['a job that was taken back', failed('cancelled'), ['cancelled']],
    ['a stopped job', job({ state: 'stopped', task, why: 'person' }), ['all']],
    ['a finished job', job({ state: 'done', task, finishedAt: 0 }), ['all', 'done']],
  ])('%s stands where it belongs', (_name, subject, filters) => {
    expect(jobFilters.filter((filter) => passes(subject, filter))).toEqual(filters);
  });

  test('jobs stand under their days, in their order', () => {
    const jobs = [30, 25, 14].map((createdAt) => job({ state: 'queued', waiting: null }, { createdAt }));
    expect(byDay(jobs, (time) => Math.floor(time / 10)).map(({ day, jobs: own }) => [day, own.length])).toEqual([
      [3, 1],
      [2, 1],
      [1, 1],
    ]);
  });
});

describe('the cost', () => {
  const paid = (charged: Cost['charged'], reserved: number | null, used: number | null): Cost => ({
    estimated: 5,
    reserved,
    used,
    charged,
  });

  test.each<[string, Job, ReturnType<typeof costOf>]>([
    ['before sending an estimate', queued(), { how: 'about', credits: 2.5 }],
    ['never sent nothing', failed('cancelled'), { how: 'none', credits: null }],
    [
      'once accepted what is held back',
      job({ state: 'stopped', task, why: 'person' }, { cost: paid('reserved', 4, null) }),
      { how: 'reserved', credits: 4 },
    ],
    ['at the end what was used', job({ state: 'done', task, finishedAt: 0 }, { cost: paid('yes', 5, 2.5) }), { how: 'used', credits: 2.5 }],
    ['after a failure that it came back', failed('content-policy', paid('refunded', 5, 0)), { how: 'refunded', credits: null }],
    ['without an answer what it may be', failed('content-policy', paid('unknown', null, null)), { how: 'perhaps', credits: 5 }],
    ['in practice nothing', job({ state: 'done', task, finishedAt: 0 }, { practice: true }), { how: 'free', credits: null }],
  ])('is %s', (_name, subject, cost) => {
    expect(costOf(subject)).toEqual(cost);
  });
});
