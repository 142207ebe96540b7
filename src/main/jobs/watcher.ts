import { Failure } from '../../shared/failure.ts';
import type { Job, JobIn, StopReason, Waiting } from '../../shared/job.ts';
import type { TaskReport } from '../evolink/answers.ts';
import { Agenda } from './agenda.ts';
import { backoffMs } from './backoff.ts';
import { Experience } from './experience.ts';
import { deadlineMs, expectedMs, nextLookMs, type TaskSoFar } from './look-up-plan.ts';
import { LookUps, mostTogether } from './look-ups.ts';
import type { JobParts } from './parts.ts';
import { ServiceHealth, type Pause } from './service-health.ts';
import { RunningTimes } from './running-times.ts';
import { Sight } from './sight.ts';
import { TaskEndings } from './task-endings.ts';

const retry = { firstMs: 2_000, mostMs: 60_000 };
const looksAtOnce = 6;

/** A job that is looked at: its task runs, or the service didn't know it and is asked once more. */
type Watched = JobIn<'running'> | JobIn<'stopped'>;

interface Look {
  readonly job: Watched;
  readonly sight: Sight;
}

/** Looks running tasks up until they are finished: one agenda for all of them, several in one request where the service offers it. */
export class Watcher {
  readonly #parts: JobParts;
  readonly #endings: TaskEndings;
  readonly #agenda: Agenda;
  readonly #lookUps: LookUps;
  readonly #health: ServiceHealth;
  readonly #experience: Experience;
  readonly #sights = new Map<string, Sight>();
  readonly #running: RunningTimes;
  readonly #stopping = new AbortController();

  constructor(parts: JobParts, after: { completed: (job: JobIn<'saving'>) => void; ended: (job: Job) => void }) {
    this.#parts = parts;
    this.#endings = new TaskEndings(parts, after);
    this.#lookUps = new LookUps(parts);
    this.#health = new ServiceHealth(parts);
    this.#experience = new Experience(parts);
    this.#running = new RunningTimes(parts.clock, () => this.#sights.values());
    const look = (id: string, along: readonly string[]): Promise<void> => this.#look([id, ...along]);
    this.#agenda = new Agenda(parts.clock, looksAtOnce, look, { laneOf: (id) => this.#laneOf(id), most: mostTogether });
  }

  /** Follows a task that was accepted just now. */
  watch(job: JobIn<'running'>): void {
    if (this.#stopping.signal.aborted) return;
    const sight = new Sight(job, this.#parts.clock.now(), job.task.acceptedAt);
    this.#sights.set(job.id, sight);
    this.#planNext(job, sight);
  }

  /** Follows a task that nobody has looked at for a while: it may be finished, so the first look is at once. */
  watchOn(job: Watched): void {
    if (this.#stopping.signal.aborted) return;
    const sight = new Sight(job, this.#parts.clock.now(), null);
    this.#sights.set(job.id, sight);
    this.#plan(job.id, sight, 0);
  }

  forget(id: string): void {
    this.#sights.delete(id);
    this.#agenda.drop(id);
  }

  /** Looks at everything now: the network is back, the machine woke up. What the service asked to wait for stays. */
  hurry(): void {
    const mayGo = (waiting: Waiting): boolean => waiting.for !== 'rate-limit';
    this.#health.release(mayGo);
    this.#agenda.hurry((id) => mayGo(this.#waitingOf(id) ?? { for: 'offline' }));
  }

  /** Looks now at what waits for one of these reasons, and once more for what the service didn't know: it may be another account now. */
  release(mayGo: (waiting: Waiting) => boolean): void {
    this.#health.release(mayGo);
    this.#agenda.hurry((id) => {
      const waiting = this.#waitingOf(id);
      return waiting ? mayGo(waiting) : false;
    });
    for (const job of this.#parts.book.all()) if (isLost(job) && !this.#sights.has(job.id)) this.watchOn(job);
  }

  stop(): void {
    this.#stopping.abort();
    this.#agenda.clear();
    this.#sights.clear();
  }

  /** Tasks of one service go along in one request, unless it doesn't offer that or left this one out of its answer. */
  #laneOf(id: string): string | null {
    const sight = this.#sights.get(id);
    if (!sight || sight.alone || this.#sights.size < 2 || !this.#lookUps.canAskTogether(sight.practice)) return null;
    return sight.practice ? 'practice' : 'paid';
  }

  async #look(ids: readonly string[]): Promise<void> {
    const looks = ids.flatMap((id) => this.#lookAt(id) ?? []);
    const [first] = looks;
    if (!first) return;
    const { practice } = first.job;
    try {
      const taskIds = looks.map(({ job }) => job.task.id);
      const reports = await this.#lookUps.ask(practice, taskIds, this.#stopping.signal);
      this.#wentWell(practice);
      const heard = looks.map((look) =>
        this.#hear(look, reports.get(look.job.task.id)).catch((error: unknown) => this.#trouble([look], practice, error)),
      );
      await Promise.all(heard);
    } catch (error) {
      this.#trouble(looks, practice, error);
    }
  }

  #lookAt(id: string): Look | null {
    const sight = this.#sights.get(id);
    const job = this.#parts.book.current(id, 'running', 'stopped');
    if (sight && job && (job.state === 'running' || isLost(job))) return { job, sight };
    this.forget(id);
    return null;
  }

  /** After each wait somebody may have stopped the job, and even watched it again. */
  #isCurrent({ job, sight }: Look): boolean {
    return !this.#stopping.signal.aborted && this.#sights.get(job.id) === sight && this.#parts.book.current(job.id, job.state) !== null;
  }

  async #hear(look: Look, report: TaskReport | undefined): Promise<void> {
    const { sight } = look;
    if (!this.#isCurrent(look)) return;
    if (!report) {
      // Not in the answer, or not in a form that can be read: asked for by itself, it says why.
      sight.alone = this.#lookUps.canAskTogether(sight.practice);
      this.#plan(look.job.id, sight, 0);
      return;
    }
    const job = look.job.state === 'running' ? look.job : this.#endings.findAgain(look.job);
    if (report.status !== 'completed' && !report.failure) {
      this.#goOn(job, sight, report.progress);
      return;
    }
    const tookMs = sight.tookMs(this.#parts.clock.now());
    if (tookMs !== null && !report.failure) this.#experience.learnDuration(job, tookMs);
    this.forget(job.id);
    if (report.failure) this.#endings.fail(job, report.failure, report.creditsUsed);
    else await this.#endings.complete(job, report);
  }

  #goOn(job: JobIn<'running'>, sight: Sight, told: number): void {
    const progress = Math.max(job.task.progress, told);
    sight.running(this.#parts.clock.now(), progress);
    const soFar = this.#soFar(job, sight);
    if (sight.stalledMs >= deadlineMs(soFar)) {
      this.#stop(job, 'deadline');
      return;
    }
    const expected = expectedMs(soFar);
    const expectedAt = expected === null ? null : sight.acceptedAt + expected;
    this.#parts.book.note({ ...job, task: { ...job.task, progress, expectedAt }, waiting: null });
    this.#planNext(job, sight);
  }

  #planNext(job: JobIn<'running'>, sight: Sight): void {
    this.#plan(job.id, sight, nextLookMs(this.#soFar(job, sight), this.#parts.random()));
  }

  #plan(id: string, sight: Sight, delayMs: number): void {
    this.#agenda.plan(id, Math.max(delayMs, this.#health.restMs(sight.practice)));
  }

