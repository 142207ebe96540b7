import { isDeepStrictEqual } from 'node:util';

import { isFinal, type Job, type Waiting } from '../../../shared/job.ts';
import type { Scene } from './command.ts';

/** What must be so at every moment. */
export function checkNow(scene: Scene): void {
  const { told, world } = scene;
  const [fault] = told.faults;
  if (fault !== undefined) throw new Error(fault);
  checkUnexpected(scene);
  checkCharges(scene);
  if (!world.mayJournalLag) checkJournal(scene);
}

/** What must be so besides when nothing is under way. */
export function checkAtRest(scene: Scene): void {
  checkNow(scene);
  if (!scene.world.isHalted) checkWaiting(scene);
}

/** A journal that refuses is the one thing that the engine must be told of this way. */
export function checkUnexpected({ world }: Scene): void {
  const unexpected = world.engine.unexpected.filter((error) => !String(error).includes('database or disk is full'));
  if (unexpected.length > 0) throw new Error(`Nobody expected this: ${String(unexpected[0])}`, { cause: unexpected[0] });
}

function checkCharges({ told, world }: Scene): void {
  const { ledger } = world.server;
  if (ledger.length > told.clicks) throw new Error(`${ledger.length} charges for ${told.clicks} clicks`);
  const keys = ledger.flatMap(({ idempotencyKey }) => idempotencyKey ?? []);
  if (new Set(keys).size < keys.length) throw new Error('An idempotency key was charged twice');
  const ids = new Set(told.jobs.map(({ id }) => id));
  if (!keys.every((key) => ids.has(key))) throw new Error('A paid request had another idempotency key than its job’s id');
}

/** What a new start would find is what is known now, but for news that needn't survive. */
function checkJournal({ told, world }: Scene): void {
  const { book, journal } = world.engine;
  const written = new Map(journal.jobs().map((job) => [job.id, job]));
  for (const job of book.all()) {
    const there = written.get(job.id);
    if (!there) throw new Error(`${told.nameOf(job.id)} isn't in the journal`);
    const [known, found] = [lasting(job), lasting(there)];
    if (!isDeepStrictEqual(known, found)) {
      throw new Error(`${told.nameOf(job.id)} is another in the journal:\n${JSON.stringify(found)}\n${JSON.stringify(known)}`);
    }
  }
}

/** Progress and reasons to wait are news of the moment. */
function lasting(job: Job): Job {
  const plain = 'waiting' in job ? { ...job, waiting: null } : job;
  const isOnItsWay = plain.state === 'running' || plain.state === 'saving';
  return isOnItsWay ? { ...plain, task: { ...plain.task, progress: 0, expectedAt: null } } : plain;
}

/** These end by what a person does, or by what the app hears from elsewhere. */
const endsFromOutside = new Set<string>(['key', 'pause', 'budget'] satisfies Waiting['for'][]);

/** Whoever doesn't go on says why; with no timer left and nothing under way, for a reason that ends from outside. */
function checkWaiting({ told, world }: Scene): void {
  const { engine } = world;
  const isPaused = engine.jobs.queue.state().paused;
  for (const job of engine.book.all()) {
    const reason = reasonOf(job);
    const name = told.nameOf(job.id);
    if (job.state === 'queued' && reason === 'pause' && !isPaused) throw new Error(`${name} waits for a pause that is over`);
    if (engine.timers === 0 && !mayRest(job) && !endsFromOutside.has(reason)) {
      throw new Error(`${name} is ${job.state} (${reason}), and nothing will ever happen to it`);
    }
  }
}

/** Whether nothing more has to happen to it by itself. */
export function mayRest(job: Job): boolean {
  return isFinal(job) || job.state === 'stopped' || job.state === 'unknown';
}

export function reasonOf(job: Job): Waiting['for'] | 'nothing' {
  return ('waiting' in job ? job.waiting?.for : undefined) ?? 'nothing';
}
