import type { Clock } from './clock.ts';

/** At most 25 requests a second, whatever is due. */
const spacingMs = 40;
/** No sleep is longer, so that a clock that was set back is noticed. */
const longestSleepMs = 60_000;

interface Entry {
  readonly plannedAt: number;
  readonly dueAt: number;
}

/**
 * Who is due when, for any number of entries with one timer. Due entries are called one after another, at least 40 ms apart
 * and no more than `width` at once; one that is being called is not called again until it has answered.
 */
export class Agenda {
  readonly #clock: Clock;
  readonly #call: (id: string) => Promise<void>;
  readonly #width: number;
  readonly #entries = new Map<string, Entry>();
  readonly #calling = new Set<string>();
  #lastCallAt = -Infinity;
  #cancelTimer: (() => void) | null = null;
  #firesAt = 0;

  constructor(clock: Clock, width: number, call: (id: string) => Promise<void>) {
    this.#clock = clock;
    this.#width = width;
    this.#call = call;
  }

  /** Puts an entry on the agenda, or moves it. */
  plan(id: string, delayMs: number): void {
    const now = this.#clock.now();
    this.#entries.set(id, { plannedAt: now, dueAt: now + delayMs });
    // A timer that comes first finds this entry anyway: planning a thousand must not look through a thousand each time.
    if (this.#cancelTimer === null || now + delayMs < this.#firesAt) this.#arm();
  }

  drop(id: string): void {
    this.#entries.delete(id);
    if (this.#entries.size === 0) this.#arm();
  }

  /** Everything that `wanted` says is due now: after a wake-up, or when the network is back. */
  hurry(wanted: (id: string) => boolean = () => true): void {
    const now = this.#clock.now();
    for (const id of this.#entries.keys()) if (wanted(id)) this.#entries.set(id, { plannedAt: now, dueAt: now });
    this.#arm();
  }

  clear(): void {
    this.#entries.clear();
    this.#arm();
  }

  #arm(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (this.#calling.size >= this.#width) return; // the next answer arms it again
    const next = this.#next();
    if (next === null) return;
    const now = this.#clock.now();
    const pauseMs = Math.min(spacingMs, this.#lastCallAt + spacingMs - now);
    const delayMs = Math.min(longestSleepMs, Math.max(next.at - now, pauseMs));
    this.#firesAt = now + delayMs;
    this.#cancelTimer = this.#clock.after(delayMs, () => this.#fire());
  }

  #next(): { id: string; at: number } | null {
    const now = this.#clock.now();
    let next: { id: string; at: number } | null = null;
    for (const [id, { plannedAt, dueAt }] of this.#entries) {
      // Planned in the future: the clock was set back, and how long it still should wait is unknown.
      const at = plannedAt > now ? now : dueAt;
      if (!this.#calling.has(id) && (next === null || at < next.at)) next = { id, at };
    }
    return next;
  }

  #fire(): void {
    this.#cancelTimer = null;
    const next = this.#next();
    if (next !== null && next.at <= this.#clock.now()) {
      this.#entries.delete(next.id);
      this.#calling.add(next.id);
      this.#lastCallAt = this.#clock.now();
      void this.#call(next.id).finally(() => {
        this.#calling.delete(next.id);
        this.#arm();
      });
    }
    this.#arm();
  }
}
