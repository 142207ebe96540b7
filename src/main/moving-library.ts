import type { LibraryTask } from '../shared/library.ts';
import type { CurrentLibrary } from './current-library.ts';
import { Tasks } from './library/tasks.ts';
import type { Fact } from './settings/remembered.ts';

/** A library on its way from one folder to another. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

interface MovingParts {
  readonly library: CurrentLibrary;
  readonly remembered: Fact<Move | null>;
  /** Where the library is from now on, also at the next start. */
  readonly choose: (folder: string) => void;
}

/** Moves the library that is open. At any moment exactly one of the two folders counts, and it is whole. */
export class MovingLibrary {
  readonly #parts: MovingParts;
  readonly #tasks = new Tasks();

  constructor(parts: MovingParts) {
    this.#parts = parts;
  }

  onTask(listener: (task: LibraryTask) => void): () => void {
    return this.#tasks.listen(listener);
  }

  move(to: string, _task: string, _signal?: AbortSignal): Promise<void> {
    return Promise.reject(new Error(`Nothing moves from ${this.#parts.library.folder} to ${to} yet.`));
  }
}
