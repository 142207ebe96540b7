import type { Clock } from './clock.ts';

interface Caller {
  /** Lower goes first; asked at the moment when somebody may go. */
  readonly place: () => number;
  readonly pass: () => void;
}

/** Lets callers through one at a time: each when the one before is done, at least `spacingMs` after it began, and the first in the queue first. */
export class Pace {
  readonly #clock: Clock;
  readonly #spacingMs: number;
  readonly #waiting = new Set<Caller>();
  #isTaken = false;
  #nextAt = -Infinity;
  #cancelTimer: (() => void) | null = null;
  #stopped = false;

  constructor(clock: Clock, spacingMs: number) {
    this.#clock = clock;
    this.#spacingMs = spacingMs;
  }

  /**
   * Runs the work when its turn has come. `work` calls `leaves` when it would really begin: what didn't leave costs nobody a pause.
   * Answered with `false`, it has to leave its turn to somebody who has come meanwhile and stands before it in the queue.
   */
  async take<T>(place: () => number, work: (leaves: () => boolean) => Promise<T>): Promise<T> {
    await new Promise<void>((pass) => {
      this.#waiting.add({ place, pass });
      this.#next();
    });
    try {
      return await work(() => this.#leave(place()));
    } finally {
      this.#isTaken = false;
      this.#next();
    }
  }

  /** Nobody waits any longer: whoever did has to see for themselves that it is over. */
  stop(): void {
    this.#stopped = true;
    this.#cancelTimer?.();
    for (const { pass } of this.#waiting) pass();
    this.#waiting.clear();
  }

  #leave(place: number): boolean {
    if ([...this.#waiting].some((other) => other.place() < place)) return false;
    this.#nextAt = this.#clock.now() + this.#spacingMs;
    return true;
  }

  #next(): void {
    if (this.#stopped) {
      this.stop();
      return;
    }
    if (this.#isTaken || this.#waiting.size === 0) return;
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    // No longer than one pause: a clock that was set back must not hold anybody for hours.
    const delayMs = Math.min(this.#nextAt - this.#clock.now(), this.#spacingMs);
    if (delayMs > 0) this.#cancelTimer = this.#clock.after(delayMs, () => this.#admit());
    else this.#admit();
  }

  #admit(): void {
    const [first] = [...this.#waiting].sort((a, b) => a.place() - b.place());
    if (!first) return;
    this.#isTaken = true;
    this.#waiting.delete(first);
    first.pass();
  }
}
