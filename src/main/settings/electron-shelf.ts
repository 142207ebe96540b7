import { join } from 'node:path';

import ElectronStore from 'electron-store';

import { Failure } from '../../shared/failure.ts';
import { moveDamagedAside } from './damaged-file.ts';
import type { Shelf } from './shelf.ts';

export interface OpenedShelf {
  readonly shelf: Shelf;
  /** What a file that couldn't be read is called now; null when there was nothing wrong. */
  readonly keptAs: string | null;
}

/** Opens `NAME.json` in the folder. Written whole to a file beside it and renamed, so a crash leaves the old or the new one. */
export function openShelf(folder: string, name: string, now: Date = new Date()): OpenedShelf {
  const keptAs = moveDamagedAside(join(folder, `${name}.json`), now);
  // Values are looked up by their whole name: a dot in one is a dot. What they may be is checked above the shelf.
  const store = new ElectronStore<Record<string, unknown>>({
    cwd: folder,
    name,
    accessPropertiesByDotNotation: false,
    configFileMode: 0o600,
  });
  return { keptAs, shelf: { get: (key) => store.get(key), set: (key, value) => unlessDiskFull(() => store.set(key, value)) } };
}

function unlessDiskFull(write: () => void): void {
  try {
    write();
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC')) throw cause;
    throw new Failure('disk-full', 'The disk is full, so this could not be kept.', { cause });
  }
}
