import type { Clock } from './clock.ts';

/** Lets callers pass one by one, at least `spacingMs` apart, in the order in which they came. */
export class Pace {
  readonly #clock: Clock;
  readonly #spacingMs: number;
  readonly #waiting = new Map<() => void, () => void>();
  #nextAt = -Infinity;
  #stopped = false;

  constructor(clock: Clock, spacingMs: number) {
    this.#clock = clock;
    this.#spacingMs = spacingMs;
  }

  async turn(): Promise<void> {
    const now = this.#clock.now();
    // No more than everyone before this one may need: a clock that was set back must not hold anybody for hours.
    const delayMs = Math.min(this.#nextAt - now, (this.#waiting.size + 1) * this.#spacingMs);
    this.#nextAt = now + Math.max(0, delayMs) + this.#spacingMs;
    if (delayMs <= 0 || this.#stopped) return;
    await new Promise<void>((resolve) => {
      const pass = (): void => {
        this.#waiting.delete(pass);
        resolve();
      };
      this.#waiting.set(pass, this.#clock.after(delayMs, pass));
    });
  }

  /** Nobody waits any longer: whoever did has to see for themselves that it is over. */
  stop(): void {
    this.#stopped = true;
    for (const [pass, cancelTimer] of this.#waiting) {
      cancelTimer();
      pass();
    }
  }
}
