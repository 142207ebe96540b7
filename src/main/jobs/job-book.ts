import { Failure } from '../../shared/failure.ts';
import { advance, type Job, type JobFacts, type JobIn, type JobState, type JobStateName, type Next } from '../../shared/job.ts';
import type { Clock } from './clock.ts';
import type { Journal } from './journal.ts';

type Change = Parameters<typeof advance>[2];

/** All jobs as they stand now. Every step is in the journal before anyone hears of it. */
export class JobBook {
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #jobs = new Map<string, Job>();
  readonly #listeners = new Set<(job: Job) => void>();

  constructor(journal: Journal, clock: Clock) {
    this.#journal = journal;
    this.#clock = clock;
    for (const job of journal.jobs().reverse()) this.#jobs.set(job.id, job);
  }

  /** Oldest first. */
  all(): readonly Job[] {
    return [...this.#jobs.values()];
  }

  get(id: string): Job {
    const job = this.#jobs.get(id);
    if (!job) throw new Failure('not-found', 'There is no such job.');
    return job;
  }

  /** The job, if it still is in one of these states: after each wait somebody may have moved it on. */
  current<S extends JobStateName>(id: string, ...states: readonly S[]): JobIn<S> | null {
    const job = this.#jobs.get(id);
    return job && (states as readonly JobStateName[]).includes(job.state) ? (job as JobIn<S>) : null;
  }

  /** The job in one of these states, or a sentence that it has moved on: for what a person asks for. */
  require<S extends JobStateName>(id: string, ...states: readonly S[]): JobIn<S> {
    const job = this.current(id, ...states);
    if (!job) throw new Failure('invalid', `The job has moved on: it is ${this.get(id).state} by now.`);
    return job;
  }

  add(job: Job): void {
    this.#journal.record(job, 'made');
    this.#show(job);
  }

  /** Moves a job on, or records news of it in its state. On the disk when this returns. */
  move<S extends JobStateName, T extends JobState & { readonly state: Next<S> }>(
    job: JobIn<S>,
    to: T,
    what: string,
    change: Omit<NonNullable<Change>, 'updatedAt'> = {},
    detail: unknown = null,
  ): JobFacts & T {
    const moved = advance(job, to, { ...change, updatedAt: this.#clock.now() });
    this.#journal.record(moved, what, detail);
    this.#show(moved);
    return moved;
  }

  /** News that needn't survive a crash: progress, and what a job waits for. */
  note(job: Job): void {
    this.#show(job);
  }

  onChanged(listener: (job: Job) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #show(job: Job): void {
    this.#jobs.set(job.id, job);
    for (const listener of this.#listeners) listener(job);
  }
}
