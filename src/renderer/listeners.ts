/** Those who want to be told of something. */
export class Listeners<T = void> {
  readonly #all = new Set<(news: T) => void>();

  /** Returns how to stop listening. */
  add(tell: (news: T) => void): () => void {
    this.#all.add(tell);
    return () => void this.#all.delete(tell);
  }

  tell(news: T): void {
    for (const tell of this.#all) tell(news);
  }
}
