import type { Job } from '../../shared/job.ts';
import { mostSpent } from '../../shared/spending.ts';
import type { Clock } from './clock.ts';
import { promisedTo } from './room.ts';
import { spendingOf } from './spending.ts';

/** What the month's budget still allows. Lost answers and failed tasks count as spent until the service's figures say otherwise. */
export class Budget {
  readonly #clock: Clock;
  readonly #limit: () => number | null;
  readonly #monthTurned: () => void;
  #cancelTimer: (() => void) | null = null;

  /** `limit` in credits a month, null for none. `monthTurned` is called when a new month begins for jobs that waited for it. */
  constructor(clock: Clock, limit: () => number | null, monthTurned: () => void) {
    this.#clock = clock;
    this.#limit = limit;
    this.#monthTurned = monthTurned;
  }

  /** Credits that may still be spent this month; `underWay` are jobs whose paid request may leave at any moment. */
  left(jobs: readonly Job[], underWay: (job: Job) => boolean): number {
    const limit = this.#limit();
    if (limit === null) return Infinity;
    return limit - mostSpent(spendingOf(jobs, this.#clock.now()).month) - promisedTo(jobs, underWay);
  }

  /** Somebody waits for the next month. */
  waitForNextMonth(): void {
    const now = this.#clock.now();
    const date = new Date(now);
    const next = new Date(date.getFullYear(), date.getMonth() + 1, 1).getTime();
    this.stop();
    this.#cancelTimer = this.#clock.after(next - now, this.#monthTurned);
  }

  stop(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }
}
