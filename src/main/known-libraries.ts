import { lstat, mkdir } from 'node:fs/promises';
import path from 'node:path';

import { Failure } from '../shared/failure.ts';
import type { KnownLibrary } from '../shared/library.ts';
import type { CurrentLibrary } from './current-library.ts';
import { onDisk } from './files/disk-failure.ts';
import { hiddenFolder } from './library/layout.ts';
import type { MovingLibrary } from './moving-library.ts';
import type { Fact } from './settings/remembered.ts';

const mostKnown = 20;

interface KnownLibraryParts {
  readonly library: CurrentLibrary;
  readonly remembered: Fact<readonly string[]>;
  readonly moving: MovingLibrary;
  /** Where the library is from now on, also at the next start. */
  readonly choose: (folder: string) => void;
  /** Jobs that wait for a library look at once. */
  readonly hurry: () => void;
}

/** The libraries that this person has had open on this machine, and which of them is. */
export class KnownLibraries {
  readonly #parts: KnownLibraryParts;

  constructor(parts: KnownLibraryParts) {
    this.#parts = parts;
    parts.library.onOpened((folder) => this.#note(folder));
  }

  /** The latest first. */
  known(): Promise<readonly KnownLibrary[]> {
    const current = path.resolve(this.#parts.library.folder);
    return Promise.all(
      this.#folders().map(async (folder) => ({
        folder,
        name: path.basename(folder) || folder,
        isOpen: folder === current,
        isThere: await isLibrary(folder),
      })),
    );
  }

  /** Opens one of the known ones. One whose folder isn't there is refused, and not made anew. */
  async open(folder: string): Promise<void> {
    if (!this.#folders().includes(path.resolve(folder))) throw new Failure('not-found', "This library isn't on the list.");
    if (!(await isLibrary(folder))) throw new Failure('library-unavailable', `There is no library in ${folder} now.`);
    await this.openChosen(folder);
  }

  /** Opens the library in a folder that the person has just chosen, made if need be; only one that can be used is remembered. */
  async openChosen(folder: string): Promise<void> {
    const { library, choose, hurry } = this.#parts;
    await onDisk(() => mkdir(folder, { recursive: true }));
    await library.openIn(folder);
    choose(folder);
    hurry();
  }

  /** Takes it off the list, unless it is open; nothing on the disk is touched. */
  forget(folder: string): void {
    const gone = path.resolve(folder);
    if (gone === path.resolve(this.#parts.library.folder)) return;
    this.#parts.remembered.save(this.#folders().filter((known) => known !== gone));
  }

  /** Moves the library that is open to another folder: see `MovingLibrary`. */
  async move(to: string, task: string, signal?: AbortSignal): Promise<void> {
    const { library, moving, hurry } = this.#parts;
    const from = library.folder;
    try {
      await moving.move(to, task, signal);
      this.forget(from);
    } finally {
      hurry();
    }
  }

  #note(folder: string): void {
    const opened = path.resolve(folder);
    const others = this.#folders().filter((known) => known !== opened);
    try {
      this.#parts.remembered.save([opened, ...others].slice(0, mostKnown));
    } catch (error) {
      // A full disk: the list is a convenience, and the library is open all the same.
      if (!(error instanceof Failure)) throw error;
    }
  }

  #folders(): readonly string[] {
    return this.#parts.remembered.load();
  }
}

async function isLibrary(folder: string): Promise<boolean> {
  try {
    return (await lstat(path.join(folder, hiddenFolder))).isDirectory();
  } catch {
    return false; // whatever the reason, it can't be opened now
  }
}
