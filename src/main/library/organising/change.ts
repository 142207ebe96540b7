import { onDisk } from '../../files/disk-failure.ts';
import type { PictureIndex } from '../picture-index.ts';
import type { Turns } from '../turns.ts';

/**
 * Runs what changes the library: in its turn, with the index knowing that its disk is being changed, and with news of it
 * afterwards, also when it failed: what was done before that is done.
 */
export type Change = <T>(work: () => Promise<T>) => Promise<T>;

export function changeIn(changes: Turns, index: PictureIndex, changed: () => void): Change {
  return async (work) => {
    try {
      return await changes.take(() => onDisk(() => index.noteChanging().then(work)));
    } finally {
      changed();
    }
  };
}
