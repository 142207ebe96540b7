import { randomUUID } from 'node:crypto';

import { Failure, type FailureData } from '../../shared/failure.ts';
import { checkRequest, type GenerationRequest } from '../../shared/generation.ts';
import type { Submitted } from '../../shared/bridge.ts';
import type { Job, JobIn, Waiting } from '../../shared/job.ts';
import { modelFor } from '../../shared/model.ts';
import type { Spending } from '../../shared/spending.ts';
import type { Fact } from '../settings/remembered.ts';
import { withDoubt } from './doubt.ts';
import { priceKey } from './generation-body.ts';
import { ensureKeepable } from './keepable.ts';
import { LostAnswers } from './lost-answers.ts';
import type { JobParts } from './parts.ts';
import { Queue } from './queue.ts';
import { Saver } from './saver.ts';
import { Sender, type Limits } from './sender.ts';
import { spendingOf } from './spending.ts';
import { readJob } from './stored-job.ts';
import { Watcher } from './watcher.ts';

/** The same request again within this time is one job, unless the person says that it is meant. */
const sameWithinMs = 5_000;

export interface Choices extends Omit<Limits, 'paused'> {
  /** Whether new jobs are for the practice server. */
  readonly practice: () => boolean;
  /** Hears of every job whose charge is now known, for the balance. */
  readonly settled: (job: Job) => void;
  readonly paused: Fact<boolean>;
}

type Asking = ReturnType<Jobs['asking']>;

/** The jobs, as the rest of the app sees them: what a person can ask for, and what goes on by itself. */
export class Jobs {
  readonly queue: Queue;
  readonly #parts: JobParts;
  readonly #practice: () => boolean;
  readonly #sender: Sender;
  readonly #watcher: Watcher;
  readonly #saver: Saver;
  readonly #lostAnswers: LostAnswers;

