import { rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';

import { errorCode } from '../../files/disk-failure.ts';
import { isSame, removeEmpty } from './copying.ts';
import { everythingIn, thingAt, type Thing } from './everything.ts';
import { arrivedFrom, isDisposable, leavingFolder } from './places-of-a-move.ts';

/**
 * Deletes the old folder of a library that was moved: each file only while the new one has the same. What came into the old
 * one meanwhile, or was changed there, stays, and its folder with it. Can be begun again after a crash.
 */
export async function removeMoved(from: string, to: string, signal?: AbortSignal): Promise<void> {
  const folders = [from];
  for await (const thing of everythingIn(from, signal)) {
    const path = join(from, ...thing.path.split('/'));
    if (thing.what === 'folder') folders.push(path);
    else if (isDisposable(thing.path) || isThere(thing, await thingAt(to, arrivedFrom(thing.path)))) await removeFile(path);
  }
  // The same bytes as everywhere in it: previews that are made again.
  await rm(join(from, leavingFolder, 'thumbnails'), { recursive: true, force: true });
  await removeEmpty(folders);
}

/** What is ours was copied whole, and nobody else's: the new one's may have gone on since, as marks do. */
function isThere(thing: Thing, copy: Thing | null): boolean {
  return thing.path.startsWith(`${leavingFolder}/`) ? copy?.what === thing.what : isSame(thing, copy);
}

async function removeFile(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    // One that can't be deleted is one that stays: it does no harm there.
    if (!['ENOENT', 'EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error))) throw error;
  }
}
