import type { Failure, FailureCode } from '../../shared/failure.ts';
import type { Waiting } from '../../shared/job.ts';
import { Postponed } from '../evolink/evolink.ts';
import { backoffMs } from './backoff.ts';
import type { JobParts } from './parts.ts';
import { passes, restMs, waitingFor } from './refused-for-now.ts';

const retry = { firstMs: 2_000, mostMs: 60_000 };
/** When so many tasks can't be looked up, one after the other, it is not this task or that one. */
const wholeFrom = 3;
/** Never a matter of one task. */
const wholeCodes: ReadonlySet<FailureCode> = new Set(['offline', 'rate-limited', 'no-key', 'unauthorized']);

/** When to ask again, and for whom that counts. */
export interface Pause {
  readonly delayMs: number;
  readonly waiting: Waiting;
  /** Whether it counts for everything at that service. */
  readonly whole: boolean;
}

interface Health {
  failures: number;
  /** Ids of the tasks that couldn't be looked up since the last success. */
  readonly failing: Set<string>;
  /** While the whole service is left alone; ms since 1970. */
  until: number;
  waiting: Waiting | null;
}

/** How each service fares, practice and paid apart: what is wrong with all of it is one failure, however many tasks are looked up there. */
export class ServiceHealth {
  readonly #parts: Pick<JobParts, 'clock' | 'random'>;
  readonly #services = new Map<boolean, Health>();

  constructor(parts: Pick<JobParts, 'clock' | 'random'>) {
    this.#parts = parts;
  }

  /** `taskIds`: what was asked about, several in one request or one. */
  failed(practice: boolean, failure: Failure, taskIds: readonly string[]): Pause {
    const now = this.#parts.clock.now();
    const health = this.#of(practice);
    // What was under way together fails together: once.
    if (health.until <= now) health.failures += 1;
    for (const id of taskIds) health.failing.add(id);
    const told = failure instanceof Postponed ? failure.afterMs : null;
    const delayMs = Math.max(told ?? this.#usualMs(failure, health), this.restMs(practice));
    const whole = told !== null || wholeCodes.has(failure.code) || health.failing.size >= wholeFrom || taskIds.length > 1;
    const waiting = waitingFor(passes(failure.code) ? failure.code : 'service-down', now + delayMs);
    if (whole) Object.assign(health, { until: now + delayMs, waiting });
    return { delayMs, waiting, whole };
  }

  /** Answers whether the whole service had been left alone before. */
  answered(practice: boolean): boolean {
    const { waiting } = this.#of(practice);
    this.#services.delete(practice);
    return waiting !== null;
  }

  /** For how long the service is still to be left alone. */
  restMs(practice: boolean): number {
    return Math.max(0, this.#of(practice).until - this.#parts.clock.now());
  }

  /** Asks again now where the reason may have gone. */
  release(mayGo: (waiting: Waiting) => boolean): void {
    for (const [practice, { waiting }] of this.#services) if (waiting === null || mayGo(waiting)) this.#services.delete(practice);
  }

  #usualMs({ code }: Failure, { failures }: Health): number {
    return (code === 'rate-limited' ? restMs(code) : null) ?? backoffMs(failures, retry, this.#parts.random);
  }

  #of(practice: boolean): Health {
    const known = this.#services.get(practice);
    if (known) return known;
    const health = { failures: 0, failing: new Set<string>(), until: 0, waiting: null };
    this.#services.set(practice, health);
    return health;
  }
}
