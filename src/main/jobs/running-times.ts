import type { Clock } from './clock.ts';
import type { Sight } from './sight.ts';

/** Younger than this, what was gathered last is good enough: a thousand tasks must not be gone through for each one of them. */
const freshMs = 500;

/** How long the tasks that still run have run so far, by their kind. */
export class RunningTimes {
  readonly #clock: Clock;
  readonly #sights: () => Iterable<Sight>;
  #timesMs = new Map<string, number[]>();
  #gatheredAt = -Infinity;

  constructor(clock: Clock, sights: () => Iterable<Sight>) {
    this.#clock = clock;
    this.#sights = sights;
  }

  /** In ms, shortest first. */
  of(kind: string): readonly number[] {
    if (Math.abs(this.#clock.now() - this.#gatheredAt) > freshMs) this.#gather();
    return this.#timesMs.get(kind) ?? [];
  }

  #gather(): void {
    this.#gatheredAt = this.#clock.now();
    this.#timesMs = new Map();
    for (const { kind, ranMs } of this.#sights()) {
      if (ranMs === null) continue;
      const times = this.#timesMs.get(kind);
      if (times) times.push(ranMs);
      else this.#timesMs.set(kind, [ranMs]);
    }
    for (const times of this.#timesMs.values()) times.sort((a, b) => a - b);
  }
}
