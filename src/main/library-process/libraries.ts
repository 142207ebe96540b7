import { randomBytes } from 'node:crypto';
import { isAbsolute, relative, sep } from 'node:path';

import { Staging } from '../files/durable-file.ts';
import { sizeOf } from '../files/file-content.ts';
import { Intake } from '../library/intake.ts';
import { Layout } from '../library/layout.ts';
import type { FoundFile, Library } from '../library/library.ts';
import { askedBy, type Parts } from './contract.ts';
import { RunningLibrary, type RunningParts } from './running-library.ts';

/** A library that is open, wherever it runs: what the main process may ask of it. */
export type OpenLibrary = Pick<Library, 'folder' | 'report' | 'revision' | 'onChanged' | 'onTask' | 'keep' | 'close'> &
  Parts['library'] &
  Omit<Parts, 'library'>;

/** Opens libraries, each in a process of its own. */
export class Libraries {
  readonly #parts: RunningParts;
  /** The same as long as the app runs: a library that is opened again doesn't sweep away what is just being downloaded. */
  readonly #owner = randomBytes(4).toString('hex');

  constructor(parts: RunningParts) {
    this.#parts = parts;
  }

  /** Throws what `Library.open` throws, and `library-unavailable` when its process can't be started. */
  async open(folder: string, options: { readonly mustExist: boolean }, signal?: AbortSignal): Promise<OpenLibrary> {
    const running = new RunningLibrary(this.#parts, { folder, ...options, spared: this.#owner });
    const opened = await running.open(signal);
    const layout = new Layout(opened.folder);
    const { library, ...parts } = askedBy((part, name, given) => running.ask(part, name, given));
    // The bytes stay in this process: a stream doesn't cross, and a file is handed over for nothing.
    const intake = new Intake({
      folder: opened.folder,
      staging: new Staging(layout.incoming, this.#owner),
      keepStaged: library.keepStaged,
    });
    return {
      ...library,
      ...parts,
      folder: opened.folder,
      report: opened.report,
      get revision() {
        return running.revision;
      },
      onChanged: (listener) => running.listen('changed', listener),
      onTask: (listener) => running.listen('task', listener),
      keep: (body, origin, signal) => intake.keep(body, origin, signal),
      fileOf: async (sort, id) =>
        (sort === 'thumbnail' ? await thumbnail(layout, id) : null) ?? inside(layout, await library.fileOf(sort, id)),
      close: () => running.close(),
    };
  }
}

/** Hundreds are asked for in a second of scrolling, and nearly all of them are there: no need to ask another process. */
async function thumbnail(layout: Layout, id: string): Promise<FoundFile | null> {
  const path = layout.thumbnail(id);
  return (await sizeOf(path)) === null ? null : { path, kind: 'webp' };
}

/** What is answered is shown to the page, so it must be of the library, whatever a decoder was led to say. */
function inside({ folder }: Layout, file: FoundFile | null): FoundFile | null {
  if (!file) return null;
  const way = relative(folder, file.path);
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? null : file;
}
