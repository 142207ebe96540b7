import { randomUUID } from 'node:crypto';

import { isIndexWhole } from './index/index-check.ts';
import type { PictureIndex } from './picture-index.ts';
import type { Rebuilding } from './rebuilding.ts';
import type { Tasks } from './tasks.ts';

/** First what a person waits for. */
const checkedAfterMs = 5_000;

interface GuardParts {
  /** Of the index. */
  readonly path: string;
  readonly index: PictureIndex;
  readonly rebuilding: Rebuilding;
  readonly tasks: Tasks;
  /** What goes wrong while the index is made anew. */
  readonly failed: (error: unknown) => void;
}

/** Notices that the index is damaged while it is in use, and makes it anew. */
export class IndexGuard {
  readonly #parts: GuardParts;
  readonly #closing = new AbortController();
  readonly #stopping = new AbortController();
  #checking: Promise<void> = Promise.resolve();
  #mending: Promise<void> | null = null;

  constructor(parts: GuardParts) {
    this.#parts = parts;
    parts.index.onDamage(() => this.#mend());
  }

  /** Looks through the whole index, some time from now. */
  checkSoon(): void {
    const timer = setTimeout(() => {
      this.#checking = this.#check();
    }, checkedAfterMs);
    timer.unref();
    this.#stopping.signal.addEventListener('abort', () => clearTimeout(timer));
  }

  /** To be awaited before another file takes the index's place: not every system lets go of one that is being read. */
  async stopChecking(): Promise<void> {
    this.#stopping.abort();
    await this.#checking;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.stopChecking();
    await this.#mending;
  }

  async #check(): Promise<void> {
    if (!(await isIndexWhole(this.#parts.path, this.#stopping.signal))) this.#mend();
  }

  #mend(): void {
    if (this.#mending || this.#closing.signal.aborted) return;
    const { tasks, rebuilding, failed } = this.#parts;
    const { signal } = this.#closing;
    const work = tasks.run({ id: randomUUID(), what: 'rebuild', signal, work: (progress) => rebuilding.rebuild(progress, signal) });
    this.#mending = work
      .then(
        () => undefined,
        (error: unknown) => (signal.aborted ? undefined : failed(error)),
      )
      .finally(() => (this.#mending = null));
  }
}
