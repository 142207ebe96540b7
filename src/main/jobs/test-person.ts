import { Failure } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import type { Engine } from './test-engine.ts';

export type Decision = 'send again' | 'give up';

/** A person who sits before the app until every job is finished: checks again what is unknown, and decides what isn't found. */
export class Person {
  readonly #engine: Engine;
  readonly #decide: (job: Job) => Decision;
  readonly #busyWith = new Set<string>();

  constructor(engine: Engine, decide: (job: Job) => Decision) {
    this.#engine = engine;
    this.#decide = decide;
  }

  /** Settles when no more than so many jobs are unfinished. */
  untilUnfinished(atMost: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const look = (): void => {
      const open = this.#engine.book.all().filter(({ state }) => state !== 'done' && state !== 'failed');
      for (const job of open) this.#answer(job).catch(reject);
      if (open.length <= atMost) resolve(undefined);
    };
    const unlisten = this.#engine.jobs.onChanged(look);
    look();
    return promise.finally(unlisten);
  }

  async #answer(job: Job): Promise<void> {
    if (this.#busyWith.has(job.id)) return;
    this.#busyWith.add(job.id);
    try {
      if (job.state === 'stopped') this.#engine.jobs.watchAgain(job.id);
      if (job.state === 'unknown') await this.#clearUp(job);
    } catch (error) {
      // What the engine did meanwhile takes nothing away from the person's decision.
      if (!(error instanceof Failure && error.code === 'invalid')) throw error;
    } finally {
      this.#busyWith.delete(job.id);
    }
  }

  async #clearUp(job: Job): Promise<void> {
    const { jobs, book } = this.#engine;
    await jobs.checkAgain(job.id).catch((error: unknown) => {
      if (!(error instanceof Failure)) throw error;
    });
    if (!book.current(job.id, 'unknown')) return;
    if (this.#decide(job) === 'give up') jobs.giveUp(job.id);
    else await jobs.sendAgain(job.id);
  }
}
