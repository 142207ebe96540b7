import { randomUUID } from 'node:crypto';

import { Failure } from '../../../shared/failure.ts';

/** What can be taken back. What it holds in memory is counted in bytes, roughly. */
interface Undoable {
  readonly bytes: number;
  readonly undo: () => Promise<void>;
}

const mostKept = 50;
const mostBytes = 32 * 1024 * 1024;

/**
 * The latest changes, so that they can be taken back while the app runs. A change is taken back where things still are as
 * it left them: what was decided otherwise since then stays. Once taken back it is forgotten; the oldest are, too.
 */
export class UndoLog {
  readonly #kept = new Map<string, Undoable>();

  /** Returns the name under which a change can be taken back. The newest one always can. */
  add(undoable: Undoable): string {
    const name = randomUUID();
    this.#kept.set(name, undoable);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= mostKept && this.#bytes() <= mostBytes) break;
      if (oldest !== name) this.#kept.delete(oldest);
    }
    return name;
  }

  /** Throws `not-found` for what can't be taken back any more. What fails on the way can be tried again. */
  async undo(name: string): Promise<void> {
    const undoable = this.#kept.get(name);
    if (!undoable) throw new Failure('not-found', 'This can no longer be taken back.');
    await undoable.undo();
    this.#kept.delete(name);
  }

  #bytes(): number {
    return [...this.#kept.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }
}
