import type { Clock } from './clock.ts';

/** At most 25 requests a second, whatever is due. */
const spacingMs = 40;

/**
 * Who is due when, for any number of entries with one timer. Due entries are called one after another, at least 40 ms apart
 * and no more than `width` at once; one that is being called is not called again until it has answered.
 */
export class Agenda {
  readonly #clock: Clock;
  readonly #call: (id: string) => Promise<void>;
  readonly #width: number;
  readonly #dueAt = new Map<string, number>();
  readonly #calling = new Set<string>();
  #lastCallAt = -Infinity;
  #cancelTimer: (() => void) | null = null;

  constructor(clock: Clock, width: number, call: (id: string) => Promise<void>) {
    this.#clock = clock;
    this.#width = width;
    this.#call = call;
  }

  /** Puts an entry on the agenda, or moves it. */
  plan(id: string, delayMs: number): void {
    this.#dueAt.set(id, this.#clock.now() + delayMs);
    this.#arm();
  }

  drop(id: string): void {
    this.#dueAt.delete(id);
    this.#arm();
  }

  has(id: string): boolean {
    return this.#dueAt.has(id) || this.#calling.has(id);
  }

  /** Everything is due now: after a wake-up, or when the network is back. */
  hurry(): void {
    for (const id of this.#dueAt.keys()) this.#dueAt.set(id, this.#clock.now());
    this.#arm();
  }

  clear(): void {
    this.#dueAt.clear();
    this.#arm();
  }

  #arm(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (this.#calling.size >= this.#width) return; // the next answer arms it again
    const next = this.#next();
    if (next === null) return;
    const at = Math.max(next.at, this.#lastCallAt + spacingMs);
    this.#cancelTimer = this.#clock.after(at - this.#clock.now(), () => this.#fire());
  }

  #next(): { id: string; at: number } | null {
    let next: { id: string; at: number } | null = null;
    for (const [id, at] of this.#dueAt) {
      if (!this.#calling.has(id) && (next === null || at < next.at)) next = { id, at };
    }
    return next;
  }

  #fire(): void {
    this.#cancelTimer = null;
    const next = this.#next();
    if (next !== null && next.at <= this.#clock.now()) {
      this.#dueAt.delete(next.id);
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
