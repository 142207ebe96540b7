import { Failure } from '../../shared/failure.ts';
import type { JobIn } from '../../shared/job.ts';
import type { Access } from '../evolink/access.ts';
import { Agenda } from './agenda.ts';
import type { JobParts } from './parts.ts';
import { Replays } from './replays.ts';
import { TaskFinder, type Finding } from './task-finder.ts';

/** When to look by itself, after the answer was lost: a task may be listed late, and the network may be what broke. */
const looksAfterMs = [0, 5_000, 30_000, 120_000, 300_000];
/** When to look again after a sending that was lost too. */
const afterSendingMs = 5_000;
const looksAtOnce = 4;

/** One round of looking for a job's task by itself. */
interface Looks {
  made: number;
}

/** `settled`: the job is no longer unknown. `unasked`: the service couldn't be asked. */
type Look = Exclude<Finding, object> | 'settled' | 'unasked';

/**
 * A paid request left and its answer was lost. Looks in the service's task list, where it has one, for the task that can only
 * be this job's; whenever there is any doubt the person decides. Sends again by itself only where `Replays` may.
 */
export class LostAnswers {
  readonly #parts: JobParts;
  readonly #found: (job: JobIn<'running'>) => void;
  readonly #finder: TaskFinder;
  readonly #replays: Replays;
  readonly #agenda: Agenda;
  readonly #looks = new Map<string, Looks>();
  readonly #stopping = new AbortController();

  /** `paused`: whether the person wants nothing to be sent for now. */
  constructor(parts: JobParts, found: (job: JobIn<'running'>) => void, paused: () => boolean) {
    this.#parts = parts;
    this.#found = found;
    this.#finder = new TaskFinder(parts);
    this.#replays = new Replays(parts, found, paused);
    this.#agenda = new Agenda(parts.clock, looksAtOnce, (id) => this.#lookQuietly(id));
  }

  /** Looks for a job's task by itself, a few times. */
  watch(id: string): void {
    if (this.#stopping.signal.aborted) return;
    this.#looks.set(id, { made: 0 });
    this.#agenda.plan(id, 0);
  }

  /** Looks again for all of them: the network is back, the machine woke up, the key changed. */
  hurry(): void {
    for (const job of this.#parts.book.all()) if (job.state === 'unknown') this.watch(job.id);
  }

  /** Starts nothing more and waits for what is under way: it is paid for. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#agenda.clear();
    await this.#replays.stop();
  }

  /** Looks once, for the person. Throws Failure when the service can't be asked; settles quietly when it has no answer. */
  async lookFor(id: string): Promise<void> {
    await this.#look(await this.#access(id), id);
  }

  async #access(id: string): Promise<Access> {
    const access = await this.#parts.access(this.#parts.book.get(id).practice);
    if (!access) throw new Failure('no-key', 'There is no API key to ask with.');
    return access;
  }

  async #look(access: Access, id: string): Promise<Look> {
    const { book, clock } = this.#parts;
    const job = book.current(id, 'unknown');
    if (!job) return 'settled';
    const finding = await this.#finder.find(access, job, this.#stopping.signal);
    const current = book.current(id, 'unknown');
    if (!current) return 'settled';
    if (typeof finding === 'string') return finding;
    const { task: taskId } = finding;
    const task = { id: taskId, acceptedAt: current.sentAt, estimatedSeconds: null, progress: 0, expectedAt: null, revisedPrompt: null };
    const cost = { ...current.cost, charged: 'reserved' } as const;
    this.#found(book.witness(current, { state: 'running', task, waiting: null }, 'found again', { cost }, { taskId, at: clock.now() }));
    return 'settled';
  }

  /** Whatever stands in the way, the person can look again. */
  async #lookQuietly(id: string): Promise<void> {
    const looks = this.#looks.get(id) ?? { made: 0 };
    const delayMs = await this.#lookAndSend(id, looks).catch((error: unknown) => {
      if (this.#stopping.signal.aborted) return null;
      if (!(error instanceof Failure)) this.#parts.unexpected(error);
      return nextLookMs(looks);
    });
    // Something has changed meanwhile, and it is to be looked for anew: that is planned already.
    if (this.#looks.get(id) !== looks) return;
    if (delayMs === null || this.#stopping.signal.aborted) this.#looks.delete(id);
    else this.#agenda.plan(id, delayMs);
  }

  /** Answers with how long to wait before the next time, or null when that is no use. */
  async #lookAndSend(id: string, looks: Looks): Promise<number | null> {
    const access = await this.#access(id);
    const look = await this.#look(access, id).catch(unasked);
    const job = this.#parts.book.current(id, 'unknown');
    if (look === 'settled' || !job) return null;
    const waitMs = this.#replays.waitMs(access, job);
    if (waitMs === 0 && look !== 'unasked') return this.#sendAgain(access, job);
    const nextMs = look === 'no-list' ? null : nextLookMs(looks);
    return waitMs ? Math.min(waitMs, nextMs ?? Infinity) : nextMs;
  }

  async #sendAgain(access: Access, job: JobIn<'unknown'>): Promise<number | null> {
    await this.#replays.send(access, job);
    return this.#parts.book.current(job.id, 'unknown') ? afterSendingMs : null;
  }
}

function nextLookMs(looks: Looks): number | null {
  looks.made += 1;
  return looksAfterMs[looks.made] ?? null;
}

function unasked(error: unknown): Look {
  if (error instanceof Failure) return 'unasked';
  throw error;
}
