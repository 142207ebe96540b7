import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

import { errorCode } from '../../files/disk-failure.ts';
import { pngChunks } from '../../files/png-chunks.ts';
import { pictureHeader, pictureKindOf, type PictureFacts } from '../../files/picture-file.ts';

/** The header of a picture is at its beginning, after what a camera has to say. */
const headBytes = 1024 * 1024;
const unreadable = ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'EISDIR', 'EIO'];

export interface ReadFile {
  readonly sha256: string;
  readonly bytes: number;
  /** What its header says; null when that can't be read, `unknown` when it doesn't begin as early as they all do. */
  readonly facts: Omit<PictureFacts, 'animated'> | null | 'unknown';
}

/** Reads a whole file without ever holding more than its beginning; null when it can't be read. */
export async function readWhole(path: string, signal?: AbortSignal): Promise<ReadFile | null> {
  const hash = createHash('sha256');
  const head: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path, { signal, highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      if (bytes < headBytes) head.push(chunk);
      bytes += chunk.byteLength;
    }
  } catch (error) {
    // Also what the disk itself can't read any more: of this one file, that is what is to be told.
    if (unreadable.includes(errorCode(error))) return null;
    throw error;
  }
  return { sha256: hash.digest('hex'), bytes, facts: factsOf(Buffer.concat(head), bytes) };
}

function factsOf(head: Buffer, bytes: number): ReadFile['facts'] {
  const kind = pictureKindOf(head);
  // How a PNG lies is said before its pixels; what comes before those may be long.
  if (kind === 'png' && head.byteLength < bytes && ![...pngChunks(head)].some(({ type }) => type === 'IDAT')) return 'unknown';
  const header = kind && pictureHeader(kind, head);
  if (kind && header) return { kind, widthPx: header.widthPx, heightPx: header.heightPx };
  return head.byteLength < bytes ? 'unknown' : null;
}
