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
  return (await sizeOf(path)) === bytes && (await hashOf(path)) === sha256;
}

/** The SHA-256 of a file's content, or null when it can't be read: removed meanwhile, or not ours to read. */
export async function hashOf(path: string, signal?: AbortSignal): Promise<string | null> {
  try {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path, { signal, highWaterMark: 256 * 1024 })) hash.update(chunk as Buffer);
    return hash.digest('hex');
  } catch (error) {
    if (unreachable.includes(errorCode(error))) return null;
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
