import { createWriteStream } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

import { ZipFile } from 'yazl';

import { errorCode } from '../../files/disk-failure.ts';

/** Where exported files go. */
export interface Destination {
  /** The name is the wanted one, or that with a number where it is taken. */
  add(stem: string, extension: string, bytes: Uint8Array, madeAt: Date): Promise<void>;
  /** All is in. */
  close(): Promise<void>;
  /** Nothing of it is wanted any more, as far as it isn't a file of its own. */
  abandon(): Promise<void>;
}

/** Files in a folder, beside what is there: nothing is ever overwritten. */
export function folderDestination(folder: string): Destination {
  return {
    add: async (stem, extension, bytes) => {
      for (let copy = 1; !(await writeIfFree(join(folder, numbered(stem, extension, copy)), bytes)); copy += 1);
    },
    close: () => Promise.resolve(),
    abandon: () => Promise.resolve(),
  };
}

/** One ZIP file, also beyond 4 GB. It gets its name when it is whole; the person has agreed that it replaces one of that name. */
export function zipDestination(target: string): Destination {
  const zip = new ZipFile();
  const partial = `${target}.part`;
  const file = createWriteStream(partial);
  const written = finished(zip.outputStream.pipe(file));
  // Heard of when something waits for it.
  written.catch(() => undefined);
  const closed = new Promise<void>((resolve) => file.once('close', () => resolve()));
  const taken = new Set<string>();
  return {
    add: async (stem, extension, bytes, mtime) => {
      const name = freeName(stem, extension, taken);
      const body = Readable.from([bytes]);
      // Pictures are compressed already. One after the other, so that a slow disk doesn't fill the memory.
      zip.addReadStream(body, name, { mtime, compress: false });
      await Promise.race([once(body, 'end'), written]);
    },
    close: async () => {
      zip.end();
      await written;
      await rename(partial, target);
    },
    abandon: async () => {
      file.destroy();
      // It may only be coming into being now, and would be there after all.
      await closed;
      await rm(partial, { force: true });
    },
  };
}

async function writeIfFree(path: string, bytes: Uint8Array): Promise<boolean> {
  try {
    await writeFile(path, bytes, { flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Windows and macOS take names that differ in case only for the same. */
function freeName(stem: string, extension: string, taken: Set<string>): string {
  for (let copy = 1; ; copy += 1) {
    const name = numbered(stem, extension, copy);
    const key = name.toLowerCase();
    if (taken.has(key)) continue;
    taken.add(key);
    return name;
  }
}

function numbered(stem: string, extension: string, copy: number): string {
  return copy === 1 ? `${stem}.${extension}` : `${stem} (${copy}).${extension}`;
}
