import { statfs } from 'node:fs/promises';

import { Failure } from '../../shared/failure.ts';
import { onDisk } from './disk-failure.ts';

/** What must be free before a picture is received: a large one, its record, its preview and the index's growth. */
export const minFreeBytes = 32 * 1024 * 1024;

export type FreeBytes = (folder: string) => Promise<number>;

/** What this person may still write on the disk that holds the folder. */
export const freeBytesOf: FreeBytes = async (folder) => {
  const { bavail, bsize } = await onDisk(() => statfs(folder));
  return bavail * bsize;
};

/** Throws `disk-full` before anything is begun that would not fit. `purpose` goes on the sentence "There is not enough room …". */
export async function ensureRoom(folder: string, neededBytes: number, freeBytes: FreeBytes, purpose = 'for this'): Promise<void> {
  const free = await freeBytes(folder);
  if (free >= neededBytes) return;
  const [has, needs] = [Math.floor(free / 1_000_000), Math.ceil(neededBytes / 1_000_000)];
  throw new Failure('disk-full', `There is not enough room ${purpose}: ${has} MB are free on the library's disk, ${needs} MB are needed.`, {
    because: { why: 'too-little-room', neededBytes, freeBytes: free },
  });
}
