import type { Dirent } from 'node:fs';
import { lstat, opendir, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

import type { FileProblem } from '../../../shared/library.ts';
import { errorCode } from '../../files/disk-failure.ts';
import { hiddenFolder } from '../layout.ts';
import type { ImportWords } from './import-words.ts';

/** A file that may be a picture. */
export interface SourceFile {
  readonly path: string;
  /** As the person knows it: below what was chosen. */
  readonly shown: string;
  /** Its path in the library, when it lies there already. */
  readonly inLibrary: string | null;
  /** It was chosen by itself, or its name says that it is a picture: when it isn't one, that is worth saying. */
  readonly isClaimed: boolean;
}

interface Sources {
  readonly files: readonly SourceFile[];
  readonly problems: readonly FileProblem[];
}

interface Folder {
  readonly path: string;
  readonly shown: string;
  readonly depth: number;
}

interface Kind {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

const pictureName = /\.(png|apng|jpe?g|jpe|jfif|pjpeg|webp|gif|bmp|dib|tiff?|avif|hei[cf]|jxl|jp2|psd|svg)$/i;
const maxDepth = 64;
const maxProblems = 1_000;

/** Everything below what was chosen, each file once. Links aren't followed, so there are no circles; hidden folders aren't entered. */
export async function sourceFiles(paths: readonly string[], library: string, words: ImportWords, signal?: AbortSignal): Promise<Sources> {
  const walk = new Walk(await realpath(library), words, signal);
  for (const path of paths) await walk.chosen(resolve(path));
  return walk;
}

class Walk implements Sources {
  readonly files: SourceFile[] = [];
  readonly problems: FileProblem[] = [];
  readonly #library: string;
  readonly #words: ImportWords;
  readonly #signal: AbortSignal | undefined;
  readonly #seen = new Set<string>();

  constructor(library: string, words: ImportWords, signal: AbortSignal | undefined) {
    this.#library = library;
    this.#words = words;
    this.#signal = signal;
  }

  async chosen(path: string): Promise<void> {
    const shown = basename(path) || path;
    try {
      const kind = await lstat(path);
      // Links on the way to what was chosen are the person's own.
      const real = kind.isSymbolicLink() ? path : join(await realpath(dirname(path)), basename(path));
      await this.#enter(real, shown, kind, true);
    } catch (error) {
      this.#note(shown, error);
    }
  }

  async #enter(path: string, shown: string, kind: Kind, isChosen: boolean): Promise<void> {
    if (this.#isOurs(path)) return;
    if (kind.isSymbolicLink()) this.#problem(shown, 'link', this.#words.link);
    else if (kind.isDirectory()) await this.#folders(path, shown);
    else if (kind.isFile()) this.#file(path, shown, isChosen);
    else this.#problem(shown, 'unreadable', this.#words['not-a-file']);
  }

  /** One after the other, and not by calling itself: a thousand folders inside each other don't matter. */
  async #folders(path: string, shown: string): Promise<void> {
    const folders: Folder[] = [{ path, shown, depth: 0 }];
    for (const folder of folders) {
      if (this.#signal?.aborted) return;
      if (this.#seen.has(folder.path)) continue;
      this.#seen.add(folder.path);
      try {
        for await (const entry of await opendir(folder.path, { bufferSize: 256 })) folders.push(...(await this.#below(folder, entry)));
      } catch (error) {
        this.#note(folder.shown, error);
      }
    }
  }

  /** Notes a file; answers with a folder, to be looked into later. */
  async #below(folder: Folder, entry: Dirent): Promise<Folder[]> {
    if (entry.name.startsWith('.')) return [];
    const below = { path: join(folder.path, entry.name), shown: `${folder.shown}/${entry.name}`, depth: folder.depth + 1 };
    if (!entry.isDirectory()) await this.#enter(below.path, below.shown, entry, false);
    else if (below.depth <= maxDepth) return [below];
    else this.#problem(below.shown, 'unreadable', this.#words['too-deep']);
    return [];
  }

  #file(path: string, shown: string, isChosen: boolean): void {
    if (this.#seen.has(path)) return;
    this.#seen.add(path);
    this.files.push({ path, shown, inLibrary: this.#inLibrary(path), isClaimed: isChosen || pictureName.test(path) });
  }

  #isOurs(path: string): boolean {
    return this.#inLibrary(path)?.split('/')[0] === hiddenFolder;
  }

  #inLibrary(path: string): string | null {
    const way = relative(this.#library, path);
    return way === '' || way === '..' || way.startsWith(`..${sep}`) || resolve(this.#library, way) !== path
      ? null
      : way.split(sep).join('/');
  }

  #note(shown: string, error: unknown): void {
    const code = errorCode(error);
    if (code === '') throw error;
    const { why, detail } = systemProblem(code, shown, this.#words);
    this.#problem(shown, why, detail);
  }

  #problem(file: string, why: FileProblem['why'], detail: string): void {
    if (this.problems.length < maxProblems) this.problems.push({ file, why, detail });
  }
}

/** What the system's refusal to show something means for a person. */
export function systemProblem(code: string, shown: string, words: ImportWords): Pick<FileProblem, 'why' | 'detail'> {
  if (['EACCES', 'EPERM'].includes(code)) return { why: 'no-permission', detail: words['no-permission'] };
  if (code === 'ELOOP') return { why: 'link', detail: words.link };
  if (!['ENOENT', 'ENOTDIR'].includes(code)) return { why: 'unreadable', detail: words.unreadable(code) };
  // Node shows a name that isn't UTF-8 with this character, and doesn't find it under that.
  if (shown.includes('\ufffd')) return { why: 'unreadable', detail: words['strange-name'] };
  return { why: 'missing', detail: words.gone };
}
