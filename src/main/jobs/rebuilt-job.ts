import * as v from 'valibot';

import { Sha256 } from '../../shared/input.ts';
import type { Cost, Job, JobFacts, JobIn, Task } from '../../shared/job.ts';
import type { JournalEvent } from './journal.ts';
import { readJob } from './stored-job.ts';

const TaskIdDetail = v.object({ taskId: v.string() });
const PictureDetail = v.object({ index: v.number(), id: Sha256 });

const damaged = 'The entry of this job in the list of jobs was damaged.';

/**
 * A job whose row is lost, from what happened to it. Never one that would be sent by itself: what came last may be lost too,
 * so a job whose task isn't known may have been sent. Null when neither its request nor its task is known. `earlier` is an
 * outdated form of its row, where there is one.
 */
export function rebuiltJob(events: readonly JournalEvent[], earlier?: Job): Job | null {
  const last = events.at(-1);
  const made =
    earlier ?? events.map(({ what, detail }) => (what === 'made' ? readJob(JSON.stringify(detail)) : null)).find((job) => job !== null);
  const task = taskIn(events);
  if (!last || (!made && !task)) return null;
  const facts = factsOf(made ?? null, events, last);
  if (last.state === 'failed') {
    const failure = { code: 'unexpected', message: damaged } as const;
    return { ...facts, ...charged('unknown', facts), state: 'failed', task, failure, finishedAt: last.at };
  }
  if (!task) return asUnknown(facts, events, last);
  if (last.state === 'done') return { ...facts, ...charged('yes', facts), state: 'done', task, finishedAt: last.at };
  if (last.state === 'stopped') return { ...facts, ...charged('unknown', facts), state: 'stopped', task, why: 'person' };
  // Whatever it was at: a look at its task tells how to go on.
  return { ...facts, ...charged('reserved', facts), state: 'running', task, waiting: null };
}

function asUnknown(facts: JobFacts, events: readonly JournalEvent[], last: JournalEvent): JobIn<'unknown'> {
  const sentAt = events.findLast(({ state }) => state === 'submitting')?.at ?? last.at;
  const failure = { code: 'lost-answer', message: `${damaged} Whether it was sent isn't known.` } as const;
  return { ...facts, ...charged('unknown', facts), state: 'unknown', sentAt, failure };
}

function factsOf(made: Job | null, events: readonly JournalEvent[], { jobId: id, at: updatedAt }: JournalEvent): JobFacts {
  const pictures = picturesIn(events);
  if (made) {
    const { request, createdAt, place, practice, cost } = made;
    return { id, request, createdAt, updatedAt, place, practice, cost, pictures };
  }
  const createdAt = events[0]?.at ?? updatedAt;
  const cost = { estimated: null, reserved: null, used: null, charged: 'unknown' } as const;
  return { id, request: lostRequest, createdAt, updatedAt, place: createdAt, practice: false, cost, pictures };
}

/** What stands for a request that is lost while its task is known: the picture was paid for and can be fetched. */
const lostRequest = { model: 'gpt-4o-image', prompt: '', size: '1:1', count: 1, references: [], mask: null, callbackUrl: null };

function charged(how: Cost['charged'], { cost }: JobFacts): { readonly cost: Cost } {
  return { cost: { ...cost, charged: how } };
}

function taskIn(events: readonly JournalEvent[]): Task | null {
  const accepted = events.findLast(({ detail }) => v.is(TaskIdDetail, detail));
  if (!accepted || !v.is(TaskIdDetail, accepted.detail)) return null;
  const { taskId: id } = accepted.detail;
  return { id, acceptedAt: accepted.at, estimatedSeconds: null, progress: 0, expectedAt: null, revisedPrompt: null };
}

function picturesIn(events: readonly JournalEvent[]): string[] {
  const kept = events.flatMap(({ detail }) => (v.is(PictureDetail, detail) ? [detail] : []));
  return [...new Set(kept.sort((a, b) => a.index - b.index).map(({ id }) => id))];
}
