import type { Job, JobIn } from '../../shared/job.ts';
import type { Access } from '../evolink/access.ts';
import { paidPatience } from '../evolink/evolink.ts';
import type { ListedTask } from '../evolink/task-list-answer.ts';
import { agree, type AheadMs } from '../evolink/service-clock.ts';
import type { JobParts } from './parts.ts';
import { lostSendings, sealOf, unclaimedSendings, type LostSending } from './sendings.ts';
import { mayBe, overlap, reachesBack, windowOf, type Window } from './task-window.ts';

const mostPages = 5;
/** What two machines of a service, or a clock that is slowly put right, may differ by. */
const clockToleranceMs = 2_000;

/** What the service's list says about a lost answer. `nothing`: no task, or none that can only be this job's. */
export type Finding = { readonly task: string } | 'nothing' | 'no-list';

/** Looks through the service's list for the task that can only be one job's. */
export class TaskFinder {
  readonly #parts: Pick<JobParts, 'book' | 'journal' | 'evolink' | 'clock'>;

  constructor(parts: Pick<JobParts, 'book' | 'journal' | 'evolink' | 'clock'>) {
    this.#parts = parts;
  }

  /** Throws Failure when the list can't be asked. */
  async find(access: Access, job: JobIn<'unknown'>, signal: AbortSignal): Promise<Finding> {
    const sendings = this.#sendingsOf(job);
    // With another key the list may be another account's. A practice server has a new key after each start, and one account.
    const isOurs = ({ seal }: LostSending): boolean => seal === null || seal.account === sealOf(access, job.id, null).account;
    if (!job.practice && !sendings.every(isOurs)) return 'nothing';
    const list = await this.#list(access, sendings, signal);
    if (list === null) return 'no-list';
    // Since then a clock was set: when, by the other, nobody can tell.
    if (!sendings.every((sending) => isSameClock(sending, list.aheadMs))) return 'nothing';
    return list.isWhole ? this.#onlyMatch(job, list.tasks, sendings, list.aheadMs) : 'nothing';
  }

  #sendingsOf(job: JobIn<'unknown'>): readonly LostSending[] {
    const { journal, clock } = this.#parts;
    const sendings = lostSendings(journal.events(job.id), clock.now());
    // A journal that was full, or saved from damage, may lack the events.
    return sendings.length > 0 ? sendings : [{ sentAt: job.sentAt, lostAt: job.sentAt + paidPatience.totalMs, seal: null, aheadMs: null }];
  }

  /** As many pages as it takes to come to tasks from before the first sending. */
  async #list(access: Access, sendings: readonly LostSending[], signal: AbortSignal): Promise<List | null> {
    const tasks = new Map<string, ListedTask>();
    let aheadMs: AheadMs | null = null;
    for (let number = 1; number <= mostPages; number++) {
      const page = await this.#parts.evolink.recentTasks(access, number, signal);
      if (page === null) return null;
      if (number === 1) ({ aheadMs } = page);
      for (const task of page.tasks) tasks.set(task.id, task);
      const windows = sendings.map((sending) => windowOf(sending, aheadMs));
      const isWhole = page.tasks.length === 0 || (page.total !== null && tasks.size >= page.total) || reachesBack(page.tasks, windows);
      if (isWhole) return { tasks: [...tasks.values()], aheadMs, isWhole };
    }
    return { tasks: [], aheadMs, isWhole: false };
  }

  /** The one task that nobody else claims, in windows that no other lost answer shares. */
  #onlyMatch(job: JobIn<'unknown'>, tasks: readonly ListedTask[], sendings: readonly LostSending[], aheadMs: AheadMs | null): Finding {
    const windows = sendings.map((sending) => windowOf(sending, aheadMs));
    const others = this.#parts.book.all().filter(({ id, practice }) => id !== job.id && practice === job.practice);
    const claimed = new Set(others.flatMap((other) => ('task' in other && other.task ? [other.task.id] : [])));
    const [match, ...more] = tasks.filter((task) => !claimed.has(task.id) && mayBe(task, job.request, windows));
    if (!match || more.length > 0 || match.createdAt === null) return 'nothing';
    return others.some((other) => this.#isRival(other, windows, aheadMs)) ? 'nothing' : { task: match.id };
  }

  /** Whether an unclaimed task of that time may as well be this other job's. */
  #isRival(other: Job, windows: readonly Window[], aheadMs: AheadMs | null): boolean {
    const { journal, clock } = this.#parts;
    const now = clock.now();
    const meets = (span: Pick<LostSending, 'sentAt' | 'lostAt'>): boolean =>
      windows.some((window) => overlap(window, windowOf(span, aheadMs)));
    // All its sendings lie in its lifetime: most jobs needn't be asked for their events.
    const isSubmitting = other.state === 'submitting';
    if (other.cost.charged === 'no' && !isSubmitting) return false;
    if (
      other.state !== 'unknown' &&
      !meets({ sentAt: other.createdAt, lostAt: isSubmitting ? now : other.updatedAt + paidPatience.totalMs })
    )
      return false;
    // One from before a clock was set may have been at any time.
    return unclaimedSendings(journal.events(other.id), now).some((sending) => meets(sending) || !isSameClock(sending, aheadMs));
  }
}

function isSameClock({ aheadMs: then }: LostSending, now: AheadMs | null): boolean {
  return !then || !now || agree(then, now, clockToleranceMs);
}

interface List {
  readonly tasks: readonly ListedTask[];
  readonly aheadMs: AheadMs | null;
  /** Whether it goes back far enough for every task of those times to be in it. */
  readonly isWhole: boolean;
}
