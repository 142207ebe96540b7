import { onDisk } from '../files/disk-failure.ts';
import { holds, sizeOf } from '../files/file-content.ts';
import type { Layout } from './layout.ts';
import { pictureFolders } from './picture-folders.ts';
import type { PictureIndex } from './picture-index.ts';

/** How long a look through the folders answers for the next picture too, so that a moved folder is walked once. */
const freshMs = 2000;
/** Of a look that took long, so much longer: whoever shows many missing pictures mustn't have the disk walked all the time. */
const freshTimes = 10;
const lookedAtOnce = 32;

/** Paths by the size of what is there. */
type Strangers = ReadonlyMap<number, readonly string[]>;

/** Finds pictures that were renamed or moved within the library, by their content. Links are not followed. */
export class LostFiles {
  readonly #layout: Layout;
  readonly #index: Pick<PictureIndex, 'unknownAmong'>;
  #walk: { freshUntil: number; readonly strangers: Promise<Strangers> } | null = null;

  constructor(layout: Layout, index: Pick<PictureIndex, 'unknownAmong'>) {
    this.#layout = layout;
    this.#index = index;
  }

  /** Where in the library (relative) a file with this content is, or null. Only files of its size are read. */
  async find(id: string, bytes: number): Promise<string | null> {
    const sameSize = (await this.#strangers()).get(bytes) ?? [];
    // A file that was only moved still has the digits in its name: read those first.
    const likely = sameSize.filter((path) => path.includes(id.slice(0, 6)));
    for (const path of [...likely, ...sameSize.filter((path) => !likely.includes(path))]) {
      if (await onDisk(() => holds(this.#layout.absolute(path), id, bytes))) return path;
    }
    return null;
  }

  /** The picture files that no picture of the index is known to be. */
  #strangers(): Promise<Strangers> {
    const now = performance.now();
    if (this.#walk && now <= this.#walk.freshUntil) return this.#walk.strangers;
    const walk = { freshUntil: Infinity, strangers: this.#look() };
    this.#walk = walk;
    walk.strangers.then(
      () => (walk.freshUntil = performance.now() + Math.max(freshMs, freshTimes * (performance.now() - now))),
      () => (this.#walk = null),
    );
    return walk.strangers;
  }

  async #look(): Promise<Strangers> {
    const strangers = new Map<number, string[]>();
    for await (const { files } of pictureFolders(this.#layout.folder)) {
      const unknown = await this.#index.unknownAmong(files);
      for (let at = 0; at < unknown.length; at += lookedAtOnce) {
        await Promise.all(unknown.slice(at, at + lookedAtOnce).map((path) => this.#note(path, strangers)));
      }
    }
    return strangers;
  }

  async #note(path: string, strangers: Map<number, string[]>): Promise<void> {
    const bytes = await sizeOf(this.#layout.absolute(path));
    if (bytes === null) return;
    const same = strangers.get(bytes);
    if (same) same.push(path);
    else strangers.set(bytes, [path]);
  }
}
