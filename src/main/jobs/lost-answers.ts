import { Failure } from '../../shared/failure.ts';
import type { Job, JobIn } from '../../shared/job.ts';
import type { ListedTask } from '../evolink/task-list-answer.ts';
import { Agenda } from './agenda.ts';
import type { JobParts } from './parts.ts';

/** How far the service's clock may be from ours, and how long it may take to write a task down. */
const earlyMs = 120_000;
const lateMs = 300_000;
/** When to look by itself, after the answer was lost: a task may be listed late, and the network may be what broke. */
const looksAfterMs = [0, 5_000, 30_000, 120_000, lateMs];

/**
 * A paid request left and its answer was lost. Looks in the service's task list, where it has one, for the task that can only
 * be this job's; whenever there is any doubt the person decides. Never sends anything again by itself.
 */
export class LostAnswers {
  readonly #parts: JobParts;
  readonly #found: (job: JobIn<'running'>) => void;
  readonly #agenda: Agenda;
  readonly #looks = new Map<string, number>();
  readonly #stopping = new AbortController();

  constructor(parts: JobParts, found: (job: JobIn<'running'>) => void) {
    this.#parts = parts;
    this.#found = found;
    this.#agenda = new Agenda(parts.clock, 1, (id) => this.#lookQuietly(id));
  }

  /** Looks for a job's task by itself, a few times. */
  watch(id: string): void {
    if (this.#stopping.signal.aborted) return;
    this.#looks.set(id, 1);
    this.#agenda.plan(id, 0);
  }

  /** Looks again for all of them: the network is back, the machine woke up, the key changed. */
  hurry(): void {
    for (const job of this.#parts.book.all()) if (job.state === 'unknown') this.watch(job.id);
  }

  stop(): void {
    this.#stopping.abort();
    this.#agenda.clear();
  }

  /** Throws Failure when the service can't be asked; settles quietly when it has no answer. False: asking again is no use. */
  async lookFor(id: string): Promise<boolean> {
    const { book, evolink, access, clock } = this.#parts;
    const job = book.current(id, 'unknown');
    if (!job) return false;
    const reach = await access(job.practice);
    if (!reach) throw new Failure('no-key', 'There is no API key to ask with.');
    const page = await evolink.recentTasks(reach, 1, this.#stopping.signal);
    const current = book.current(id, 'unknown');
    if (!current || !page) return false;
    const taskId = this.#onlyMatch(current, page.tasks);
    if (taskId === null) return true;
    const task = { id: taskId, acceptedAt: current.sentAt, estimatedSeconds: null, progress: 0, expectedAt: null, revisedPrompt: null };
    const cost = { ...current.cost, charged: 'reserved' } as const;
    this.#found(book.witness(current, { state: 'running', task, waiting: null }, 'found again', { cost }, { taskId, at: clock.now() }));
    return false;
  }

  /** Whatever stands in the way, the person can look again. */
  async #lookQuietly(id: string): Promise<void> {
    const again = await this.lookFor(id).catch((error: unknown) => {
      if (!(error instanceof Failure) && !this.#stopping.signal.aborted) this.#parts.unexpected(error);
      return true;
    });
    const looks = this.#looks.get(id) ?? 0;
    const delayMs = looksAfterMs[looks];
    if (!again || delayMs === undefined) this.#looks.delete(id);
    else if (!this.#stopping.signal.aborted) {
      this.#looks.set(id, looks + 1);
      this.#agenda.plan(id, delayMs);
    }
  }

  /** The one task that nobody else claims, in the one window that no other lost answer shares. */
  #onlyMatch(job: JobIn<'unknown'>, tasks: readonly ListedTask[]): string | null {
    const jobs = this.#parts.book.all().filter(({ id, practice }) => id !== job.id && practice === job.practice);
    if (jobs.some((other) => isRival(other, job.sentAt))) return null;
    const claimed = new Set(jobs.flatMap((other) => ('task' in other && other.task ? [other.task.id] : [])));
    const matches = tasks.filter(({ id, model, createdAt }) => {
      const offset = createdAt === null ? null : createdAt - job.sentAt;
      return !claimed.has(id) && (model === null || model === job.request.model) && offset !== null && offset > -earlyMs && offset < lateMs;
    });
    return matches.length === 1 ? (matches[0]?.id ?? null) : null;
  }
}

/** Whether an unclaimed task around that time may as well be this other job's. */
function isRival(other: Job, sentAt: number): boolean {
  if (other.state === 'submitting' || other.state === 'unknown') return Math.abs(other.sentAt - sentAt) < earlyMs + lateMs;
  const wasGivenUp = other.state === 'failed' && other.task === null && other.cost.charged === 'unknown';
  return wasGivenUp && other.createdAt - lateMs < sentAt && sentAt < other.finishedAt + earlyMs;
}