  constructor(parts: JobParts, choices: Choices) {
    this.#parts = parts;
    this.#practice = choices.practice;
    const ended = (job: Job): void => {
      choices.settled(job);
      this.#sender.pump();
    };
    this.#saver = new Saver(parts, { ended, waits: () => this.#sender.pump() });
    this.#watcher = new Watcher(parts, { completed: (job) => this.#saver.save(job), ended });
    const paused = (): boolean => choices.paused.load();
    const accepted = (job: JobIn<'running'>): void => this.#watcher.watch(job);
    const found = (job: JobIn<'running'>): void => {
      this.#sender.answered(job.practice);
      this.#watcher.watchOn(job); // it may be finished for long
    };
    this.#lostAnswers = new LostAnswers(parts, found, paused);
    const after = { accepted, lost: (job: JobIn<'unknown'>) => this.#lostAnswers.watch(job.id) };
    this.#sender = new Sender(parts, { ...choices, paused }, after);
    this.queue = new Queue(parts, choices.paused, () => this.#sender.pump());
  }

  /** Takes up whatever the last run left behind. */
  start(): void {
    for (const job of this.#parts.book.all()) this.#resume(job);
    this.#sender.start();
  }

  /** Newest first. */
  list(): readonly Job[] {
    return [...this.#parts.book.all()].reverse();
  }

  /** When something is asked for now (ms since 1970, by the jobs' own clock), and whether of the practice server. */
  asking(): { readonly at: number; readonly practice: boolean } {
    return { at: this.#parts.clock.now(), practice: this.#practice() };
  }

  /**
   * Writes the job down, so that from here on it is never lost, and sends it as soon as it may be sent. `asking`: as it was when
   * the person asked. Making the request may have taken seconds, which don't make it less likely that it was asked for twice.
   */
  async submit(request: GenerationRequest, again: boolean, asking = this.asking()): Promise<Submitted> {
    const same = again ? null : this.#justMade(request, asking);
    if (same) return { made: false, same };
    await this.#check(request);
    // Once more: a second click may have come while the first was being checked.
    const meanwhile = again ? null : this.#justMade(request, asking);
    return meanwhile ? { made: false, same: meanwhile } : { made: true, job: this.#make(request, asking) };
  }

  /** In credits, or null when nothing is known. What was really charged the last time outweighs the table. */
  estimate(priced: Pick<GenerationRequest, 'model' | 'size' | 'count'>, practice = this.#practice()): number | null {
    return this.#parts.journal.lastPrice(priceKey(priced, practice)) ?? modelFor(priced.model).creditsPerPicture * priced.count;
  }

  /** What was spent today and this month. */
  spending(): Spending {
    return spendingOf(this.#parts.book.all(), this.#parts.clock.now());
  }

  /** The service has no way to cancel: the task goes on there, and is probably charged. */
  stopWatching(id: string): void {
    const { book } = this.#parts;
    const job = book.require(id, 'running', 'saving');
    book.move(job, { state: 'stopped', task: job.task, why: 'person' }, 'stopped');
    this.#watcher.forget(id);
    this.#saver.forget(id);
    this.#sender.pump();
  }

  watchAgain(id: string): void {
    const { book } = this.#parts;
    const job = book.require(id, 'stopped');
    this.#watcher.watchOn(book.move(job, { state: 'running', task: job.task, waiting: null }, 'watched again'));
  }

  /** A new job with the same request; a second click within seconds gets the first one's. */
  async tryAgain(id: string): Promise<Job> {
    const asking = this.asking();
    const { request } = this.#parts.book.require(id, 'failed', 'stopped', 'done');
    await this.#check(request);
    return this.#justMade(request, asking, id) ?? this.#make(request, asking);
  }

  async checkAgain(id: string): Promise<void> {
    this.#parts.book.require(id, 'unknown');
    await this.#lostAnswers.lookFor(id);
  }

  /**
   * The person's decision, knowing that it may cost twice. The same `Idempotency-Key` goes along, and the task is looked for
   * once more: when it is there after all, nothing is sent.
   */
  async sendAgain(id: string): Promise<void> {
    const { book } = this.#parts;
    book.require(id, 'unknown');
    await this.#lostAnswers.lookFor(id).catch((error: unknown) => {
      if (!(error instanceof Failure)) throw error;
    });
    // What turns out not to be sendable ends, and nobody looks for what it may have been charged for any more.
    if (book.current(id, 'unknown')) await ensureKeepable(book.get(id).request, this.#parts.library.inputs);
    const job = book.current(id, 'unknown');
    if (!job) return; // found again, or a second click
    book.move(job, { state: 'queued', waiting: null }, 'sent again by decision');
    this.#sender.release(isNotTold); // whoever decides isn't kept waiting longer than a free question takes
  }

  giveUp(id: string): void {
    const { book, clock } = this.#parts;
    const job = book.require(id, 'unknown');
    book.move(job, { state: 'failed', task: null, failure: job.failure, finishedAt: clock.now() }, 'given up');
  }

  /** The network is back or the machine woke up: go on with everything that waits, and look at what runs. */
  hurry(): void {
    this.#sender.release();
    this.#watcher.hurry();
    this.#saver.hurry();
    this.#lostAnswers.hurry();
  }

  /** The account or the settings changed: go on with what may have waited for that. What the service asked to wait for stays. */
  goOn(): void {
    this.#sender.release(isNotTold);
    this.#watcher.release(isNotTold);
    this.#saver.release(isNotTold);
    this.#lostAnswers.hurry();
  }

  onChanged(listener: (job: Job) => void): () => void {
    return this.#parts.book.onChanged(listener);
  }

  /** Starts nothing more and waits for paid requests that are under way: their answers must be written down. */
  async stop(): Promise<void> {
    this.#watcher.stop();
    this.#saver.stop();
    await Promise.all([this.#lostAnswers.stop(), this.#sender.stop()]);
    this.#parts.book.close();
  }

  /** For the service that it was asked of: what was said to cost nothing must not be paid for since somebody left practice meanwhile. */
  #make(request: GenerationRequest, { practice }: Asking): Job {
    const { book, clock } = this.#parts;
    const now = clock.now();
    const job: Job = {
      id: randomUUID(),
      request,
      createdAt: now,
      updatedAt: now,
      place: Math.max(now, (this.queue.unsent().at(-1)?.place ?? 0) + 1),
      practice,
      cost: { estimated: this.estimate(request, practice), reserved: null, used: null, charged: 'no' },
      pictures: [],
      state: 'queued',
      waiting: null,
    };
    // What can't be read again would be paid for and then forgotten.
    if (!readJob(JSON.stringify(job))) throw new Failure('invalid', "This request couldn't be read again, so it isn't sent.");
    book.add(job);
    this.#sender.pump();
    return book.get(job.id);
  }

  #justMade(request: GenerationRequest, { at: askedAt, practice }: Asking, besides?: string): Job | null {
    const body = JSON.stringify(request);
    const now = this.#parts.clock.now();
    // Not of the future either: after the clock was set back, a job of an hour ago isn't of just now.
    const isOfNow = ({ createdAt }: Job): boolean => askedAt - createdAt < sameWithinMs && createdAt - now < sameWithinMs;
    const isRecent = (job: Job): boolean => isOfNow(job) && job.id !== besides;
    const isSame = (job: Job): boolean => job.practice === practice && job.state !== 'failed' && JSON.stringify(job.request) === body;
    return this.#parts.book.all().findLast((job) => isRecent(job) && isSame(job)) ?? null;
  }

  /** Every rule of the API page once more, on this side of the bridge. */
  async #check(request: GenerationRequest): Promise<void> {
    const ids = [...request.references, ...(request.mask === null ? [] : [request.mask])];
    const inputs = await this.#parts.library.inputs.describe(ids);
    const [problem] = checkRequest(request, modelFor(request.model), new Map(inputs.map((input) => [input.id, input])));
    if (problem) throw new Failure('invalid', `The request breaks a rule of the service: ${problem.rule}.`);
    await ensureKeepable(request, this.#parts.library.inputs);
  }

  #resume(job: Job): void {
    const { book } = this.#parts;
    if (job.state === 'queued') book.note({ ...job, waiting: null });
    else if (job.state === 'uploading') book.witness(job, { state: 'queued', waiting: null }, 'taken up again');
    else if (job.state === 'submitting') this.#diedSubmitting(job);
    else if (job.state === 'running') this.#watcher.watchOn(job);
    else if (job.state === 'saving') this.#saver.save(job);
    else if (job.state === 'unknown') this.#lostAnswers.watch(job.id);
  }

  #diedSubmitting(job: JobIn<'submitting'>): void {
    const failure: FailureData = { code: 'lost-answer', message: 'The app ended while the request was under way.' };
    const cost = { ...withDoubt(job.cost), charged: 'unknown' } as const;
    this.#parts.book.witness(job, { state: 'unknown', sentAt: job.sentAt, failure }, 'answer lost', { cost });
    this.#lostAnswers.watch(job.id);
  }
}

/** What the service asked to wait for stays, whatever else changes. */
function isNotTold({ for: reason }: Waiting): boolean {
  return reason !== 'rate-limit' && reason !== 'service';
}
