import type { JobIn } from '../../shared/job.ts';
import { durationKey } from './generation-body.ts';
import type { Seen } from './progress-line.ts';

/** A known task that the service says it doesn't know is asked for again for this long, and so often, before it is given up. */
const lostAfterMs = 10 * 60_000;
const lostAfterLooks = 8;
/** Looks that are further apart than this had the machine asleep or the service away in between. */
const longestWatchMs = 60_000;
/** Enough to tell a line; a task that takes hours must not hold thousands. */
const mostSeen = 16;
/** A task that was last seen running longer ago than this may have been finished for long: its duration teaches nothing. */
const recentMs = 60_000;

/** What is remembered of a task between two looks at it; nothing of it outlives the app. */
export class Sight {
  readonly practice: boolean;
  /** Which tasks take as long as this one. */
  readonly kind: string;
  readonly acceptedAt: number;
  readonly seen: Seen[] = [];
  failures = 0;
  /** An answer about several tasks left this one out. */
  alone = false;
  #runningAt: number;
  #answeredAt: number;
  /** For how long it was watched without any progress. */
  #stalledMs = 0;
  #missingSince: number | null = null;
  #missed = 0;

  /** `runningAt` is when it was last known to run, if that is known. */
  constructor({ request, practice, task }: JobIn<'running' | 'stopped'>, now: number, runningAt: number | null) {
    this.practice = practice;
    this.kind = durationKey(request, practice);
    this.acceptedAt = task.acceptedAt;
    this.#runningAt = runningAt ?? -Infinity;
    this.#answeredAt = now;
  }

  /** How long it is known to have run; null when nobody has looked yet. */
  get ranMs(): number | null {
    return this.#runningAt === -Infinity ? null : this.#runningAt - this.acceptedAt;
  }

  get stalledMs(): number {
    return this.#stalledMs;
  }

  /** The service said that it runs. `progress` never goes back. */
  running(now: number, progress: number): void {
    const rises = progress > (this.seen.at(-1)?.progress ?? 0);
    const watchedMs = Math.min(Math.max(0, now - this.#answeredAt), longestWatchMs);
    this.#stalledMs = rises ? 0 : this.#stalledMs + watchedMs;
    this.#runningAt = now;
    this.#answeredAt = now;
    this.failures = 0;
    this.#missingSince = null;
    this.#missed = 0;
    if (progress > 0 && progress < 100) this.seen.push({ atMs: now - this.acceptedAt, progress });
    if (this.seen.length > mostSeen) this.seen.shift();
  }

  /** What its end teaches: how long it took, in ms; null when it may have been finished for long. */
  tookMs(now: number): number | null {
    const durationMs = now - this.acceptedAt;
    return now - this.#runningAt <= recentMs && durationMs > 0 ? durationMs : null;
  }

  /** The service said that it doesn't know the task. Answers whether that is so for good: both in time and in looks, since a machine that slept has let time pass without asking. */
  missing(now: number): boolean {
    this.failures += 1;
    this.#missingSince ??= now;
    this.#missed += 1;
    return now - this.#missingSince > lostAfterMs && this.#missed > lostAfterLooks;
  }
}