  #soFar(job: JobIn<'running'>, { kind, acceptedAt, seen }: Sight): TaskSoFar {
    const { estimatedSeconds } = job.task;
    return {
      elapsedMs: this.#parts.clock.now() - acceptedAt,
      seen,
      estimatedMs: estimatedSeconds === null ? null : estimatedSeconds * 1000,
      others: { finishedMs: this.#experience.durationsMs(job), runningMs: this.#running.of(kind) },
    };
  }

  #wentWell(practice: boolean): void {
    this.#agenda.speedUp();
    if (!this.#health.answered(practice)) return;
    for (const job of this.#watchedAt(practice)) if (job.waiting) this.#parts.book.note({ ...job, waiting: null });
  }

  #trouble(asked: readonly Look[], practice: boolean, error: unknown): void {
    if (this.#stopping.signal.aborted) return;
    const failure = this.#asFailure(error);
    const looks = asked.filter((look) => this.#isCurrent(look));
    const [only] = looks;
    if (failure.code === 'not-found') {
      if (only) this.#missed(only); // it is never said of several
      return;
    }
    const taskIds = asked.map(({ job }) => job.task.id);
    const pause = this.#health.failed(practice, failure, taskIds);
    if (failure.code === 'rate-limited') this.#agenda.slowDown();
    for (const { job, sight } of looks) {
      sight.failures += 1;
      this.#agenda.plan(job.id, pause.whole ? pause.delayMs : backoffMs(sight.failures, retry, this.#parts.random));
      if (job.state === 'running') this.#parts.book.note({ ...job, waiting: pause.waiting });
    }
    if (pause.whole) this.#leaveAlone(practice, pause);
  }

  #asFailure(error: unknown): Failure {
    if (error instanceof Failure) return error;
    this.#parts.unexpected(error);
    return new Failure('unexpected', String(error), { cause: error });
  }

  /** What is wrong with the whole service is said of every task there, and counts for every task there. */
  #leaveAlone(practice: boolean, { delayMs, waiting }: Pause): void {
    this.#agenda.postpone(delayMs, (id) => this.#sights.get(id)?.practice === practice);
    for (const job of this.#watchedAt(practice)) this.#parts.book.note({ ...job, waiting });
  }

  #missed({ job, sight }: Look): void {
    const { book, clock, random } = this.#parts;
    this.#wentWell(sight.practice);
    if (job.state === 'stopped') this.forget(job.id);
    else if (sight.missing(clock.now())) this.#stop(job, 'lost');
    else {
      book.note({ ...job, waiting: null });
      this.#agenda.plan(job.id, backoffMs(sight.failures, retry, random));
    }
  }

  #stop(job: JobIn<'running'>, why: StopReason): void {
    this.forget(job.id);
    this.#endings.giveUp(job, why);
  }

  #watchedAt(practice: boolean): readonly JobIn<'running'>[] {
    const ids = [...this.#sights].filter(([, sight]) => sight.practice === practice).map(([id]) => id);
    return ids.flatMap((id) => this.#parts.book.current(id, 'running') ?? []);
  }

  #waitingOf(id: string): Waiting | null {
    return this.#parts.book.current(id, 'running')?.waiting ?? null;
  }
}

function isLost(job: Job): job is JobIn<'stopped'> {
  return job.state === 'stopped' && job.why === 'lost';
}
