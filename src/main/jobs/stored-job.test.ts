import fc from 'fast-check';
import { expect, test } from 'vitest';

import { editModes, type Edit } from '../../shared/edit.ts';
import type { Reason } from '../../shared/failure-reason.ts';
import { failureCodes } from '../../shared/failure.ts';
import { stopReasons, type Job, type JobState, type Waiting } from '../../shared/job.ts';
import { sampleJob, sampleRequest } from './sample-job.ts';
import { readJob } from './stored-job.ts';

const instant = fc.nat({ max: 4_000_000_000_000 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const task = fc.record({
  id: fc.string(),
  acceptedAt: instant,
  estimatedSeconds: maybe(fc.nat()),
  progress: fc.integer({ min: 0, max: 100 }),
  expectedAt: maybe(instant),
  revisedPrompt: maybe(fc.string()),
});
const waiting: fc.Arbitrary<Waiting | null> = maybe(
  fc.oneof(
    fc.record({ for: fc.constantFrom('offline', 'key', 'credit', 'permission', 'budget', 'disk', 'library', 'journal', 'pause') }),
    fc.record({ for: fc.constantFrom('rate-limit', 'service'), until: instant }),
  ),
);
const reason: fc.Arbitrary<Reason> = fc.oneof(
  fc.record({ why: fc.constantFrom('nothing-painted', 'damaged', 'gone-at-service') }, { noNullPrototype: true }),
  fc.record({ why: fc.constant('some-kept'), kept: fc.nat(), all: fc.nat() }, { noNullPrototype: true }),
  fc.record({ why: fc.constant('said'), words: fc.string() }, { noNullPrototype: true }),
);
const failure = fc.record(
  {
    ...{ code: fc.constantFrom(...failureCodes), message: fc.string(), requestId: fc.string(), serviceCode: fc.string() },
    because: fc.array(reason),
  },
  { requiredKeys: ['code', 'message'], noNullPrototype: true },
);
const state: fc.Arbitrary<JobState> = fc.oneof(
  fc.record({ state: fc.constantFrom('queued', 'uploading'), waiting }),
  fc.record({ state: fc.constant('submitting'), sentAt: instant }),
  fc.record({ state: fc.constant('running'), task, waiting }),
  fc.record({ state: fc.constant('saving'), task, links: fc.array(fc.string()), waiting }),
  fc.record({ state: fc.constant('done'), task, finishedAt: instant }),
  fc.record({ state: fc.constant('failed'), task: maybe(task), failure, finishedAt: instant }),
  fc.record({ state: fc.constant('stopped'), task, why: fc.constantFrom(...stopReasons) }),
  fc.record({ state: fc.constant('unknown'), sentAt: instant, failure }),
);
const sha256 = fc.stringMatching(/^[0-9a-f]{64}$/);
const pixels = fc.integer({ min: 1, max: 100_000 });
const offset = fc.integer({ min: -100_000, max: 100_000 });
const rectangle = fc.record({ left: offset, top: offset, width: pixels, height: pixels });
const wide = fc.integer({ min: -1_000_000, max: 1_000_000 });
const around = fc.integer({ min: 1, max: 1_000_000 });
const crop = fc.record({ left: wide, top: wide, width: around, height: around });
const edit: fc.Arbitrary<Edit> = fc.record({
  ...{ mode: fc.constantFrom(...editModes), original: sha256, mask: sha256 },
  ...{ canvas: rectangle, crop, sent: fc.record({ width: pixels, height: pixels }) },
});
const job: fc.Arbitrary<Job> = fc
  .record({
    state,
    pictures: fc.array(sha256),
    references: fc.array(sha256, { maxLength: 5 }),
    prompt: fc.string(),
    practice: fc.boolean(),
    // Most jobs are none.
    edit: fc.option(edit, { nil: undefined }),
  })
  .map(({ state, pictures, references, prompt, practice, edit }) => {
    const { id, createdAt, updatedAt, place, cost } = sampleJob();
    const request = sampleRequest({ references, prompt, ...(edit && { edit }) });
    return { ...{ id, createdAt, updatedAt, place, cost, pictures, practice }, request, ...state };
  });

test('a job in any state is read as it was written', () => {
  fc.assert(
    fc.property(job, (written) => {
      expect(readJob(JSON.stringify(written))).toEqual(structuredClone(written));
    }),
  );
});

test('what is no job is null, and never an error', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(readJob(text)).toBeNull();
    }),
  );
});

/** What version 0.1 didn't write yet. */
const newNames: ReadonlySet<string> = new Set(['place', 'why']);

test('a job that was written by version 0.1 stands in the queue by its age, and was stopped by its person', () => {
  const queued = sampleJob({ createdAt: 5_000, place: 5_000 });
  expect(readJob(JSON.stringify({ ...queued, place: undefined }))).toEqual(queued);
  const aTask = { id: 'task-1', acceptedAt: 0, estimatedSeconds: null, progress: 0, expectedAt: null, revisedPrompt: null };
  const stopped = { ...sampleJob(), state: 'stopped', waiting: undefined, task: aTask };
  expect(readJob(JSON.stringify(stopped))).toMatchObject({ state: 'stopped', why: 'person' });
});

test('a reason that only a newer version knows leaves the job what it is', () => {
  const failed = { ...sampleJob(), state: 'failed', waiting: undefined, task: null, finishedAt: 7_000 };
  const failure = { code: 'invalid', message: 'It rains.' };
  const read = readJob(JSON.stringify({ ...failed, failure: { ...failure, because: [{ why: 'rain' }] } }));
  expect(read).toMatchObject({ state: 'failed', failure: { ...failure, because: [] } });
});

test('a job that lacks what its state needs is no job', () => {
  fc.assert(
    fc.property(job, fc.nat(), (written, which) => {
      const entries = Object.entries(written).filter(([name]) => !newNames.has(name));
      const rest = Object.fromEntries(entries.filter((_, index) => index !== which % entries.length));
      expect(readJob(JSON.stringify(rest))).toBeNull();
    }),
  );
});
