import { expect, test } from 'vitest';

import type { Job } from '../../shared/job.ts';
import { sampleJob, sampleRequest } from '../jobs/sample-job.ts';
import { reportText } from './report.ts';
import { sampleAt as at, sampleFacts as facts, sampleTask as task } from './sample-facts.ts';

const failure = {
  code: 'lost-answer',
  message: 'The connection broke (ECONNRESET).',
  requestId: 'req_7Hq2',
  serviceCode: 'upstream_error',
} as const;

test('support finds versions, settings, the state of each open job, and every id and code of the service', () => {
  const unknown: Job = { ...sampleJob(), state: 'unknown', sentAt: at, failure };
  const running: Job = {
    ...sampleJob({ request: sampleRequest({ references: ['a'.repeat(64)] }) }),
    state: 'running',
    task,
    waiting: { for: 'offline' },
  };
  const account = { ...facts().account, failure: { ...failure, code: 'unauthorized' as const, requestId: 'req_account' } };
  const events = [
    {
      jobId: unknown.id,
      at,
      what: 'postponed',
      state: null,
      detail: { code: 'rate-limited', message: 'Slow down', requestId: 'req_event' },
    },
  ];
  const text = reportText(
    facts({ jobs: [unknown, running], account, events, notices: [{ what: 'settings-damaged', keptAs: '/x' }] }),
    'Hello.',
  );
  for (const told of [
    ...[
      'Hello.',
      'Afterglow        0.1.0',
      'apiUrl           https://api.evolink.ai',
      '~/Pictures/Afterglow',
      '5000 MB',
      'settings-damaged',
    ],
    ...['month            used 7.5', 'unknown          1', `job              ${unknown.id}`, 'running, waiting for offline', '1 reference'],
    ...['request id req_7Hq2', 'service code upstream_error', 'ECONNRESET', 'task-unified-1-x', 'request id req_account'],
    ...['postponed: code rate-limited, message (9 characters), requestId req_event', 'Open jobs (2)'],
  ]) {
    expect(text).toContain(told);
  }
});

test('a journal that can’t be read is said, and the rest is there', () => {
  const text = reportText(facts({ events: { code: 'unexpected', message: 'SQLITE_CORRUPT' } }), '');
  expect(text).toContain('could not be read: unexpected, words (14 characters, SQLITE_CORRUPT)');
  expect(text).toContain('== Log');
});

test('the form of the whole report', () => {
  const done: Job = { ...sampleJob({ id: '00000000-0000-4000-8000-000000000001' }), state: 'failed', task, failure, finishedAt: at };
  expect(reportText(facts({ jobs: [done] }), 'Intro.')).toMatchInlineSnapshot(`
    "Afterglow: diagnostics report
    Written 2026-11-22T09:00:00.000Z (Europe/Berlin)

    Intro.

    == Versions
    Afterglow        0.1.0
    Electron         45.4.1

    == Settings
    apiUrl           https://api.evolink.ai
    filesUrl         https://files-api.evolink.ai
    model            gpt-4o-image
    libraryFolder    the default
    language         system
    theme            system
    motion           system
    concurrency      3
    monthlyBudget    none
    notifications    true

    == Account
    mode             key
    key              ends in wxyz, kept in keychain
    keychain         ready
    balance          not known

    == Library
    folder           ~/Pictures/Afterglow (the default), path (28 characters)
    pictures         12
    free             5000 MB

    == Said at the start
    nothing

    == Spending, in credits
    today            used 0, reserved 0, uncertain 0, refunded 0
    month            used 7.5, reserved 0, uncertain 0, refunded 0

    == Jobs
    all              1
    failed           1
    queue            not paused

    == Open jobs (0)
    nothing

    == Jobs that failed (the latest 1)
    job              00000000-0000-4000-8000-000000000001
      state            failed
      made             1970-01-01T00:00:01.000Z, changed 1970-01-01T00:00:01.000Z, place 1000
      request          gpt-4o-image 1:1, 1 picture, prompt (17 characters), 0 references
      cost             estimated 2.5, reserved not known, used not known, charged: no
      task             task-unified-1-x, accepted 2026-11-22T09:00:00.000Z, estimated 100 s, 40 %, expected 2026-11-22T09:00:00.000Z
      finished         2026-11-22T09:00:00.000Z
      failure          lost-answer, service code upstream_error, request id req_7Hq2, words (34 characters, ECONNRESET)

    == Journal (oldest first)
    nothing

    == Log (oldest first)
    nothing"
  `);
});
