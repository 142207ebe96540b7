const workMs = 8;

/** Lets others have their turn after some milliseconds of work that waits for nothing by itself. */
export class Breath {
  #since = performance.now();

  async take(): Promise<void> {
    if (performance.now() - this.#since < workMs) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#since = performance.now();
  }
}
