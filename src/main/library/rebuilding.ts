import type { VerifyReport } from '../../shared/library.ts';
import { onDisk } from '../files/disk-failure.ts';
import { createIndexFile, removeIndexFile } from './index-file.ts';
import { PictureIndex } from './picture-index.ts';
import { addRecords, addTheRest, type RebuildParts } from './rebuild.ts';
import type { Progress } from './tasks.ts';
import { Turns } from './turns.ts';

interface RebuildingParts extends RebuildParts {
  readonly index: PictureIndex;
  readonly changes: Turns;
  readonly changed: () => void;
  /** What must not have the index's file open when another one takes its place. */
  readonly letGo: () => Promise<void>;
  readonly finishDeleting: (ids: readonly string[]) => Promise<void>;
}

/** Makes the index anew beside the one in use, which answers until the new one takes its place. */
export class Rebuilding {
  readonly #parts: RebuildingParts;
  readonly #turns = new Turns(1);

  constructor(parts: RebuildingParts) {
    this.#parts = parts;
  }

  /** Called off, the index stays as it is. */
  rebuild(progress: Progress, signal?: AbortSignal): Promise<VerifyReport> {
    return this.#turns.take(() => onDisk(() => this.#rebuild(progress, signal)));
  }

  async #rebuild(progress: Progress, signal?: AbortSignal): Promise<VerifyReport> {
    const { layout, records, changes } = this.#parts;
    const total = await records.count();
    progress.total(total);
    const made = new PictureIndex(await createIndexFile(layout.newIndex), 'made');
    try {
      const { problems } = await addRecords(this.#parts, made, { done: (looked) => progress.done(looked), signal });
      await changes.take(() => this.#finish(made, signal));
      return { checked: total, problems };
    } catch (error) {
      await made.close().catch(() => undefined);
      await removeIndexFile(layout.newIndex);
      throw error;
    }
  }

  /** Nothing changes the library now: what came and went meanwhile is taken up, and then the new index is as good as the disk. */
  async #finish(made: PictureIndex, signal?: AbortSignal): Promise<void> {
    const { index, changed, letGo, finishDeleting } = this.#parts;
    await addRecords(this.#parts, made, { signal });
    const deleting = await addTheRest(this.#parts, made, index);
    signal?.throwIfAborted();
    await letGo();
    await index.become(made);
    changed();
    await finishDeleting(deleting);
  }
}
