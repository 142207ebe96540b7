import type { FailureData } from '../../shared/failure.ts';
import type { Job, JobIn, StopReason } from '../../shared/job.ts';
import type { TaskReport } from '../evolink/answers.ts';
import type { JobParts } from './parts.ts';

/** What becomes of a job when nobody has to look at its task any more. */
export class TaskEndings {
  readonly #parts: Pick<JobParts, 'book' | 'clock' | 'step'>;
  readonly #completed: (job: JobIn<'saving'>) => void;
  readonly #ended: (job: Job) => void;

  constructor(
    parts: Pick<JobParts, 'book' | 'clock' | 'step'>,
    after: { completed: (job: JobIn<'saving'>) => void; ended: (job: Job) => void },
  ) {
    this.#parts = parts;
    this.#completed = after.completed;
    this.#ended = after.ended;
  }

  async complete(job: JobIn<'running'>, { links, creditsUsed, revisedPrompt }: TaskReport): Promise<void> {
    const task = { ...job.task, progress: 100, revisedPrompt };
    const cost = { ...job.cost, used: creditsUsed, charged: 'yes' } as const;
    const saving = this.#parts.book.witness(job, { state: 'saving', task, links, waiting: null }, 'completed', { cost });
    await this.#parts.step('completed', job.id);
    // The person may have stopped it meanwhile.
    if (this.#parts.book.current(job.id, 'saving')) this.#completed(saving);
  }

  fail(job: JobIn<'running'>, failure: FailureData, creditsUsed: number | null): void {
    const cost = { ...job.cost, used: creditsUsed, charged: chargeOf(creditsUsed, job) } as const;
    const failed = { state: 'failed', task: job.task, failure, finishedAt: this.#parts.clock.now() } as const;
    this.#ended(this.#parts.book.witness(job, failed, 'task failed', { cost }));
  }

  /** Nobody looks any more, but the task may still go on and is paid for: its id is kept, and so is what is reserved. */
  giveUp(job: JobIn<'running'>, why: StopReason): void {
    this.#ended(this.#parts.book.witness(job, { state: 'stopped', task: job.task, why }, 'stopped', {}, { why }));
  }

  /** A task that the service didn't know, and knows now. */
  findAgain(job: JobIn<'stopped'>): JobIn<'running'> {
    return this.#parts.book.witness(job, { state: 'running', task: job.task, waiting: null }, 'found again');
  }
}

/** A failed task counts as refunded only when the service's own figure says so. */
function chargeOf(creditsUsed: number | null, { cost }: Job): Job['cost']['charged'] {
  if (creditsUsed === null) return cost.reserved === 0 ? 'no' : 'unknown';
  return creditsUsed === 0 ? 'refunded' : 'yes';
}
