import fs from 'node:fs';

import * as v from 'valibot';

import { transitions, type Job, type JobStateName } from '../../shared/job.ts';
import type { JournalEvent } from './journal.ts';
import { rebuiltJob } from './rebuilt-job.ts';
import { rowsIn, type FoundRow } from './sqlite-rows.ts';
import { readJob } from './stored-job.ts';

/** What a damaged journal still tells: each job in the newest form that could be found, oldest first, and what happened to it. */
export type Salvaged = readonly { readonly job: Job; readonly events: readonly JournalEvent[] }[];

const Id = v.pipe(v.string(), v.uuid());
const JobRow = v.strictTuple([Id, v.number(), v.picklist([0, 1]), v.string()]);
const EventRow = v.tuple([v.null(), Id, v.number(), v.string(), v.string()]);
const stateNames = Object.keys(transitions) as JobStateName[];

/**
 * Reads what can be read, page by page, without SQLite. Jobs and events only: where inputs were uploaded to, prices and
 * durations are learnt again.
 */
export function salvage(file: string): Salvaged {
  const jobs = new Map<string, Job>();
  const events = new Map<string, Map<number, JournalEvent>>();
  for (const row of rowsIn(bytesOf(file), bytesOf(`${file}-wal`))) {
    const job = jobIn(row);
    const event = job ? null : eventIn(row);
    if (job && job.updatedAt >= (jobs.get(job.id)?.updatedAt ?? 0)) jobs.set(job.id, job);
    if (event) events.set(event.jobId, (events.get(event.jobId) ?? new Map<number, JournalEvent>()).set(row.rowid, event));
  }
  const ids = new Set([...jobs.keys(), ...events.keys()]);
  return [...ids].flatMap((id) => told(jobs.get(id), inOrder(events.get(id)))).sort((a, b) => a.job.createdAt - b.job.createdAt);
}

/** What isn't there, or is no file, holds nothing. */
function bytesOf(file: string): Buffer {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ? fs.readFileSync(file) : Buffer.alloc(0);
}

/** A row that is older than the last event was found on a page that is no longer in use. */
function told(job: Job | undefined, events: readonly JournalEvent[]): Salvaged {
  const isOutdated = job !== undefined && job.updatedAt < (events.at(-1)?.at ?? 0);
  const newest = job !== undefined && !isOutdated ? job : rebuiltJob(events, job);
  return newest ? [{ job: newest, events }] : [];
}

function jobIn({ values }: FoundRow): Job | null {
  if (!v.is(JobRow, values)) return null;
  const job = readJob(values[3]);
  return job?.id === values[0] ? job : null;
}

function eventIn({ values }: FoundRow): JournalEvent | null {
  if (!v.is(EventRow, values)) return null;
  const [, jobId, at, what, detail] = values;
  return { jobId, at, what, state: stateNames.find((name) => name === (values as readonly unknown[])[5]) ?? null, detail: parsed(detail) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null; // that it happened is worth more than what was noted with it
  }
}

function inOrder(events: ReadonlyMap<number, JournalEvent> | undefined): JournalEvent[] {
  return [...(events ?? [])].sort(([a], [b]) => a - b).map(([, event]) => event);
}
