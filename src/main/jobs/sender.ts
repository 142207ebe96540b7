import { Failure, type FailureCode } from '../../shared/failure.ts';
import type { Job, JobIn, Waiting } from '../../shared/job.ts';
import type { Access } from '../evolink/access.ts';
import { Postponed, type Submission } from '../evolink/evolink.ts';
import { backoffMs } from './backoff.ts';
import { generationBody, priceKey } from './generation-body.ts';
import { Holds } from './holds.ts';
import type { JobParts } from './parts.ts';
import { Uploader } from './uploader.ts';

/** Between two paid requests; the service asks for one to two seconds. */
const paidSpacingMs = 1_000;
const retry = { firstMs: 2_000, mostMs: 60_000 };
const serviceRestMs = 30_000;
const rateLimitRestMs = 45_000;

/** Takes queued jobs, oldest first, to the point where the service has accepted them: uploads, then the paid request, once. */
export class Sender {
  readonly #parts: JobParts;
  readonly #concurrency: () => number;
  readonly #accepted: (job: JobIn<'running'>) => void;
  readonly #lost: (job: JobIn<'unknown'>) => void;
  readonly #uploader: Uploader;
  readonly #holds: Holds;
  readonly #busy = new Set<string>();
  #failures = 0;
  #lastPaidAt = -Infinity;
  #stopped = false;

  constructor(
    parts: JobParts,
    concurrency: () => number,
    after: { accepted: (job: JobIn<'running'>) => void; lost: (job: JobIn<'unknown'>) => void },
  ) {
    this.#parts = parts;
    this.#concurrency = concurrency;
    this.#accepted = after.accepted;
    this.#lost = after.lost;
    this.#uploader = new Uploader(parts);
    this.#holds = new Holds(parts.clock, () => this.pump());
  }

  /** Starts whatever may be started now. Cheap; called after every change. */
  pump(): void {
    if (this.#stopped) return;
    const jobs = this.#parts.book.all();
    let free = this.#concurrency() - jobs.filter((job) => this.#atService(job)).length;
    for (const job of jobs) {
      if (job.state !== 'queued' || this.#busy.has(job.id)) continue;
      const hold = this.#holds.of(job.practice);
      if (hold) this.#say(job, hold);
      else if (free-- > 0) void this.#send(job);
    }
  }

  /** Something that jobs may have been waiting for has changed: key, credit, network. */
  release(): void {
    this.#failures = 0;
    this.#holds.release();
    for (const job of this.#parts.book.all()) if (job.state === 'queued') this.#say(job, null);
    this.pump();
  }

  /** Starts nothing more; settles when no paid request is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#holds.release();
    await Promise.allSettled(this.#underWay);
  }

  readonly #underWay = new Set<Promise<void>>();

  #atService(job: Job): boolean {
    return (
      this.#busy.has(job.id) || job.state === 'submitting' || ((job.state === 'running' || job.state === 'saving') && job.waiting === null)
    );
  }

  #say(job: JobIn<'queued'>, waiting: Waiting | null): void {
    if (JSON.stringify(job.waiting) !== JSON.stringify(waiting)) this.#parts.book.note({ ...job, waiting });
  }

  async #send(job: JobIn<'queued'>): Promise<void> {
    this.#busy.add(job.id);
    try {
      const access = await this.#parts.access(job.practice);
      if (access) await this.#sendWith(access, job);
      else this.#holds.set(job.practice, { for: 'key' }, null);
    } catch (error) {
      this.#failedBeforeSending(job, error);
    } finally {
      this.#busy.delete(job.id);
      this.pump();
    }
  }

  async #sendWith(access: Access, job: JobIn<'queued'>): Promise<void> {
    const links = await this.#uploader.upload(access, job);
    await this.#takeTurn();
    const ready = this.#parts.book.current(job.id, 'queued', 'uploading');
    if (!ready || this.#stopped) return; // taken back meanwhile, or the app is quitting
    const paid = this.#pay(access, ready, links);
    this.#underWay.add(paid);
    await paid.finally(() => this.#underWay.delete(paid));
  }

  /** The intent is on the disk before the request leaves, so that after a crash here the job is known to be unknown. */
  async #pay(access: Access, job: JobIn<'queued' | 'uploading'>, links: ReadonlyMap<string, string>): Promise<void> {
    const { book, evolink, step, clock } = this.#parts;
    const submitting = book.move(job, { state: 'submitting', sentAt: clock.now() }, 'submitting');
    await step('submitting', job.id);
    const submission = await evolink.submit(access, generationBody(job.request, links), job.id);
    await step('answered', job.id);
    await this.#settle(submitting, submission);
  }

  async #settle(job: JobIn<'submitting'>, submission: Submission): Promise<void> {
    switch (submission.outcome) {
      case 'accepted':
        await this.#accept(job, submission);
        break;
      case 'not-sent':
        this.#postpone(job, submission.failure, null);
        break;
      case 'refused':
        this.#refuse(job, submission.failure, submission.retryAfterMs);
        break;
      case 'unknown':
        this.#lose(job, submission.failure);
    }
  }

  #lose(job: JobIn<'submitting'>, failure: Failure): void {
    const unknown = { state: 'unknown', sentAt: job.sentAt, failure: failure.toData() } as const;
    const cost = { ...job.cost, charged: 'unknown' } as const;
    this.#lost(this.#parts.book.move(job, unknown, 'answer lost', { cost }));
  }

