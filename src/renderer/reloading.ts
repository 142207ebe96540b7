/** Asks for something that may change at any time: one question is under way at a time, and once more when it was asked for meanwhile. */
export class Reloading {
  readonly #load: () => Promise<void>;
  #isStale = false;
  #running: Promise<void> | null = null;

  constructor(load: () => Promise<void>) {
    this.#load = load;
  }

  /** Settles when what was loaded is as new as this call. */
  run(): Promise<void> {
    this.#isStale = true;
    this.#running ??= this.#runWhileStale();
    return this.#running;
  }

  async #runWhileStale(): Promise<void> {
    try {
      while (this.#isStale) {
        this.#isStale = false;
        await this.#load();
      }
    } finally {
      this.#running = null;
    }
  }
}
