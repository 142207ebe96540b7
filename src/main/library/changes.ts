/** Tells listeners that the library changed, by a number that only goes up. */
export class Changes {
  readonly #listeners = new Set<(revision: number) => void>();
  // From the clock, so that a library that is opened again, or another one, never repeats a revision.
  #revision = Date.now();

  get revision(): number {
    return this.#revision;
  }

  announce(): void {
    this.#revision += 1;
    for (const listener of this.#listeners) listener(this.#revision);
  }

  listen(listener: (revision: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
