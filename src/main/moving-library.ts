import { mkdir, rename, rmdir } from 'node:fs/promises';
import path from 'node:path';

import { Failure } from '../shared/failure.ts';
import type { LibraryTask } from '../shared/library.ts';
import type { CurrentLibrary } from './current-library.ts';
import { errorCode, onDisk } from './files/disk-failure.ts';
import { syncFolder } from './files/folder.ts';
import { Tasks, type Progress } from './library/tasks.ts';
import { arrive, ensureFree, isLibrary, isSameDisk, leave, takeBack, type Move } from './moving-folders.ts';
import type { Fact } from './settings/remembered.ts';

/** Called between the durable steps of a move, so that a test can stop the process there. */
export type OnMoveStep = (step: 'renamed' | 'copied' | 'counts' | 'left' | 'chosen' | 'opened') => unknown;

interface MovingParts {
  readonly library: CurrentLibrary;
  readonly remembered: Fact<Move | null>;
  /** Where the library is from now on, also at the next start. */
  readonly choose: (folder: string) => void;
  readonly unexpected: (error: unknown) => void;
  readonly onStep?: OnMoveStep;
  /** The system's word, unless a test has only one disk. */
  readonly isSameDisk?: typeof isSameDisk;
}

/**
 * Moves the library that is open. The folder that holds `.afterglow` is the one that counts: it gets that name last, when
 * all else is there, and the old one loses it next. Only then is anything deleted, and only what the new one has too.
 */
export class MovingLibrary {
  readonly #parts: MovingParts;
  readonly #tasks = new Tasks();

  constructor(parts: MovingParts) {
    this.#parts = parts;
  }

  onTask(listener: (task: LibraryTask) => void): () => void {
    return this.#tasks.listen(listener);
  }

  /** Called off before the new folder counts, it leaves everything as it was, and throws `cancelled`. */
  async move(folder: string, task: string, signal?: AbortSignal): Promise<void> {
    const move = { from: path.resolve(this.#parts.library.folder), to: path.resolve(folder) };
    await this.#parts.library.ready();
    const isThere = await ensureFree(move);
    const calledOff = new AbortController();
    const callOff = (): void => calledOff.abort();
    if (signal?.aborted) callOff();
    signal?.addEventListener('abort', callOff, { once: true });
    // From then on there is no way back.
    const counts = (): void => signal?.removeEventListener('abort', callOff);
    const work = async (progress: Progress): Promise<void> => {
      calledOff.signal.throwIfAborted();
      this.#parts.remembered.save(move);
      try {
        if (await this.#rename(move, { isThere, signal: calledOff.signal, counts })) this.#parts.remembered.save(null);
        else await this.#copy(move, { task, progress, signal: calledOff.signal, counts });
      } catch (error) {
        this.#parts.remembered.save(null);
        if (!isThere) await rmdir(move.to).catch(() => undefined);
        throw error;
      }
    };
    try {
      await this.#tasks.run({ id: task, what: 'move', signal: calledOff.signal, work });
    } catch (error) {
      if (calledOff.signal.aborted) throw new Failure('cancelled', 'The library stays where it was.', { cause: error });
      throw error;
    } finally {
      counts();
    }
  }

  /**
   * What a move that was cut off has left behind; to be called before the library is opened. Answers with the folder that
   * counts, when the settings may not say so yet. At once, as it decides which library is opened, and rarely.
   */
  settle(): string | null {
    const move = this.#parts.remembered.load();
    if (!move || !isLibrary(move.to)) return null;
    this.#parts.choose(move.to);
    return move.to;
  }

  /** Tidies up after that, once the library is open. */
  async tidy(): Promise<void> {
    const { library, remembered } = this.#parts;
    const move = remembered.load();
    const isCurrent = (folder: string): boolean => path.resolve(library.folder) === folder;
    if (!move) return;
    const opened = await library.ready();
    if (isCurrent(move.to)) await leave(move).then(() => this.#removeOld(move));
    else if (isCurrent(move.from)) await opened.work.discardCopy(move.to).then(() => remembered.save(null));
  }

  /** On the same disk there is nothing to copy. False when it isn't, as the system says. */
  async #rename(move: Move, { isThere, signal, counts }: Renaming): Promise<boolean> {
    const { library, choose, onStep, isSameDisk: isSame = isSameDisk } = this.#parts;
    if (!(await isSame(move))) return false;
    const put = async (): Promise<string> => {
      signal.throwIfAborted();
      // Windows renames onto nothing that is there, be it empty.
      if (isThere) await rmdir(move.to);
      await rename(move.from, move.to);
      counts();
      for (const folder of [move.to, move.from]) await syncFolder(path.dirname(folder));
      await onStep?.('renamed');
      choose(move.to);
      await onStep?.('chosen');
      return move.to;
    };
    const putBack = async (): Promise<void> => {
      if (!isLibrary(move.from)) await rename(move.to, move.from);
      this.#chooseAgain(move.from);
      if (isThere) await mkdir(move.to, { recursive: true });
    };
    try {
      await onDisk(() => library.reopenIn(put, putBack));
      return true;
    } catch (error) {
      const { cause } = error instanceof Failure ? error : { cause: error };
      if (['EXDEV', 'EBUSY', 'EPERM', 'EACCES', 'ENOTSUP'].includes(errorCode(cause))) return false;
      throw error;
    }
  }

  async #copy(move: Move, { task, progress, signal, counts }: Copying): Promise<void> {
    const { library, choose, onStep } = this.#parts;
    const old = await library.ready();
    const forget = old.onTask((copying) => {
      if (copying.id !== task) return;
      if (copying.total !== null) progress.total(copying.total);
      progress.done(copying.done);
    });
    await old.work.copyTo({ task, to: move.to }, signal).finally(forget);
    await onStep?.('copied');
    const put = async (): Promise<string> => {
      signal.throwIfAborted();
      counts();
      await arrive(move);
      await onStep?.('counts');
      await leave(move);
      await onStep?.('left');
      choose(move.to);
      await onStep?.('chosen');
      return move.to;
    };
    const putBack = async (): Promise<void> => {
      await takeBack(move);
      this.#chooseAgain(move.from);
    };
    try {
      await onDisk(() => library.reopenIn(put, putBack));
    } catch (error) {
      await (await library.ready()).work.discardCopy(move.to);
      throw error;
    }
    await onStep?.('opened');
    await this.#removeOld(move);
  }

  /** The library is where it should be: what can't be deleted now is tried again at the next start. */
  async #removeOld({ from }: Move): Promise<void> {
    const { library, remembered, unexpected } = this.#parts;
    try {
      // With a signal, so that quitting needn't wait for it.
      await (await library.ready()).work.removeOld(from, new AbortController().signal);
      remembered.save(null);
    } catch (error) {
      if (!(error instanceof Error && error.name === 'AbortError')) unexpected(error);
    }
  }

  /** Also when the settings can't be written: then they still say so. */
  #chooseAgain(folder: string): void {
    try {
      this.#parts.choose(folder);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }
}

interface Going {
  readonly signal: AbortSignal;
  /** To be called when there is no way back any more. */
  readonly counts: () => void;
}

interface Renaming extends Going {
  /** Whether the folder to move to exists. */
  readonly isThere: boolean;
}

interface Copying extends Going {
  readonly task: string;
  readonly progress: Progress;
}
