import type { Clock } from './clock.ts';

/** At most 25 calls a second, whatever is due, with a little room for what is delayed on its way. */
const spacingMs = 42;
/** Between two calls that several went along in: at most 2 a second, with as little room. */
const togetherSpacingMs = 540;
/** However often the service asks for fewer. */
const slowest = 32;
/** No sleep is longer, so that a clock that was set back is noticed. */
const longestSleepMs = 60_000;

interface Entry {
  readonly plannedAt: number;
  readonly dueAt: number;
}

/** Who can go along in one call. */
export interface Company {
  /** Entries of one lane may go together; null: this one goes alone. */
  readonly laneOf: (id: string) => string | null;
  readonly most: number;
}

const alone: Company = { laneOf: () => null, most: 1 };

/**
 * Who is due when, for any number of entries with one timer. Due entries are called one after another, and no more than
 * `width` calls are under way at once; those that can go together go in one call, which then has longer until the next.
 * An entry that is being called is not called again until it has answered.
 */
export class Agenda {
  readonly #clock: Clock;
  readonly #call: (id: string, along: readonly string[]) => Promise<void>;
  readonly #width: number;
  readonly #company: Company;
  readonly #entries = new Map<string, Entry>();
  readonly #calling = new Set<string>();
  #underWay = 0;
  #lastCallAt = -Infinity;
  #lastTogetherAt = -Infinity;
  /** How many times longer than usual everything waits between two calls. */
  #slowness = 1;
  #cancelTimer: (() => void) | null = null;
  #firesAt = 0;

  /** `call` gets who was due first, and those that go along. */
  constructor(clock: Clock, width: number, call: (id: string, along: readonly string[]) => Promise<void>, company: Company = alone) {
    this.#clock = clock;
    this.#width = width;
    this.#call = call;
    this.#company = company;
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

  /** Nothing of what `wanted` says is due earlier than after `delayMs`. */
  postpone(delayMs: number, wanted: (id: string) => boolean): void {
    const now = this.#clock.now();
    for (const [id, { dueAt }] of this.#entries) {
      if (wanted(id)) this.#entries.set(id, { plannedAt: now, dueAt: Math.max(dueAt, now + delayMs) });
    }
    this.#arm();
  }

  /** Half as many calls a second as before: the service was asked too often. */
  slowDown(): void {
    this.#slowness = Math.min(slowest, this.#slowness * 2);
  }

  /** A call went well: bit by bit back to the usual pace. */
  speedUp(): void {
    this.#slowness = Math.max(1, this.#slowness * 0.97);
  }

  clear(): void {
    this.#entries.clear();
    this.#arm();
  }

  #arm(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (this.#underWay >= this.#width) return; // the next answer arms it again
    const next = this.#next();
    if (next === null) return;
    const now = this.#clock.now();
    const delayMs = Math.min(longestSleepMs, next.at - now);
    this.#firesAt = now + delayMs;
    this.#cancelTimer = this.#clock.after(delayMs, () => this.#fire());
  }

  #next(): { id: string; at: number; dueAt: number } | null {
    const now = this.#clock.now();
    const aloneAt = now + this.#pause(spacingMs, this.#lastCallAt);
    const togetherAt = Math.max(aloneAt, now + this.#pause(togetherSpacingMs, this.#lastTogetherAt));
    let next: { id: string; at: number; dueAt: number } | null = null;
    for (const [id, entry] of this.#entries) {
      if (this.#calling.has(id)) continue;
      const dueAt = this.#dueAt(entry, now);
      const at = Math.max(dueAt, this.#company.laneOf(id) === null ? aloneAt : togetherAt);
      if (next === null || at < next.at || (at === next.at && dueAt < next.dueAt)) next = { id, at, dueAt };
    }
    return next;
  }

  /** How long the last call still keeps the next one waiting; never longer than it may, though the clock was set back. */
  #pause(usualMs: number, lastAt: number): number {
    const pauseMs = usualMs * this.#slowness;
    return Math.min(pauseMs, lastAt + pauseMs - this.#clock.now());
  }

  /** Planned in the future: the clock was set back, and how long it still should wait is unknown. */
  #dueAt({ plannedAt, dueAt }: Entry, now: number): number {
    return plannedAt > now ? now : dueAt;
  }

  #fire(): void {
    this.#cancelTimer = null;
    const now = this.#clock.now();
    const next = this.#next();
    if (next !== null && next.at <= now) this.#start(next.id, now);
    this.#arm();
  }

  #start(id: string, now: number): void {
    const lane = this.#company.laneOf(id);
    const along = lane === null ? [] : this.#along(id, lane, now);
    for (const called of [id, ...along]) {
      this.#entries.delete(called);
      this.#calling.add(called);
    }
    this.#lastCallAt = now;
    if (lane !== null) this.#lastTogetherAt = now;
    this.#underWay += 1;
    void this.#call(id, along).finally(() => {
      for (const called of [id, ...along]) this.#calling.delete(called);
      this.#underWay -= 1;
      this.#arm();
    });
  }

  /** Whoever else of that lane is due by now, the earliest first. */
  #along(first: string, lane: string, now: number): string[] {
    const due = [...this.#entries].filter(([id, entry]) => id !== first && !this.#calling.has(id) && this.#dueAt(entry, now) <= now);
    const inLane = due.filter(([id]) => this.#company.laneOf(id) === lane).sort(([, a], [, b]) => a.dueAt - b.dueAt);
    return inLane.slice(0, this.#company.most - 1).map(([id]) => id);
  }
}
