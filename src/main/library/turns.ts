import type { Failure } from '../../shared/failure.ts';

/** Lets only so many pieces of work run at once; the others wait in the order in which they came. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #free: number;
  #refused: Failure | null = null;

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  take<T>(work: () => Promise<T>): Promise<T> {
    return this.takeLast(() => {
      this.ensureGiven();
      return work();
    });
  }

  /** A turn that is given even when they are refused: to end what the turns are for. */
  async takeLast<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }

  /** Once those that have a turn are done, nobody gets one any more, for that reason. Answers with what takes it back. */
  async refuse(why: Failure): Promise<() => void> {
    await this.take(() => {
      this.#refused = why;
      return Promise.resolve();
    });
    return () => (this.#refused = null);
  }

  /** Throws the reason when nobody gets a turn. */
  ensureGiven(): void {
    if (this.#refused) throw this.#refused;
  }
}
