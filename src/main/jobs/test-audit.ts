import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { isFinal, transitions, type Job, type JobStateName } from '../../shared/job.ts';
import { Library } from '../library/library.ts';
import type { LedgerEntry } from '../practice/ledger.ts';
import type { PracticeServer } from '../practice/practice-server.ts';
import { Journal, type JournalEvent } from './journal.ts';
import { faultsOfFolder } from './test-folder-audit.ts';

/** What the service's own book, the journal and the disk say of a run; each sentence of `faults` names the job. */
export interface Findings {
  readonly jobs: number;
  /** Jobs, and decisions to send one again. */
  readonly clicks: number;
  readonly charges: number;
  readonly picturesCharged: number;
  readonly picturesInLibrary: number;
  /** Charged pictures of jobs that the person gave up, or sent again although they had arrived. */
  readonly leftByDecision: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly halfWritten: number;
  readonly orphans: number;
  readonly journalFaults: number;
  readonly faults: readonly string[];
}

/** Opens what a run has left as the next start would, and compares it with what the service charged. */
export async function audit(folder: string, server: PracticeServer, pricePerPicture = 2.5): Promise<Findings> {
  const journal = Journal.open(join(folder, 'journal.db'), 0);
  const library = await Library.open(join(folder, 'library'));
  try {
    const jobs = journal.jobs();
    const told = jobs.map((job) => ({ job, events: journal.events(job.id) }));
    const journalFaults = [...integrityOf(join(folder, 'journal.db')), ...reportOf(journal), ...told.flatMap(faultsOfEvents)];
    const left = new Set(told.filter(({ events }) => events.some(isLeaving)).map(({ job }) => job.request.prompt));
    const pictures = await comparePictures({ jobs, left }, library, server, pricePerPicture);
    const duplicated = told.flatMap(({ job, events }) => chargedTooOften(job, events, server.ledger));
    const disk = await faultsOfFolder(folder, library, jobs);
    const decisions = told.flatMap(({ events }) => events.filter(isDecision)).length;
    return {
      jobs: jobs.length,
      clicks: jobs.length + decisions,
      charges: server.ledger.length,
      picturesCharged: pictures.charged,
      picturesInLibrary: await library.total(),
      leftByDecision: pictures.left,
      lost: pictures.lost.length,
      duplicated: duplicated.length,
      halfWritten: disk.halfWritten.length,
      orphans: disk.orphans.length,
      journalFaults: journalFaults.length,
      faults: [...pictures.lost, ...duplicated, ...disk.halfWritten, ...disk.orphans, ...journalFaults],
    };
  } finally {
    journal.close();
    await library.close();
  }
}

function isDecision({ what }: JournalEvent): boolean {
  return what === 'sent again by decision';
}

/** After this, a task of the job may be charged that nobody fetches. */
function isLeaving(event: JournalEvent): boolean {
  return isDecision(event) || event.what === 'given up';
}

function nameOf({ id, request }: Job): string {
  return `job ${id} (${request.prompt})`;
}

function integrityOf(file: string): string[] {
  const database = new Database(file, { readonly: true });
  const found = database.pragma('integrity_check', { simple: true });
  database.close();
  return found === 'ok' ? [] : [`the journal: ${String(found)}`];
}

function reportOf({ report, unreadable }: Journal): string[] {
  const sound = report.damaged === null && report.closed === null && unreadable === 0;
  return sound ? [] : [`the journal: ${JSON.stringify(report)}, ${unreadable} rows unreadable`];
}

/** What happened must lead from the first state to the last one by allowed steps, and end where the row stands. */
function faultsOfEvents({ job, events }: { readonly job: Job; readonly events: readonly JournalEvent[] }): string[] {
  const faults: string[] = [];
  let state: JobStateName | null = null;
  for (const event of events) {
    const next = event.state;
    const allowed: readonly JobStateName[] = state === null ? ['queued'] : [state, ...transitions[state]];
    if (next === null || !allowed.includes(next)) faults.push(`${nameOf(job)} went from ${state} to ${next} (${event.what})`);
    state = next;
  }
  const last = events.at(-1);
  if (last?.state !== job.state || last.at !== job.updatedAt) faults.push(`${nameOf(job)} is ${job.state}, its last event ${last?.what}`);
  if (!isFinal(job)) faults.push(`${nameOf(job)} was left ${job.state}`);
  return faults;
}

function chargedTooOften(job: Job, events: readonly JournalEvent[], ledger: readonly LedgerEntry[]): string[] {
  const charges = ledger.filter(({ prompt }) => prompt === job.request.prompt);
  const isHonoured = charges.some(({ idempotencyKey }) => idempotencyKey !== undefined);
  // A key that the service honours makes one charge of however many clicks.
  const clicks = 1 + (isHonoured ? 0 : events.filter(isDecision).length);
  return charges.length > clicks ? [`${nameOf(job)} was charged ${charges.length} times for ${clicks} clicks`] : [];
}

interface Owners {
  readonly jobs: readonly Job[];
  /** Prompts of jobs whose person decided without knowing. */
  readonly left: ReadonlySet<string>;
}

async function comparePictures({ jobs, left }: Owners, library: Library, server: PracticeServer, price: number) {
  const owner = new Map(jobs.flatMap((job) => ('task' in job && job.task ? [[job.task.id, job] as const] : [])));
  const [lost, seen] = [[] as string[], { charged: 0, left: 0 }];
  for (const entry of server.ledger) {
    const count = Math.round(entry.charged / price);
    seen.charged += count;
    const job = owner.get(entry.taskId);
    if (job) for (let index = 0; index < count; index++) lost.push(...(await missing(job, entry.taskId, index, library, server)));
    else if (left.has(entry.prompt)) seen.left += count;
    else lost.push(`task ${entry.taskId} (${entry.prompt}) belongs to no job`);
  }
  return { ...seen, lost };
}

/** A picture must be there byte for byte as the service delivers it. */
async function missing(job: Job, taskId: string, index: number, library: Library, server: PracticeServer): Promise<string[]> {
  const made = Buffer.from(await (await fetch(`${server.url}/results/${taskId}/${index}`)).arrayBuffer());
  const id = createHash('sha256').update(made).digest('hex');
  const file = await library.fileOf('picture', id);
  const isThere = file !== null && (await readFile(file.path)).equals(made);
  return isThere && job.pictures[index] === id ? [] : [`${nameOf(job)}, ${job.state}: picture ${index} is not in the library`];
}
