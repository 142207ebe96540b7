interface Waiting {
  readonly after: number;
  readonly done: () => void;
  readonly failed: (error: Error) => void;
}

/** When everything has happened that a worker was asked for: it counts what it did, and tells what takes longer by itself. */
export class Settling {
  #asked = 0;
  /** Nothing is known before the first state. */
  #done = -1;
  #waiting: readonly Waiting[] = [];
  readonly #longer = new Set<Promise<unknown>>();
  #ended: string | null = null;

  /** Something more was asked for, which will be counted. */
  asked(): void {
    this.#asked += 1;
  }

  /** Something that isn't counted, and may end either way. */
  with<T>(work: Promise<T>): Promise<T> {
    const ended = work
      .catch(() => undefined)
      .finally(() => {
        this.#longer.delete(ended);
      });
    this.#longer.add(ended);
    return work;
  }

  told(done: number): void {
    this.#done = done;
    const settled = this.#waiting.filter(({ after }) => after <= done);
    this.#waiting = this.#waiting.filter(({ after }) => after > done);
    for (const waiting of settled) waiting.done();
  }

  /** After what was asked for until now. */
  async all(): Promise<void> {
    await Promise.all([this.#counted(), ...this.#longer]);
  }

  /** What is waited for will never come, nor what is waited for later. */
  end(why: string): void {
    this.#ended ??= why;
    for (const { failed } of this.#waiting) failed(new Error(why));
    this.#waiting = [];
  }

  #counted(): Promise<void> {
    if (this.#ended !== null) return Promise.reject(new Error(this.#ended));
    if (this.#done >= this.#asked) return Promise.resolve();
    return new Promise((done, failed) => (this.#waiting = [...this.#waiting, { after: this.#asked, done, failed }]));
  }
}
