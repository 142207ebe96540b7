import type { StartNotice } from '../shared/app-info.ts';

/** What had to be done at start-up that a person should know, newest last. Some of it is found out when the page is there already. */
export class StartNotices {
  readonly #listeners = new Set<(all: readonly StartNotice[]) => void>();
  #all: readonly StartNotice[] = [];

  get all(): readonly StartNotice[] {
    return this.#all;
  }

  add(notice: StartNotice): void {
    this.#all = [...this.#all, notice];
    for (const listener of this.#listeners) listener(this.#all);
  }

  /** Hears all of them whenever there is one more. */
  onAdded(listener: (all: readonly StartNotice[]) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
