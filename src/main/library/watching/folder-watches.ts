import { watch, type FSWatcher } from 'node:fs';
import { join, sep } from 'node:path';

import { errorCode } from '../../files/disk-failure.ts';
import { isHidden } from '../picture-folders.ts';

/** What the system's own notices say: `change` of what a file holds or is, `rename` when a name came or went. */
export interface Notice {
  readonly kind: 'change' | 'rename';
  /** Relative to the library, `/` between parts. */
  readonly path: string;
}

interface WatchesParts {
  readonly root: string;
  readonly noticed: (notice: Notice) => void;
  /** The system's, unless a test stands in for one that can't. */
  readonly watch?: typeof watch;
  readonly platform?: NodeJS.Platform;
}

/**
 * The system's notices about a library's folders. Windows and macOS watch a whole tree by themselves; on Linux there is one
 * watch per folder, not per file (as Node's own `recursive` has it), because a person may only have so many.
 */
export class FolderWatches {
  readonly #parts: WatchesParts;
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #isRecursive: boolean;
  #isBlind = false;
  #isClosed = false;

  constructor(parts: WatchesParts) {
    this.#parts = parts;
    this.#isRecursive = ['darwin', 'win32'].includes(parts.platform ?? process.platform);
  }

  /** Whether there is a folder that the system doesn't watch for us, so that one has to look by oneself. */
  get isBlind(): boolean {
    return this.#isBlind;
  }

  add(folder: string): void {
    const watched = this.#isRecursive ? '' : folder;
    if (this.#isClosed || this.#watchers.has(watched)) return;
    try {
      const { root, watch: begin = watch } = this.#parts;
      const options = { persistent: false, recursive: this.#isRecursive };
      const watcher = begin(join(root, ...watched.split('/')), options, (kind, name) => this.#notice(watched, kind, name));
      watcher.on('error', () => this.#fail(watched));
      this.#watchers.set(watched, watcher);
    } catch (error) {
      // As many as this person may have, or a drive that can't. One that is gone already has nothing to tell.
      this.#isBlind ||= !['ENOENT', 'ENOTDIR', 'EACCES'].includes(errorCode(error));
    }
  }

  /** Tries all folders anew that are added from now on, also those that couldn't be watched. */
  retry(): void {
    this.#isBlind = false;
  }

  /** Forgets a folder that is gone, or has another name now, and those in it: their watches would tell of the old names. */
  drop(folder: string): void {
    if (this.#isRecursive || !this.#watchers.has(folder)) return;
    for (const watched of [...this.#watchers.keys()]) {
      if (watched === folder || watched.startsWith(`${folder}/`)) this.#end(watched);
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const watched of [...this.#watchers.keys()]) this.#end(watched);
  }

  #notice(watched: string, kind: string, name: string | null): void {
    if (this.#isClosed) return;
    const path = [watched, ...(name ?? '').split(sep)].filter((part) => part !== '').join('/');
    if (!isHidden(path)) this.#parts.noticed({ kind: kind === 'change' ? 'change' : 'rename', path });
  }

  #fail(watched: string): void {
    this.#isBlind = true;
    this.#end(watched);
  }

  #end(watched: string): void {
    this.#watchers.get(watched)?.close();
    this.#watchers.delete(watched);
  }
}
