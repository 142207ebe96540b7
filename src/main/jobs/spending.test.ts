import { expect, test } from 'vitest';

import type { Cost, Job } from '../../shared/job.ts';
import { mostSpent } from '../../shared/spending.ts';
import { ledgerCsv } from './ledger-csv.ts';
import { sampleJob, sampleRequest } from './sample-job.ts';
import { spendingOf } from './spending.ts';

const now = new Date(2026, 10, 22, 15).getTime();
const earlierToday = new Date(2026, 10, 22, 0, 0, 1).getTime();
const earlierThisMonth = new Date(2026, 10, 1, 0, 0, 1).getTime();
const lastMonth = new Date(2026, 9, 31, 23, 59).getTime();

function job(at: number, cost: Partial<Cost>, change: Partial<Job> = {}): Job {
  const task = { id: `task-${at}`, acceptedAt: at, estimatedSeconds: null, progress: 100, expectedAt: null, revisedPrompt: null };
  const facts = { ...sampleJob({ createdAt: at }), cost: { estimated: 2.5, reserved: 2.5, used: null, charged: 'yes', ...cost } };
  return { ...facts, state: 'done', task, finishedAt: at, ...change } as Job;
}

test('each credit is counted in one place, for the day and for the month', () => {
  const jobs = [
    job(earlierToday, { used: 2 }),
    job(earlierToday, { charged: 'reserved', reserved: 10 }),
    job(earlierThisMonth, { charged: 'unknown', reserved: 5 }),
    job(earlierThisMonth, { charged: 'refunded', reserved: 7 }),
    job(lastMonth, { used: 100 }),
  ];
  expect(spendingOf(jobs, now)).toEqual({
    today: { used: 2, reserved: 10, uncertain: 0, refunded: 0 },
    month: { used: 2, reserved: 10, uncertain: 5, refunded: 7 },
  });
  expect(mostSpent(spendingOf(jobs, now).month)).toBe(17);
});

test('a sending whose answer was lost counts beside the one that came after it', () => {
  const { month } = spendingOf([job(earlierToday, { used: 2, doubtful: 2.5 })], now);
  expect(month).toMatchObject({ used: 2, uncertain: 2.5 });
  expect(mostSpent(month)).toBe(4.5);
});

test('practice and what was never sent cost nothing', () => {
  const jobs = [job(earlierToday, { used: 2 }, { practice: true }), job(earlierToday, { charged: 'no' })];
  expect(mostSpent(spendingOf(jobs, now).month)).toBe(0);
});

test('where the service doesn’t tell the charge, what it reserved counts', () => {
  expect(spendingOf([job(earlierToday, { used: null, reserved: 2.5 })], now).today.used).toBe(2.5);
});

test('the ledger opens in a spreadsheet: quoted, and no prompt becomes a formula', () => {
  const prompts = ['一只狐狸, "红色"\n在雪地里', '=HYPERLINK("https://evil.test")'];
  const csv = ledgerCsv(prompts.map((prompt) => job(now, { used: 2.5 }, { request: sampleRequest({ prompt }) })));
  expect(csv.startsWith('\uFEFFjob,task,')).toBe(true);
  expect(csv).toContain('"一只狐狸, ""红色""\n在雪地里"');
  expect(csv).toContain(`"'=HYPERLINK(""https://evil.test"")"`);
});
