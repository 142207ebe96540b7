import { Failure } from '../../shared/failure.ts';
import type { Job, JobIn, Waiting } from '../../shared/job.ts';
import type { TaskReport } from '../evolink/answers.ts';
import { Postponed } from '../evolink/evolink.ts';
import { Agenda } from './agenda.ts';
import { backoffMs } from './backoff.ts';
import { durationKey } from './generation-body.ts';
import { expectedMs, nextLookMs, type TaskSoFar } from './look-up-plan.ts';
import type { JobParts } from './parts.ts';

/** A known task that the service says it doesn't know is asked for again for this long before it is given up. */
const lostAfterMs = 10 * 60_000;
const retry = { firstMs: 2_000, mostMs: 60_000 };
const looksAtOnce = 6;

/** What the watcher remembers of a task between two looks. */
interface Sight {
  readonly controller: AbortController;
  risenAt: number;
  failures: number;
  missingSince: number | null;
}

/** Looks running tasks up until they are finished: one agenda for all of them. */
export class Watcher {
  readonly #parts: JobParts;
  readonly #completed: (job: JobIn<'saving'>) => void;
  readonly #ended: (job: Job) => void;
  readonly #agenda: Agenda;
  readonly #sights = new Map<string, Sight>();

  constructor(parts: JobParts, after: { completed: (job: JobIn<'saving'>) => void; ended: (job: Job) => void }) {
    this.#parts = parts;
    this.#completed = after.completed;
    this.#ended = after.ended;
    this.#agenda = new Agenda(parts.clock, looksAtOnce, (id) => this.#look(id));
  }

  watch(job: JobIn<'running'>): void {
    this.#sights.set(job.id, { controller: new AbortController(), risenAt: job.task.acceptedAt, failures: 0, missingSince: null });
    this.#plan(job);
  }

  forget(id: string): void {
    this.#sights.get(id)?.controller.abort();
    this.#sights.delete(id);
    this.#agenda.drop(id);
  }

  /** Looks at everything now: the network is back, the machine woke up, the key changed. */
  hurry(): void {
    this.#agenda.hurry();
  }

  stop(): void {
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
      if (!access) this.#wait(job, sight, { for: 'key' }, null);
      else await this.#report(job, sight, await this.#parts.evolink.task(access, job.task.id, sight.controller.signal));
    } catch (error) {
      if (!sight.controller.signal.aborted) this.#trouble(job.id, sight, error);
    }
  }

  async #report(asked: JobIn<'running'>, sight: Sight, report: TaskReport): Promise<void> {
    const job = this.#parts.book.current(asked.id, 'running');
    if (!job) return; // stopped meanwhile
    sight.failures = 0;
    sight.missingSince = null;
    if (report.status === 'completed') await this.#complete(job, report);
    else if (report.failure) this.#fail(job, report.failure, report.creditsUsed);
    else this.#goOn(job, sight, report.progress);
  }

  async #complete(job: JobIn<'running'>, { links, creditsUsed, revisedPrompt }: TaskReport): Promise<void> {
    const { book, journal, clock, step } = this.#parts;
    journal.keepDuration(durationKey(job.request, job.practice), (clock.now() - job.task.acceptedAt) / 1000);
    const task = { ...job.task, progress: 100, revisedPrompt };
    const cost = { ...job.cost, used: creditsUsed, charged: 'yes' } as const;
    const saving = book.move(job, { state: 'saving', task, links, waiting: null }, 'completed', { cost });
    this.forget(job.id);
    await step('completed', job.id);
    this.#completed(saving);
  }

  #fail(job: JobIn<'running'>, failure: ReturnType<Failure['toData']>, creditsUsed: number | null): void {
    const charged = creditsUsed === 0 ? 'refunded' : job.cost.reserved === 0 ? 'no' : 'unknown';
    const cost = { ...job.cost, used: creditsUsed, charged } as const;
    const failed = { state: 'failed', task: job.task, failure, finishedAt: this.#parts.clock.now() } as const;
    this.forget(job.id);
    this.#ended(this.#parts.book.move(job, failed, 'task failed', { cost }));
  }

  #goOn(job: JobIn<'running'>, sight: Sight, told: number): void {
    const now = this.#parts.clock.now();
    const progress = Math.max(job.task.progress, told);
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

  #soFar(task: JobIn<'running'>['task'], job: Job, sight: Sight): TaskSoFar {
    const now = this.#parts.clock.now();
    return {
      elapsedMs: now - task.acceptedAt,
      progress: task.progress,
      unchangedMs: now - sight.risenAt,
      estimatedMs: task.estimatedSeconds === null ? null : task.estimatedSeconds * 1000,
      learnedMs: this.#parts.journal.durations(durationKey(job.request, job.practice)).map((seconds) => seconds * 1000),
    };
  }

  #trouble(id: string, sight: Sight, error: unknown): void {
    const job = this.#parts.book.current(id, 'running');
    if (!job) return;
    if (!(error instanceof Failure)) this.#parts.unexpected(error);
    const failure = error instanceof Failure ? error : new Failure('unexpected', String(error));
    const now = this.#parts.clock.now();
    sight.failures += 1;
    if (failure.code === 'not-found') {
      sight.missingSince ??= now;
      if (now - sight.missingSince > lostAfterMs) {
        const lost = new Failure('task-lost', failure.message, { requestId: failure.requestId, serviceCode: failure.serviceCode });
        this.#fail(job, lost.toData(), null);
        return;
      }
    }
    const afterMs = error instanceof Postponed ? error.afterMs : null;
    this.#wait(job, sight, waitingFor(failure, now + (afterMs ?? 0)), afterMs);
  }

  #wait(job: JobIn<'running'>, sight: Sight, waiting: Waiting | null, afterMs: number | null): void {
    this.#parts.book.note({ ...job, waiting });
    this.#agenda.plan(job.id, afterMs ?? backoffMs(Math.max(1, sight.failures), retry, this.#parts.random));
  }
}

function waitingFor({ code }: Failure, until: number): Waiting | null {
  if (code === 'unauthorized') return { for: 'key' };
  if (code === 'no-credit') return { for: 'credit' };
  if (code === 'forbidden') return { for: 'permission' };
  if (code === 'rate-limited') return { for: 'rate-limit', until };
  if (code === 'offline' || code === 'lost-answer' || code === 'timed-out') return { for: 'offline' };
  return code === 'not-found' ? null : { for: 'service', until };
}
