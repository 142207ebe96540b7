import type { Waiting } from '../../shared/job.ts';
import type { Clock } from './clock.ts';

interface Hold {
  readonly waiting: Waiting;
  /** ms since 1970; Infinity: until released. */
  readonly until: number;
  readonly cancelTimer: (() => void) | null;
}

/** Why nothing is sent to a service for now, one reason for all of its jobs; paid and practice jobs are held apart. */
export class Holds {
  readonly #clock: Clock;
  readonly #over: () => void;
  readonly #holds = new Map<boolean, Hold>();

  constructor(clock: Clock, over: () => void) {
    this.#clock = clock;
    this.#over = over;
  }

  of(practice: boolean): Waiting | null {
    return this.#holds.get(practice)?.waiting ?? null;
  }

  /** `forMs` null: until released. A hold that lasts longer isn't shortened. */
  set(practice: boolean, waiting: Waiting, forMs: number | null): void {
    const until = forMs === null ? Infinity : this.#clock.now() + forMs;
    const before = this.#holds.get(practice);
    if (before && before.until > until) return;
    before?.cancelTimer?.();
    const end = (): void => {
      this.#holds.delete(practice);
      this.#over();
    };
    this.#holds.set(practice, { waiting, until, cancelTimer: forMs === null ? null : this.#clock.after(forMs, end) });
  }

  /** Takes back the holds whose reason may have gone. */
  release(mayGo: (waiting: Waiting) => boolean = () => true): void {
    for (const [practice, { waiting, cancelTimer }] of this.#holds) {
      if (!mayGo(waiting)) continue;
      cancelTimer?.();
      this.#holds.delete(practice);
    }
  }
}
