import type { watch } from 'node:fs';

import { Failure } from '../../../shared/failure.ts';
import { asDiskFailure } from '../../files/disk-failure.ts';
import type { Layout } from '../layout.ts';
import { pictureFolders } from '../picture-folders.ts';
import type { PictureIndex } from '../picture-index.ts';
import { isFarAway } from './far-away.ts';
import type { FileDifferences } from './file-differences.ts';
import { FolderWatches, type Notice } from './folder-watches.ts';
import { lookAt } from './found-file.ts';
import { Strangers } from './strangers.ts';
import { Touched } from './touched.ts';

/** So many files at once are a flood, in which the system loses notices: then everything is compared. */
const floodFiles = 4096;
const pageSize = 500;

interface WatchingParts {
  readonly layout: Layout;
  readonly index: PictureIndex;
  readonly differences: FileDifferences;
  /** Makes a new file, relative to the library, a picture of it. Throws Failure for what is none. */
  readonly adopt: (path: string) => Promise<unknown>;
  readonly watch?: typeof watch;
  readonly flood?: number;
}

/**
 * Keeps the index true to what other programs do in the library's folder: by the system's notices while the library is
 * open, and by comparing everything once it is opened. One thing after the other, and never holding up who asks for a picture.
 */
export class Watching {
  readonly #parts: WatchingParts;
  readonly #watches: FolderWatches;
  readonly #touched: Touched;
  readonly #strangers: Strangers;
  #isFarAway = false;
  #hasFailed = false;
  #isToCompare = false;
  #held = 0;
  #starting: NodeJS.Timeout | undefined;
  #isClosed = false;
  #running: { readonly work: Promise<void>; readonly calledOff: AbortController } | null = null;

  constructor(parts: WatchingParts) {
    this.#parts = parts;
    this.#touched = new Touched(() => this.#goOn());
    this.#strangers = new Strangers({
      differences: parts.differences,
      adopt: parts.adopt,
      again: (path) => this.#touched.add({ kind: 'change', path }),
    });
    const noticed = (notice: Notice): void => this.#touched.add(notice);
    this.#watches = new FolderWatches({ root: parts.layout.folder, noticed, ...(parts.watch && { watch: parts.watch }) });
  }

  /** Compares everything in the background, and watches from then on. Later, where there is something better to do first. */
  start(laterMs = 0): void {
    this.#isToCompare = true;
    if (laterMs === 0) this.#goOn();
    else this.#starting = setTimeout(() => this.#goOn(), laterMs);
  }

  /** Compares once more where the system can't tell what other programs do: on network drives, or beyond what it watches. */
  lookAgain(): void {
    if (!this.#watches.isBlind && !this.#isFarAway && !this.#hasFailed) return;
    this.#isToCompare = true;
    this.#goOn();
  }

  /** Lets work on the whole library be done without noting anything meanwhile; what happened is looked at afterwards. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    this.#held += 1;
    try {
      await this.#callOff();
      return await work();
    } finally {
      this.#held -= 1;
      this.#goOn();
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#starting);
    this.#watches.close();
    this.#touched.close();
    await this.#callOff();
  }

  /** What was begun is begun anew later. */
  async #callOff(): Promise<void> {
    this.#running?.calledOff.abort();
    await this.#running?.work;
  }

  #goOn(): void {
    if (this.#running || this.#held > 0 || this.#isClosed) return;
    const calledOff = new AbortController();
    const work = this.#work(calledOff.signal).finally(() => (this.#running = null));
    this.#running = { work, calledOff };
    void work.then(() => {
      if (this.#isToCompare || this.#touched.isDue) this.#goOn();
    });
  }

  async #work(signal: AbortSignal): Promise<void> {
    try {
      // Not in the turn of whoever opened the library.
      await new Promise((resolve) => setImmediate(resolve));
      while (!signal.aborted && (this.#isToCompare || this.#touched.isDue)) await this.#next(signal);
    } catch (error) {
      if (signal.aborted) this.#isToCompare = true;
      // A disk that is away: looked at again when the person comes back to the window.
      else if (asDiskFailure(error) instanceof Failure) this.#hasFailed = true;
      else throw error;
    }
  }

  async #next(signal: AbortSignal): Promise<void> {
    const isFlood = this.#touched.count > (this.#parts.flood ?? floodFiles);
    if (!this.#isToCompare && !isFlood) return this.#settle(this.#touched.take(), signal);
    if (isFlood) this.#touched.take();
    this.#isToCompare = false;
    await this.#compareAll(signal);
  }

  async #compareAll(signal: AbortSignal): Promise<void> {
    const { layout } = this.#parts;
    this.#isFarAway = await isFarAway(layout.folder);
    this.#hasFailed = false;
    this.#watches.retry();
    // All folders are watched before the first is compared, so that nothing happens in between.
    const folders = this.#folders('', signal);
    while ((await folders.next()).done !== true);
    await this.#compareBelow('', signal);
    await this.#lookInto('', signal);
  }

  async #settle({ paths, changed }: ReturnType<Touched['take']>, signal: AbortSignal): Promise<void> {
    const { strangers, folders, gone } = await this.#parts.differences.compare(paths, changed, signal);
    for (const path of [...gone, ...folders]) {
      this.#watches.drop(path);
      await this.#compareBelow(path, signal);
    }
    await this.#strangers.meet(strangers, signal);
    for (const folder of folders) await this.#lookInto(folder, signal);
  }

  /** Whether the files are there that the index knows in a folder. */
  async #compareBelow(folder: string, signal: AbortSignal): Promise<void> {
    const { index, differences } = this.#parts;
    // In the order of paths, what is in a folder comes after its name with a slash, and before the character after the slash.
    let after = folder === '' ? '' : `${folder}/`;
    const before = folder === '' ? '\u{10ffff}' : `${folder}0`;
    for (;;) {
      signal.throwIfAborted();
      const paths = [...new Set((await index.filesBetween(after, before, pageSize)).map(({ path }) => path))];
      const last = paths.at(-1);
      if (last === undefined) return;
      after = last;
      const { strangers } = await differences.compare(paths, new Set(), signal);
      await this.#strangers.meet(strangers, signal);
    }
  }

  /** Looks for files in a folder that the index doesn't know, and watches the folders in it. */
  async #lookInto(folder: string, signal: AbortSignal): Promise<void> {
    const { layout, index } = this.#parts;
    for await (const { files } of this.#folders(folder, signal)) {
      const unknown = await lookAt(layout, await index.unknownAmong(files), signal);
      const strangers = unknown.filter((file) => file.what === 'file').map((file) => ({ ...file, isClaimed: false }));
      await this.#strangers.meet(strangers, signal);
    }
  }

  #folders(from: string, signal: AbortSignal): ReturnType<typeof pictureFolders> {
    return pictureFolders(this.#parts.layout.folder, { from, signal, entering: (folder) => this.#watches.add(folder) });
  }
}
