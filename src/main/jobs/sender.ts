import { Failure } from '../../shared/failure.ts';
import type { Job, JobIn, Waiting } from '../../shared/job.ts';
import type { Access } from '../evolink/access.ts';
import { Postponed, type Submission } from '../evolink/evolink.ts';
import { backoffMs } from './backoff.ts';
import { Budget } from './budget.ts';
import { Experience } from './experience.ts';
import { generationBody } from './generation-body.ts';
import { Holds } from './holds.ts';
import { Pace } from './pace.ts';
import type { JobParts } from './parts.ts';
import { endsWithTheAccount, passes, restMs, waitingFor } from './refused-for-now.ts';
import { inOrder } from './queue.ts';
import { priceOf, roomFor, type Room } from './room.ts';
import { sealOf } from './sendings.ts';
import { takenOn } from './taking-on.ts';
import { Uploader } from './uploader.ts';

/** Between two paid requests; the service asks for one to two seconds. */
const paidSpacingMs = 1_000;
const retry = { firstMs: 2_000, mostMs: 60_000 };
const mostStrangeAnswers = 5;

/** What the person allows. */
export interface Limits {
  /** Jobs at a service at once. */
  readonly concurrency: () => number;
  /** Credits a calendar month, or null for no limit. */
  readonly budget: () => number | null;
  /** Whether nothing more is to be sent for now. */
  readonly paused: () => boolean;
}

/** Takes queued jobs, in the order of their places, to the point where the service has accepted them: uploads, then the paid request, once. */
export class Sender {
  readonly #parts: JobParts;
  readonly #concurrency: () => number;
  readonly #budget: Budget;
  readonly #paused: () => boolean;
  readonly #accepted: (job: JobIn<'running'>) => void;
  readonly #lost: (job: JobIn<'unknown'>) => void;
  readonly #uploader: Uploader;
  readonly #holds: Holds;
  readonly #pace: Pace;
  readonly #experience: Experience;
  readonly #busy = new Set<string>();
  readonly #underWay = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  readonly #strangeAnswers = new Map<string, number>();
  #failures = 0;

  constructor(
    parts: JobParts,
    limits: Limits,
    after: { accepted: (job: JobIn<'running'>) => void; lost: (job: JobIn<'unknown'>) => void },
  ) {
    this.#parts = parts;
    this.#concurrency = limits.concurrency;
    this.#paused = limits.paused;
    this.#budget = new Budget(parts.clock, limits.budget, () => this.pump());
    this.#accepted = after.accepted;
    this.#lost = after.lost;
    this.#uploader = new Uploader(parts);
    this.#holds = new Holds(parts.clock, () => this.pump());
    this.#experience = new Experience(parts);
    this.#pace = new Pace(parts.clock, paidSpacingMs);
  }

  /** Starts whatever may be started now. Cheap; called after every change. */
  pump(): void {
    if (this.#stopping.signal.aborted) return;
    const jobs = this.#parts.book.all();
    const room = this.#room(jobs);
    for (const job of inOrder(jobs)) {
      if (job.state !== 'queued' || this.#busy.has(job.id)) continue;
      const hold = this.#holdOn(job, room);
      const places = room.places.get(job.practice) ?? 0;
      if (hold || places <= 0) this.#say(job, hold);
      else {
        room.places.set(job.practice, places - 1);
        room.credits -= priceOf(job);
        void this.#send(job);
      }
    }
  }

  #room(jobs: readonly Job[]): Room {
    const leaving = (job: Job): boolean => this.#busy.has(job.id) || job.state === 'submitting';
    return roomFor(jobs, { concurrency: this.#concurrency(), credits: this.#budget.left(jobs, leaving), leaving });
  }

  #holdOn(job: Job, { credits, stuck }: Room): Waiting | null {
    if (this.#paused()) return { for: 'pause' };
    return this.#holds.of(job.practice) ?? stuck ?? (priceOf(job) > credits ? this.#beyondBudget() : null);
  }

  #beyondBudget(): Waiting {
    this.#budget.waitForNextMonth();
    return { for: 'budget' };
  }

  /** Something that jobs may have been waiting for has changed: key, credit, network. */
  release(mayGo?: (waiting: Waiting) => boolean): void {
    this.#failures = 0;
    this.#holds.release(mayGo);
    this.pump();
  }

  /** Starts nothing more; settles when no paid request is under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#holds.release();
    this.#pace.stop();
    this.#budget.stop();
    await Promise.allSettled(this.#underWay);
  }

  #say(job: JobIn<'queued'>, waiting: Waiting | null): void {
    if (JSON.stringify(job.waiting) !== JSON.stringify(waiting)) this.#parts.book.note({ ...job, waiting });
  }

  async #send(job: JobIn<'queued'>): Promise<void> {
    this.#busy.add(job.id);
    try {
      const access = await this.#parts.access(job.practice);
      if (access) await this.#sendWith(access, job);
      else if (!this.#stopping.signal.aborted) this.#holds.set(job.practice, { for: 'key' }, null);
    } catch (error) {
      this.#failedBeforeSending(job, error);
    } finally {
      this.#busy.delete(job.id);
      this.pump();
    }
  }

  async #sendWith(access: Access, job: JobIn<'queued'>): Promise<void> {
    const { book } = this.#parts;
    const links = await this.#uploader.upload(access, job, this.#stopping.signal);
    await this.#pace.turn();
    const ready = book.current(job.id, 'queued', 'uploading');
    if (!ready || this.#stopping.signal.aborted) return; // taken back meanwhile, or the app is quitting
    // Another job, or the person, has just said that this is not the time.
    const hold = this.#paused() ? ({ for: 'pause' } as const) : this.#holds.of(job.practice);
    if (hold) {
      book.witness(ready, { state: 'queued', waiting: hold }, 'held');
      return;
    }
    const paid = this.#pay(access, ready, links);
    this.#underWay.add(paid);
    await paid.finally(() => this.#underWay.delete(paid));
  }

  /** The intent is on the disk before the request leaves, so that after a crash here the job is known to be unknown. */
  async #pay(access: Access, job: JobIn<'queued' | 'uploading'>, links: ReadonlyMap<string, string>): Promise<void> {
    const { book, evolink, step, clock } = this.#parts;
    const body = generationBody(job.request, links);
    const submitting = book.move(job, { state: 'submitting', sentAt: clock.now() }, 'submitting', {}, sealOf(access, job.id, body));
    await step('submitting', job.id);
    const submission = await evolink.submit(access, body, job.id);
    await step('answered', job.id);
    await this.#settle(submitting, submission, access);
  }

  async #settle(job: JobIn<'submitting'>, submission: Submission, access: Access): Promise<void> {
    switch (submission.outcome) {
      case 'accepted':
        await this.#accept(job, submission, access);
        break;
      case 'not-sent':
        this.#postpone(job, submission.failure, null);
        break;
      case 'refused':
        this.#refuse(job, submission, access);
        break;
      case 'unknown':
        this.#lose(job, submission.failure);
    }
  }

