import { Failure } from '../../shared/failure.ts';
import { advance, type Job, type JobFacts, type JobIn, type JobState, type JobStateName, type Next } from '../../shared/job.ts';
import { errorCode } from '../files/disk-failure.ts';
import type { Clock } from './clock.ts';
import type { Journal } from './journal.ts';

type Change = Omit<NonNullable<Parameters<typeof advance>[2]>, 'updatedAt'>;

/** How often what couldn't be written down is tried again. */
const retryEveryMs = 5_000;

/** All jobs as they stand now. What is decided here is in the journal before anyone hears of it. */
export class JobBook {
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #unexpected: (error: unknown) => void;
  readonly #jobs = new Map<string, Job>();
  readonly #listeners = new Set<(job: Job) => void>();
  /** What has happened but couldn't be written down yet, in its order. */
  readonly #owed: { readonly job: Job; readonly what: string; readonly detail: unknown }[] = [];
  #cancelRetry: (() => void) | null = null;
  #isInDebt = false;
  #closed = false;

  constructor(journal: Journal, clock: Clock, unexpected: (error: unknown) => void) {
    this.#journal = journal;
    this.#clock = clock;
    this.#unexpected = unexpected;
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
    // As it was made: should its row ever be damaged, this tells what was asked for.
    this.#write(job, 'made', job);
    this.#show(job);
  }

  /**
   * Moves a job on by decision: on the disk when this returns. When it can't be written down this throws and nothing has
   * changed, so that nothing is paid for without its intent on the disk, and nothing that was taken back comes back.
   */
  move<S extends JobStateName, T extends JobState & { readonly state: Next<S> }>(
    job: JobIn<S>,
    to: T,
    what: string,
    change: Change = {},
    detail: unknown = null,
  ): JobFacts & T {
    const moved = advance(job, to, { ...change, updatedAt: this.#clock.now() });
    this.#write(moved, what, detail);
    this.#show(moved);
    return moved;
  }

  /**
   * Moves a job on because something has happened, at the service or to its pictures. That is so whether or not it can be
   * written down, so a full disk doesn't stop it: it is owed to the journal, and nothing is paid for until it is written.
   */
  witness<S extends JobStateName, T extends JobState & { readonly state: Next<S> }>(
    job: JobIn<S>,
    to: T,
    what: string,
    change: Change = {},
    detail: unknown = null,
  ): JobFacts & T {
    const moved = advance(job, to, { ...change, updatedAt: this.#clock.now() });
    this.#owed.push({ job: moved, what, detail });
    this.#payDebts();
    this.#show(moved);
    return moved;
  }

  /** News that needn't survive a crash: progress, and what a job waits for. Too late once the job has moved on. */
  note(job: Job): void {
    if (this.#jobs.get(job.id)?.state === job.state) this.#show(job);
  }

  onChanged(listener: (job: Job) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The last chance for what is owed to the journal. */
  close(): void {
    this.#closed = true;
    this.#payDebts();
  }

  #write(job: Job, what: string, detail: unknown): void {
    try {
      this.#writeOwed();
      this.#journal.record(job, what, detail);
    } catch (error) {
      throw asJournalFailure(error);
    }
  }

  #payDebts(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    try {
      this.#writeOwed();
      this.#isInDebt = false;
    } catch (error) {
      if (!this.#isInDebt) this.#unexpected(error); // once, not every five seconds
      this.#isInDebt = true;
      if (!this.#closed) this.#cancelRetry = this.#clock.after(retryEveryMs, () => this.#payDebts());
    }
  }

  #writeOwed(): void {
    for (let [first] = this.#owed; first; [first] = this.#owed) {
      this.#journal.record(first.job, first.what, first.detail);
      this.#owed.shift();
    }
  }

  /** Somebody who can't bear the news must not keep a job from going on. */
  #show(job: Job): void {
    this.#jobs.set(job.id, job);
    for (const listener of this.#listeners) {
      try {
        listener(job);
      } catch (error) {
        this.#unexpected(error);
      }
    }
  }
}

/** Whatever SQLite calls it: there is no room for it, or it can't be written at all. */
function asJournalFailure(error: unknown): unknown {
  const code = errorCode(error);
  if (!code.startsWith('SQLITE_')) return error;
  const why = error instanceof Error ? error.message : '';
  const isClosed = /^SQLITE_(READONLY|CANTOPEN|IOERR|CORRUPT|NOTADB|BUSY|LOCKED)/.test(code);
  const named = isClosed ? 'journal-unavailable' : 'disk-full';
  return new Failure(named, `The journal of jobs can't be written, so nothing is sent: ${why}.`, { cause: error });
}
