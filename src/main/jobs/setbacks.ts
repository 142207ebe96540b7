import { Failure } from '../../shared/failure.ts';
import type { JobIn } from '../../shared/job.ts';
import { Postponed, type Submission } from '../evolink/evolink.ts';
import type { Obstacles, Scene } from './obstacles.ts';
import type { JobParts } from './parts.ts';
import { passes } from './refused-for-now.ts';

type Refusal = Submission & { readonly outcome: 'refused' };
type Sendable = JobIn<'submitting' | 'uploading' | 'queued'>;

const mostStrangeAnswers = 5;

/** What becomes of a job that couldn't be sent: it waits, and others with it, or it fails. Nothing was charged. */
export class Setbacks {
  readonly #parts: Pick<JobParts, 'book' | 'clock' | 'unexpected'>;
  readonly #obstacles: Obstacles;
  readonly #strangeAnswers = new Map<string, number>();

  constructor(parts: Pick<JobParts, 'book' | 'clock' | 'unexpected'>, obstacles: Obstacles) {
    this.#parts = parts;
    this.#obstacles = obstacles;
  }

  /** Something went wrong before the paid request could leave. `since`: how often obstacles had been released when it was begun. */
  beforeSending(id: string, scene: Scene, error: unknown, since: number): void {
    if (!(error instanceof Failure)) this.#parts.unexpected(error);
    const job = this.#parts.book.current(id, 'queued', 'uploading');
    if (!job) return; // taken back meanwhile, or already past the point where it may be sent again
    const failure = error instanceof Failure ? error : new Failure('unexpected', String(error), { cause: error });
    if (!passes(failure.code) && !this.#mayBeAPassingPage(id, failure)) {
      this.#fail(job, failure);
      return;
    }
    const toldMs = failure instanceof Postponed ? failure.afterMs : null;
    this.#postpone(job, failure, this.#obstacles.met(scene, job.practice, { failure, toldMs, since }));
  }

  /** The paid request never left. */
  notSent(job: JobIn<'submitting'>, failure: Failure): void {
    this.#postpone(job, failure, this.#obstacles.unreachable(job.practice, failure, null));
  }

  /** Some refusals are about the account or the moment: those jobs wait. */
  refused(job: JobIn<'submitting'>, { failure, retryAfterMs: toldMs }: Refusal, since: number): void {
    const { practice } = job;
    if (!passes(failure.code)) {
      this.#obstacles.answered(practice);
      this.#fail(job, failure);
    } else if (failure.code === 'service-down') this.#postpone(job, failure, this.#obstacles.unreachable(practice, failure, toldMs));
    else this.#postpone(job, failure, this.#obstacles.met('account', practice, { failure, toldMs, since }));
  }

  /** An upload answered by what isn't the service: some proxy's page, most likely, so not at once the end of the job. */
  #mayBeAPassingPage(id: string, { code }: Failure): boolean {
    if (code !== 'bad-answer') return false;
    const times = (this.#strangeAnswers.get(id) ?? 0) + 1;
    this.#strangeAnswers.set(id, times);
    return times < mostStrangeAnswers;
  }

  #postpone(job: Sendable, failure: Failure, waiting: ReturnType<Obstacles['of']>): void {
    this.#parts.book.witness(job, { state: 'queued', waiting }, 'postponed', {}, failure.toData());
  }

  #fail(job: Sendable, failure: Failure): void {
    const { book, clock } = this.#parts;
    this.#strangeAnswers.delete(job.id);
    book.witness(job, { state: 'failed', task: null, failure: failure.toData(), finishedAt: clock.now() }, 'refused');
  }
}
