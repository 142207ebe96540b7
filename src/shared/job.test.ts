import fc from 'fast-check';
import { expect, test } from 'vitest';

import { advance, isFinal, isSent, transitions, type Job, type JobState, type JobStateName } from './job.ts';

const names = Object.keys(transitions) as JobStateName[];
const task = { id: 'task-1', acceptedAt: 5, estimatedSeconds: 100, progress: 0, expectedAt: null, revisedPrompt: null };
const failure = { code: 'rejected', message: 'No.' } as const;
const states: { readonly [S in JobStateName]: JobState & { readonly state: S } } = {
  queued: { state: 'queued', waiting: null },
  uploading: { state: 'uploading', waiting: null },
  submitting: { state: 'submitting', sentAt: 4 },
  running: { state: 'running', task, waiting: null },
  saving: { state: 'saving', task, links: ['https://files.test/a.png'], waiting: { for: 'disk' } },
  done: { state: 'done', task, finishedAt: 9 },
  failed: { state: 'failed', task: null, failure, finishedAt: 9 },
  stopped: { state: 'stopped', task, why: 'person' },
  unknown: { state: 'unknown', sentAt: 4, failure },
};

function jobIn(state: JobStateName): Job {
  return {
    id: 'e5a1b1a0-0000-4000-8000-000000000001',
    request: { model: 'gpt-4o-image', prompt: 'a fox', size: '1:1', count: 1, references: [], mask: null, callbackUrl: null },
    createdAt: 1,
    updatedAt: 1,
    place: 1,
    practice: false,
    cost: { estimated: 2.5, reserved: null, used: null, charged: 'no' },
    pictures: [],
    ...states[state],
  };
}

/** Past the compiler, as data from outside would come. */
const advanced = (job: Job, to: JobStateName): Job => advance(job, states[to] as never, { updatedAt: 2 });

test('a job goes where its state allows, or stays, and nowhere else', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.constantFrom(...names), (from, to) => {
      const isAllowed = from === to || (transitions[from] as readonly JobStateName[]).includes(to);
      if (!isAllowed) expect(() => advanced(jobIn(from), to)).toThrow(`from ${from} to ${to}`);
      else expect(advanced(jobIn(from), to)).toEqual({ ...jobIn(to), updatedAt: 2 });
    }),
  );
});

test('whatever happens, the facts of a job stay, nothing leaves a final state, and no state’s own fields outlive it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.array(fc.constantFrom(...names), { maxLength: 30 }), (first, steps) => {
      let job = jobIn(first);
      for (const step of steps) {
        const before = job;
        try {
          job = advanced(job, step);
        } catch {
          continue;
        }
        if (isFinal(before)) expect(job.state).toBe(before.state);
        expect(job).toMatchObject({ id: before.id, request: before.request, createdAt: before.createdAt });
        expect(Object.keys(job).sort()).toEqual(Object.keys(jobIn(job.state)).sort());
      }
    }),
  );
});

test('every state but the final ones leads to an end', () => {
  const leadsToAnEnd = (state: JobStateName, seen: readonly JobStateName[] = []): boolean =>
    transitions[state].length === 0 || transitions[state].some((next) => !seen.includes(next) && leadsToAnEnd(next, [...seen, state]));
  for (const name of names) expect(leadsToAnEnd(name), name).toBe(true);
  expect(names.filter((name) => isFinal(jobIn(name)))).toEqual(['done', 'failed']);
});

test('the paid request is reached only from states that have sent nothing, and from an unknown one: where a service answers a key that comes again with the first task', () => {
  const into = names.filter((name) => (transitions[name] as readonly JobStateName[]).includes('submitting'));
  expect(into).toEqual(['queued', 'uploading', 'unknown']);
});

test('what has cost nothing is told from what was sent', () => {
  expect(names.filter((name) => !isSent(jobIn(name)))).toEqual(['queued', 'uploading', 'failed']);
  expect(isSent({ ...jobIn('failed'), cost: { estimated: 1, reserved: null, used: null, charged: 'unknown' } })).toBe(true);
});
