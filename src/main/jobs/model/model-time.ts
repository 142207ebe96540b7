import type { Clock } from '../clock.ts';

/**
 * Time that passes only when told to: from one timer to the next, and on from there when everything that the timer set off has
 * come to rest. The same commands so take the same course, and hours take as long as what happens in them.
 */
export class ModelTime {
  readonly #rest: () => Promise<void>;
  readonly #timers = new Map<object, { readonly at: number; readonly run: () => void }>();
  /** How long the machine has been awake. Timers go by this: they stand still while it sleeps. */
  #awakeMs = 0;
  #trueMs = Date.UTC(2026, 10, 22);
  #offMs = 0;

  /** As the engine sees it. */
  readonly clock: Clock = {
    now: () => this.#trueMs + this.#offMs,
    after: (delayMs, run) => {
      const timer = {};
      this.#timers.set(timer, { at: this.#awakeMs + Math.max(0, Math.ceil(delayMs)), run });
      return () => void this.#timers.delete(timer);
    },
  };

  /** `rest` settles when nothing is under way. */
  constructor(rest: () => Promise<void>) {
    this.#rest = rest;
  }

  /** As the service sees it, whatever the machine's clock says. */
  readonly trueNow = (): number => this.#trueMs;

  get awakeMs(): number {
    return this.#awakeMs;
  }

  /** Lets time pass, until `enough` says so or it is over. */
  async pass(ms: number, enough: () => boolean = () => false): Promise<void> {
    const end = this.#awakeMs + ms;
    await this.#rest();
    while (!enough()) {
      const [next] = [...this.#timers].sort(([, a], [, b]) => a.at - b.at);
      if (!next || next[1].at > end) {
        this.#advance(end);
        return;
      }
      this.#timers.delete(next[0]);
      this.#advance(next[1].at);
      next[1].run();
      await this.#rest();
    }
  }

  /** The machine sleeps: time passes, its timers don't. */
  sleep(ms: number): void {
    this.#trueMs += ms;
  }

  /** Somebody sets the machine's clock, by so much. */
  setClock(byMs: number): void {
    this.#offMs += byMs;
  }

  #advance(to: number): void {
    const ms = Math.max(0, to - this.#awakeMs);
    this.#awakeMs += ms;
    this.#trueMs += ms;
  }
}
