import { Failure, type FailureData } from '../../shared/failure.ts';
import type { Job, JobIn, Task, Waiting } from '../../shared/job.ts';
import type { TaskReport } from '../evolink/answers.ts';
import { Postponed } from '../evolink/evolink.ts';
import { Agenda } from './agenda.ts';
import { backoffMs } from './backoff.ts';
import { Experience } from './experience.ts';
import { expectedMs, nextLookMs, type TaskSoFar } from './look-up-plan.ts';
import type { JobParts } from './parts.ts';
import { passes, waitingFor } from './refused-for-now.ts';

/** A known task that the service says it doesn't know is asked for again for this long, and so often, before it is given up. */
const lostAfterMs = 10 * 60_000;
const lostAfterLooks = 8;
const retry = { firstMs: 2_000, mostMs: 60_000 };
const looksAtOnce = 6;
/** A task that was last seen running longer ago than this may have been finished for long: its duration teaches nothing. */
const recentMs = 60_000;

/** What the watcher remembers of a task between two looks. */
interface Sight {
  readonly controller: AbortController;
  risenAt: number;
  failures: number;
  missingSince: number | null;
  missed: number;
  seenRunningAt: number;
}

/** Looks running tasks up until they are finished: one agenda for all of them. */
export class Watcher {
  readonly #parts: JobParts;
  readonly #completed: (job: JobIn<'saving'>) => void;
  readonly #ended: (job: Job) => void;
  readonly #agenda: Agenda;
  readonly #experience: Experience;
  readonly #sights = new Map<string, Sight>();
  #stopped = false;

  constructor(parts: JobParts, after: { completed: (job: JobIn<'saving'>) => void; ended: (job: Job) => void }) {
    this.#parts = parts;
    this.#completed = after.completed;
    this.#ended = after.ended;
    this.#experience = new Experience(parts);
    this.#agenda = new Agenda(parts.clock, looksAtOnce, (id) => this.#look(id));
  }

  /** Follows a task that was accepted just now. */
  watch(job: JobIn<'running'>): void {
    if (this.#stopped) return;
    this.#sights.set(job.id, newSight(job.task.acceptedAt, this.#parts.clock.now()));
    this.#plan(job);
  }

  /** Follows a task that nobody has looked at for a while: it may be finished, so the first look is at once. */
  watchOn(job: JobIn<'running'>): void {
    if (this.#stopped) return;
    this.#sights.set(job.id, newSight(job.task.acceptedAt, -Infinity));
    this.#agenda.plan(job.id, 0);
  }

  forget(id: string): void {
    this.#sights.get(id)?.controller.abort();
    this.#sights.delete(id);
    this.#agenda.drop(id);
  }

  /** Looks at everything now: the network is back, the machine woke up. */
  hurry(): void {
    this.#agenda.hurry();
  }

  /** Looks now at what waits for one of these reasons. */
  release(mayGo: (waiting: Waiting) => boolean): void {
    this.#agenda.hurry((id) => {
      const waiting = this.#parts.book.current(id, 'running')?.waiting;
      return waiting ? mayGo(waiting) : false;
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#agenda.clear();
    for (const { controller } of this.#sights.values()) controller.abort();
    this.#sights.clear();
  }

  async #look(id: string): Promise<void> {
    const sight = this.#sights.get(id);
    const job = this.#parts.book.current(id, 'running');
    if (!sight || !job) {
      this.forget(id);
      return;
    }
    try {
      const access = await this.#parts.access(job.practice);
      if (!access) throw new Failure('no-key', 'There is no API key to ask with.');
      const report = await this.#parts.evolink.task(access, job.task.id, sight.controller.signal);
      // After each wait somebody may have stopped the job, and even watched it again.
      if (!sight.controller.signal.aborted) await this.#report(id, sight, report);
    } catch (error) {
      if (!sight.controller.signal.aborted) this.#trouble(id, sight, error);
    }
  }

  async #report(id: string, sight: Sight, report: TaskReport): Promise<void> {
    const job = this.#parts.book.current(id, 'running');
    if (!job) return;
    if (report.status === 'completed') await this.#complete(job, sight, report);
    else if (report.failure) this.#fail(job, report.failure, report.creditsUsed);
    else this.#goOn(job, sight, report.progress);
  }

  async #complete(job: JobIn<'running'>, sight: Sight, { links, creditsUsed, revisedPrompt }: TaskReport): Promise<void> {
    const task = { ...job.task, progress: 100, revisedPrompt };
    const cost = { ...job.cost, used: creditsUsed, charged: 'yes' } as const;
    const saving = this.#parts.book.witness(job, { state: 'saving', task, links, waiting: null }, 'completed', { cost });
    this.#learnDuration(job, sight);
    this.forget(job.id);
    await this.#parts.step('completed', job.id);
    this.#completed(saving);
  }

