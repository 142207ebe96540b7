import { Failure } from '../../../shared/failure.ts';
import type { FileDifferences, Stranger } from './file-differences.ts';
import type { FoundFile } from './found-file.ts';

/** A file that was written to less than so long ago may be written to again. */
const settledMs = 500;
const readAtOnce = 2;

interface StrangersParts {
  readonly differences: FileDifferences;
  readonly adopt: (path: string) => Promise<unknown>;
  /** Has a file looked at again in a moment. */
  readonly again: (path: string) => void;
}

/** Files of which only their content tells what they are: a picture under another name, a copy, a new picture, or none at all. */
export class Strangers {
  readonly #parts: StrangersParts;
  /** How a file was when it was met: one that is the same a moment later is complete, whatever its clock says. */
  readonly #met = new Map<string, string>();
  /** What was read already and isn't anything to us. */
  readonly #passedOver = new Map<string, string>();

  constructor(parts: StrangersParts) {
    this.#parts = parts;
  }

  async meet(files: readonly Stranger[], signal: AbortSignal): Promise<void> {
    const settled = files.filter((file) => this.#isSettled(file));
    const left = [...(await this.#parts.differences.noteMoved(settled, signal))].filter(
      (file) => this.#passedOver.get(file.path) !== stamp(file),
    );
    const readNext = async (): Promise<void> => {
      for (let file = left.shift(); file && !signal.aborted; file = left.shift()) await this.#read(file);
    };
    await Promise.all(Array.from({ length: readAtOnce }, readNext));
    signal.throwIfAborted();
  }

  #isSettled(file: FoundFile): boolean {
    const { path, changedAt } = file;
    const isSettled = Date.now() - changedAt > settledMs || this.#met.get(path) === stamp(file);
    if (isSettled) this.#met.delete(path);
    else {
      this.#met.set(path, stamp(file));
      this.#parts.again(path);
    }
    return isSettled;
  }

  async #read(file: Stranger): Promise<void> {
    const { differences, adopt, again } = this.#parts;
    const identity = await differences.identify(file);
    if (identity === 'changing') again(file.path);
    if (identity === 'other') this.#passedOver.set(file.path, stamp(file));
    if (identity !== 'new') return;
    try {
      await adopt(file.path);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#passedOver.set(file.path, stamp(file));
    }
  }
}

function stamp({ bytes, changedAt }: FoundFile): string {
  return `${bytes} ${changedAt}`;
}
