import { Failure } from '../../shared/failure.ts';
import type { JobIn } from '../../shared/job.ts';
import type { ListedTask } from '../evolink/answers.ts';
import type { JobParts } from './parts.ts';

/** How far the service's clock may be from ours, and how long it may take to write a task down. */
const earlyMs = 120_000;
const lateMs = 300_000;

/**
 * A paid request left and its answer was lost. Looks in the service's task list, where it has one, for the task that can only
 * be this job's; whenever there is any doubt the person decides. Never sends anything again by itself.
 */
export class LostAnswers {
  readonly #parts: JobParts;
  readonly #found: (job: JobIn<'running'>) => void;

  constructor(parts: JobParts, found: (job: JobIn<'running'>) => void) {
    this.#parts = parts;
    this.#found = found;
  }

  /** Throws Failure when the service can't be asked; settles quietly when it has no answer. */
  async lookFor(id: string): Promise<void> {
    const { book, evolink, access, clock } = this.#parts;
    const job = book.current(id, 'unknown');
    if (!job) return;
    const reach = await access(job.practice);
    if (!reach) throw new Failure('no-key', 'There is no API key to ask with.');
    const tasks = await evolink.recentTasks(reach);
    const current = book.current(id, 'unknown');
    const taskId = tasks && current && this.#onlyMatch(current, tasks);
    if (!current || !taskId) return;
    const task = { id: taskId, acceptedAt: current.sentAt, estimatedSeconds: null, progress: 0, expectedAt: null, revisedPrompt: null };
    const cost = { ...current.cost, charged: 'reserved' } as const;
    this.#found(book.move(current, { state: 'running', task, waiting: null }, 'found again', { cost }, { taskId, at: clock.now() }));
  }

  /** The one task that nobody else claims, in the one window that no other lost answer shares. */
  #onlyMatch(job: JobIn<'unknown'>, tasks: readonly ListedTask[]): string | null {
    const jobs = this.#parts.book.all();
    const claimed = new Set(jobs.flatMap((other) => ('task' in other && other.task ? [other.task.id] : [])));
    const rival = jobs.some(
      (other) => other.id !== job.id && other.state === 'unknown' && Math.abs(other.sentAt - job.sentAt) < earlyMs + lateMs,
    );
    const matches = tasks.filter(({ id, model, createdAt }) => {
      const offset = createdAt === null ? null : createdAt - job.sentAt;
      return !claimed.has(id) && (model === null || model === job.request.model) && offset !== null && offset > -earlyMs && offset < lateMs;
    });
    return rival || matches.length !== 1 ? null : (matches[0]?.id ?? null);
  }
}