  async #accept(job: JobIn<'submitting'>, { acceptance, replayed }: Submission & { outcome: 'accepted' }): Promise<void> {
    const { book, journal, clock, step } = this.#parts;
    this.#failures = 0;
    const now = clock.now();
    const { taskId, estimatedSeconds, creditsReserved } = acceptance;
    const expectedAt = estimatedSeconds === null ? null : now + estimatedSeconds * 1000;
    const task = { id: taskId, acceptedAt: now, estimatedSeconds, progress: 0, expectedAt, revisedPrompt: null };
    const cost = { ...job.cost, reserved: creditsReserved, charged: 'reserved' } as const;
    const running = book.move(job, { state: 'running', task, waiting: null }, 'accepted', { cost }, { taskId, replayed });
    if (creditsReserved !== null) journal.keepPrice(priceKey(job.request, job.practice), creditsReserved, now);
    await step('accepted', job.id);
    this.#accepted(running);
  }

  /** A refusal says that nothing was charged. Some are about the account or the moment: those jobs wait. */
  #refuse(job: JobIn<'submitting'>, failure: Failure, retryAfterMs: number | null): void {
    if (waitsFor(failure.code)) this.#postpone(job, failure, retryAfterMs);
    else this.#fail(job, failure);
  }

  #postpone(job: JobIn<'submitting' | 'uploading' | 'queued'>, failure: Failure, retryAfterMs: number | null): void {
    const { book, clock, random } = this.#parts;
    this.#failures += 1;
    const delayMs = retryAfterMs ?? restMs(failure.code) ?? backoffMs(this.#failures, retry, random);
    const until = clock.now() + delayMs;
    const waiting = waitingFor(failure.code, until);
    const untilReleased = failure.code === 'unauthorized' || failure.code === 'no-key';
    this.#holds.set(job.practice, waiting, untilReleased ? null : until);
    book.move(job, { state: 'queued', waiting }, 'postponed', {}, failure.toData());
  }

  #failedBeforeSending(job: Job, error: unknown): void {
    if (!(error instanceof Failure)) this.#parts.unexpected(error);
    const current = this.#parts.book.current(job.id, 'queued', 'uploading');
    if (!current) return; // taken back meanwhile, or already past the point where it may be sent again
    const failure = error instanceof Failure ? error : new Failure('unexpected', String(error), { cause: error });
    if (waitsFor(failure.code)) this.#postpone(current, failure, failure instanceof Postponed ? failure.afterMs : null);
    else this.#fail(current, failure);
  }

  #fail(job: JobIn<'submitting' | 'uploading' | 'queued'>, failure: Failure): void {
    const { book, clock } = this.#parts;
    book.move(job, { state: 'failed', task: null, failure: failure.toData(), finishedAt: clock.now() }, 'refused');
  }

  async #takeTurn(): Promise<void> {
    const { clock } = this.#parts;
    const at = Math.max(clock.now(), this.#lastPaidAt + paidSpacingMs);
    this.#lastPaidAt = at;
    if (at > clock.now()) await new Promise<void>((resolve) => clock.after(at - clock.now(), resolve));
  }
}

/** Failures that pass, or that the person can mend, without changing the request. */
function waitsFor(code: FailureCode): boolean {
  return [
    'offline',
    'lost-answer',
    'timed-out',
    'service-down',
    'rate-limited',
    'unauthorized',
    'no-key',
    'no-credit',
    'forbidden',
  ].includes(code);
}

function waitingFor(code: FailureCode, until: number): Waiting {
  if (code === 'unauthorized' || code === 'no-key') return { for: 'key' };
  if (code === 'no-credit') return { for: 'credit' };
  if (code === 'forbidden') return { for: 'permission' };
  if (code === 'rate-limited') return { for: 'rate-limit', until };
  return code === 'service-down' ? { for: 'service', until } : { for: 'offline' };
}

/** How long to rest when the service doesn't say; null: back off by the number of failures. */
function restMs(code: FailureCode): number | null {
  if (code === 'rate-limited') return rateLimitRestMs;
  if (code === 'service-down') return serviceRestMs;
  return code === 'no-credit' || code === 'forbidden' ? 60_000 : null;
}
