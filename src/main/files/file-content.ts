import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat } from 'node:fs/promises';

import { errorCode } from './disk-failure.ts';

const unreachable = ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EACCES', 'ELOOP'];

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Whether a plain file (no link) is there and holds exactly this content. Its size is compared before it is read. */
export async function holds(path: string, sha256: string, bytes: number): Promise<boolean> {
  if ((await sizeOf(path)) !== bytes) return false;
  try {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
    return hash.digest('hex') === sha256;
  } catch (error) {
    // Removed meanwhile, or not ours to read.
    if (unreachable.includes(errorCode(error))) return false;
    throw error;
  }
}

/** The size of a plain file, or null when there is none that we can reach: nothing, a folder, a link. */
export async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await lstat(path);
    return found.isFile() ? found.size : null;
  } catch (error) {
    if (unreachable.includes(errorCode(error))) return null;
    throw error;
  }
}