  #lose(job: JobIn<'submitting'>, failure: Failure): void {
    const unknown = { state: 'unknown', sentAt: job.sentAt, failure: failure.toData() } as const;
    const cost = { ...job.cost, charged: 'unknown' } as const;
    const inFlightMs = Math.max(0, this.#parts.clock.now() - job.updatedAt);
    this.#lost(this.#parts.book.witness(job, unknown, 'answer lost', { cost }, { inFlightMs }));
  }

  async #accept(job: JobIn<'submitting'>, submission: Submission & { outcome: 'accepted' }, access: Access): Promise<void> {
    this.#failures = 0;
    const running = takenOn(this.#parts, job, submission, access.apiUrl);
    await this.#parts.step('accepted', job.id);
    this.#accepted(running);
    const { creditsReserved } = submission.acceptance;
    if (creditsReserved !== null) this.#experience.learnPrice(job, creditsReserved);
  }

  /** A refusal says that nothing was charged. Some are about the account or the moment: those jobs wait. */
  #refuse(job: JobIn<'submitting'>, { failure, retryAfterMs }: Submission & { outcome: 'refused' }, access: Access): void {
    if (passes(failure.code)) {
      this.#postpone(job, failure, retryAfterMs);
      return;
    }
    // Perhaps a link that the service can't fetch any more: whoever tries again uploads anew.
    if (failure.code === 'rejected') this.#uploader.forget(access, job);
    this.#fail(job, failure);
  }

  #postpone(job: JobIn<'submitting' | 'uploading' | 'queued'>, failure: Failure, retryAfterMs: number | null): void {
    const { book, clock, random } = this.#parts;
    this.#failures += 1;
    const delayMs = retryAfterMs ?? restMs(failure.code) ?? backoffMs(this.#failures, retry, random);
    const waiting = waitingFor(failure.code, clock.now() + delayMs);
    if (!this.#stopping.signal.aborted) this.#holds.set(job.practice, waiting, endsWithTheAccount(failure.code) ? null : delayMs);
    book.witness(job, { state: 'queued', waiting }, 'postponed', {}, failure.toData());
  }

  #failedBeforeSending(job: Job, error: unknown): void {
    if (this.#stopping.signal.aborted) return; // taken up again at the next start
    if (!(error instanceof Failure)) this.#parts.unexpected(error);
    const current = this.#parts.book.current(job.id, 'queued', 'uploading');
    if (!current) return; // taken back meanwhile, or already past the point where it may be sent again
    const failure = error instanceof Failure ? error : new Failure('unexpected', String(error), { cause: error });
    if (passes(failure.code) || this.#mayBeAPassingPage(job.id, failure)) {
      this.#postpone(current, failure, failure instanceof Postponed ? failure.afterMs : null);
    } else this.#fail(current, failure);
  }

  /** An upload answered by what isn't the service: some proxy's page, most likely, so not at once the end of the job. */
  #mayBeAPassingPage(id: string, { code }: Failure): boolean {
    const times = (this.#strangeAnswers.get(id) ?? 0) + 1;
    this.#strangeAnswers.set(id, times);
    return code === 'bad-answer' && times < mostStrangeAnswers;
  }

  #fail(job: JobIn<'submitting' | 'uploading' | 'queued'>, failure: Failure): void {
    const { book, clock } = this.#parts;
    book.witness(job, { state: 'failed', task: null, failure: failure.toData(), finishedAt: clock.now() }, 'refused');
  }
}
