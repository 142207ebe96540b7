import type { Clock } from './clock.ts';

/** The longest that counts of one turn of the event loop: beyond it the machine was busy with something else. */
const longestTurnMs = 4;

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/**
 * A clock that runs `speed` times faster than the real one, for tests within one process. It stands still while the process
 * doesn't get its turn, and no timer is early: a busy machine makes a test slow, but nothing in it late.
 */
export class PatientClock implements Clock {
  readonly #speed: number;
  readonly #timers = new Set<Timer>();
  #atTurn: number;
  #turnAt = performance.now();
  #stopped = false;

  constructor(speed: number, startedAt = Date.now()) {
    this.#speed = speed;
    this.#atTurn = startedAt;
    this.#wait();
  }

  readonly now = (): number => Math.floor(this.#exactly());

  readonly after = (delayMs: number, run: () => void): (() => void) => {
    const timer = { at: this.#exactly() + Math.max(0, delayMs), run };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  };

  /** No timer goes off any more. */
  stop(): void {
    this.#stopped = true;
  }

  #exactly(): number {
    return this.#atTurn + Math.min(performance.now() - this.#turnAt, longestTurnMs) * this.#speed;
  }

  #wait(): void {
    setTimeout(() => this.#turn(), 1);
  }

  /** One timer each turn: what it sets off gets as far as it can at once, before the next one. */
  #turn(): void {
    if (this.#stopped) return;
    this.#atTurn = this.#exactly();
    this.#turnAt = performance.now();
    const due = this.#due();
    if (!due) {
      this.#wait();
      return;
    }
    setImmediate(() => this.#turn());
    this.#timers.delete(due);
    due.run();
  }

  #due(): Timer | null {
    let first: Timer | null = null;
    for (const timer of this.#timers) if (timer.at <= this.#atTurn && (first === null || timer.at < first.at)) first = timer;
    return first;
  }
}
