import { open } from 'node:fs/promises';

import { errorCode } from '../../files/disk-failure.ts';

const headBytes = 64 * 1024;

/** The first bytes of a file: pictures of the same size that aren't the same nearly always differ there. Null when unreadable. */
export async function headOf(path: string): Promise<Buffer | null> {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(headBytes), position: 0 });
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'EISDIR'].includes(errorCode(error))) return null;
    throw error;
  }
}
