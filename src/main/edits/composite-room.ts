import { open } from 'node:fs/promises';

import type { PixelSize } from '../../shared/edit.ts';
import { onDisk } from '../files/disk-failure.ts';
import { isPng } from '../files/png-chunks.ts';

/** PNG 3rd edition, 11.2.1: the bit depth is the byte behind signature, length, type, width and height. */
const depthAt = 24;
/** Red, green, blue and alpha. */
const mostChannels = 4;

/**
 * The most bytes that a composite of this size may take on the disk: as many as its samples have, as if nothing could be
 * packed. Only a PNG can be of 16 bits. Throws Failure when the original can't be read.
 */
export async function mostCompositeBytes(originalPath: string, { width, height }: PixelSize): Promise<number> {
  const head = await onDisk(() => headOf(originalPath));
  const sampleBytes = isPng(head) && head[depthAt] === 16 ? 2 : 1;
  return width * height * mostChannels * sampleBytes;
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(depthAt + 1), 0, depthAt + 1, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
