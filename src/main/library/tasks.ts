import { Failure, type FailureData } from '../../shared/failure.ts';
import type { LibraryTask } from '../../shared/library.ts';

/** What a screen can follow. */
const tellEveryMs = 100;

/** What is done within so long needs no progress to be seen. */
export const unnoticedMs = 300;

/** How far a piece of long work has come, told by whoever does it as often as it likes. */
export interface Progress {
  /** Once it is known. */
  total(total: number): void;
  done(done: number): void;
}

interface Work<T> {
  readonly id: string;
  readonly what: LibraryTask['what'];
  readonly work: (progress: Progress) => Promise<T>;
  /** When it is aborted, the work ends with what it has done so far, or throws. */
  readonly signal?: AbortSignal | undefined;
  /** Work that is done within so long isn't told of at all. */
  readonly quietMs?: number;
}

/** Tells of the library's long work: its beginning, at most ten times a second how it goes on, and its end. */
export class Tasks {
  readonly #listeners = new Set<(task: LibraryTask) => void>();

  listen(listener: (task: LibraryTask) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async run<T>({ id, what, work, signal, quietMs = 0 }: Work<T>): Promise<T> {
    let now: LibraryTask = { id, what, done: 0, total: null, state: 'running', failure: null };
    const quietUntil = performance.now() + quietMs;
    let toldAt = quietMs === 0 ? performance.now() : null;
    const tell = (change: Partial<LibraryTask>, isUrgent = false): void => {
      now = { ...now, ...change };
      const at = performance.now();
      if (toldAt === null ? at < quietUntil || now.state !== 'running' : !isUrgent && at - toldAt < tellEveryMs) return;
      toldAt = at;
      for (const listener of this.#listeners) listener(now);
    };
    const end = (state: 'done' | 'failed', failure: FailureData | null): void =>
      tell(signal?.aborted ? { state: 'cancelled' } : { state, failure }, true);
    if (quietMs === 0) tell({}, true);
    try {
      const answer = await work({ total: (total) => tell({ total }), done: (done) => tell({ done }) });
      end('done', null);
      return answer;
    } catch (error) {
      end('failed', failureOf(error));
      throw error;
    }
  }
}

function failureOf(error: unknown): FailureData {
  return error instanceof Failure
    ? error.toData()
    : { code: 'unexpected', message: error instanceof Error ? error.message : String(error) };
}