  #learnDuration(job: JobIn<'running'>, sight: Sight): void {
    const now = this.#parts.clock.now();
    const durationMs = now - job.task.acceptedAt;
    if (now - sight.seenRunningAt <= recentMs && durationMs > 0) this.#experience.learnDuration(job, durationMs);
  }

  #fail(job: JobIn<'running'>, failure: FailureData, creditsUsed: number | null): void {
    const cost = { ...job.cost, used: creditsUsed, charged: chargeOf(creditsUsed, job) } as const;
    const failed = { state: 'failed', task: job.task, failure, finishedAt: this.#parts.clock.now() } as const;
    const ended = this.#parts.book.witness(job, failed, 'task failed', { cost });
    this.forget(job.id);
    this.#ended(ended);
  }

  #goOn(job: JobIn<'running'>, sight: Sight, told: number): void {
    const now = this.#parts.clock.now();
    const progress = Math.max(job.task.progress, told);
    Object.assign(sight, { failures: 0, missingSince: null, missed: 0, seenRunningAt: now });
    if (progress > job.task.progress) sight.risenAt = now;
    const expected = expectedMs(this.#soFar({ ...job.task, progress }, job, sight));
    const expectedAt = expected === null ? null : job.task.acceptedAt + expected;
    const news = { ...job, task: { ...job.task, progress, expectedAt }, waiting: null };
    this.#parts.book.note(news);
    this.#plan(news);
  }

  #plan(job: JobIn<'running'>): void {
    const sight = this.#sights.get(job.id);
    if (!sight) return;
    const jitter = 0.95 + 0.1 * this.#parts.random();
    this.#agenda.plan(job.id, nextLookMs(this.#soFar(job.task, job, sight)) * jitter);
  }

  #soFar(task: Task, job: Job, sight: Sight): TaskSoFar {
    const now = this.#parts.clock.now();
    return {
      elapsedMs: now - task.acceptedAt,
      progress: task.progress,
      unchangedMs: now - sight.risenAt,
      estimatedMs: task.estimatedSeconds === null ? null : task.estimatedSeconds * 1000,
      learnedMs: this.#experience.durationsMs(job),
    };
  }

  #trouble(id: string, sight: Sight, error: unknown): void {
    const { book, clock, random, unexpected } = this.#parts;
    const job = book.current(id, 'running');
    if (!job) return;
    if (!(error instanceof Failure)) unexpected(error);
    const failure = error instanceof Failure ? error : new Failure('unexpected', String(error), { cause: error });
    sight.failures += 1;
    if (failure.code === 'not-found' && this.#isLost(sight)) {
      const { message, requestId, serviceCode } = failure;
      this.#fail(job, new Failure('task-lost', message, { requestId, serviceCode }).toData(), null);
      return;
    }
    const told = error instanceof Postponed ? error.afterMs : null;
    const delayMs = told ?? backoffMs(sight.failures, retry, random);
    const waiting =
      failure.code === 'not-found' ? null : waitingFor(passes(failure.code) ? failure.code : 'service-down', clock.now() + delayMs);
    book.note({ ...job, waiting });
    this.#agenda.plan(id, delayMs);
  }

  /** Both in time and in looks: a machine that slept has let time pass without asking. */
  #isLost(sight: Sight): boolean {
    const now = this.#parts.clock.now();
    sight.missingSince ??= now;
    sight.missed += 1;
    return now - sight.missingSince > lostAfterMs && sight.missed > lostAfterLooks;
  }
}

function newSight(acceptedAt: number, seenRunningAt: number): Sight {
  return { controller: new AbortController(), risenAt: acceptedAt, failures: 0, missingSince: null, missed: 0, seenRunningAt };
}

/** A failed task counts as refunded only when the service's own figure says so. */
function chargeOf(creditsUsed: number | null, { cost }: Job): Job['cost']['charged'] {
  if (creditsUsed === null) return cost.reserved === 0 ? 'no' : 'unknown';
  return creditsUsed === 0 ? 'refunded' : 'yes';
}
