import { randomUUID } from 'node:crypto';

import { Failure } from '../shared/failure.ts';

/** The long work on libraries that is under way, each piece under a name by which it can be called off. */
export class LibraryTasks {
  readonly #underway = new Map<string, AbortController>();

  async run<T>(work: (task: string, signal: AbortSignal) => Promise<T>): Promise<T> {
    const task = randomUUID();
    const calledOff = new AbortController();
    this.#underway.set(task, calledOff);
    try {
      return await work(task, calledOff.signal);
    } catch (error) {
      if (calledOff.signal.aborted) throw new Failure('cancelled', 'It was called off.', { cause: error });
      throw error;
    } finally {
      this.#underway.delete(task);
    }
  }

  /** What has ended meanwhile can't be called off any more. */
  cancel(task: string): void {
    this.#underway.get(task)?.abort();
  }
}
