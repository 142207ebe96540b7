/** Timers by number, each of which can be stopped or started anew. */
export class Timers {
  readonly #running = new Map<number, ReturnType<typeof setTimeout>>();

  start(id: number, delayMs: number, run: () => void): void {
    this.stop(id);
    this.#running.set(id, setTimeout(run, delayMs));
  }

  stop(id: number): void {
    clearTimeout(this.#running.get(id));
    this.#running.delete(id);
  }

  stopAll(): void {
    for (const id of [...this.#running.keys()]) this.stop(id);
  }
}
