import { Failure } from '../../../shared/failure.ts';
import type { FreeBytes } from '../../files/free-space.ts';
import type { Layout } from '../layout.ts';
import type { OnStep } from '../on-step.ts';
import type { Progress } from '../tasks.ts';
import type { Turns } from '../turns.ts';
import type { Watching } from '../watching/watching.ts';
import { copyLibrary, discardCopy } from './copying.ts';
import { removeMoved } from './removing.ts';

interface MovingParts {
  readonly layout: Layout;
  readonly changes: Turns;
  readonly watching: Watching;
  readonly freeBytes: FreeBytes;
  readonly onStep: OnStep;
}

/** The library's own part in its move to another disk. When which of the two folders counts, the main process says. */
export class Moving {
  readonly #parts: MovingParts;

  constructor(parts: MovingParts) {
    this.#parts = parts;
  }

  /** Afterwards nothing can be changed here any more, only looked at, until it is closed. When it fails, or is called off, all is as before. */
  async copyTo(to: string, progress: Progress, signal?: AbortSignal): Promise<void> {
    const { layout, changes, watching, freeBytes, onStep } = this.#parts;
    const giveTurns = await changes.refuse(new Failure('library-unavailable', 'The library is being moved to another folder.'));
    try {
      await watching.hold(() =>
        copyLibrary({ from: layout.folder, to, progress, signal, freeBytes, onCopied: () => onStep('file-copied') }),
      );
    } catch (error) {
      giveTurns();
      throw error;
    }
  }

  /** Deletes the half copy that a crash left behind. */
  discardCopy(to: string): Promise<void> {
    return discardCopy(this.#parts.layout.folder, to);
  }

  /** Deletes what is left in the folder that the library was moved from. */
  removeOld(from: string, signal?: AbortSignal): Promise<void> {
    return removeMoved(from, this.#parts.layout.folder, signal);
  }
}
