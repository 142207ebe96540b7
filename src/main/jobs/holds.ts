import type { Waiting } from '../../shared/job.ts';
import type { Clock } from './clock.ts';

/** Why nothing is sent to a service for now, one reason for all of its jobs; paid and practice jobs are held apart. */
export class Holds {
  readonly #clock: Clock;
  readonly #over: () => void;
  readonly #holds = new Map<boolean, { waiting: Waiting; cancelTimer: (() => void) | null }>();

  constructor(clock: Clock, over: () => void) {
    this.#clock = clock;
    this.#over = over;
  }

  of(practice: boolean): Waiting | null {
    return this.#holds.get(practice)?.waiting ?? null;
  }

  /** `until` in ms since 1970; null: until released. */
  set(practice: boolean, waiting: Waiting, until: number | null): void {
    this.#holds.get(practice)?.cancelTimer?.();
    const end = (): void => {
      this.#holds.delete(practice);
      this.#over();
    };
    this.#holds.set(practice, { waiting, cancelTimer: until === null ? null : this.#clock.after(until - this.#clock.now(), end) });
  }

  release(): void {
    for (const { cancelTimer } of this.#holds.values()) cancelTimer?.();
    this.#holds.clear();
  }
}
