import { randomUUID } from 'node:crypto';
import { lstat } from 'node:fs/promises';

import { Failure, type FailureCode } from '../../../shared/failure.ts';
import type { FileProblem } from '../../../shared/library.ts';
import { onDisk } from '../../files/disk-failure.ts';
import { ensureRoom, minFreeBytes } from '../../files/free-space.ts';
import { checkPicture } from './checked-picture.ts';
import { pastedFile, readForeignFile, type ForeignFile } from './foreign-file.ts';
import type { ImportRunParts } from './import-run.ts';
import type { ImportWords } from './import-words.ts';
import { Refusal } from './refusal.ts';
import { sourceFiles } from './source-files.ts';
import type { TakingIn } from './taking-in.ts';

/** A file, or bytes that were pasted. */
export type Given = { readonly path: string } | { readonly name: string; readonly bytes: Uint8Array };

type BringingParts = Omit<ImportRunParts, 'words' | 'jobId'> & { readonly takingIn: TakingIn };

/** A file that was read, and where it came from. */
interface Read {
  readonly file: ForeignFile;
  readonly shown: string;
  readonly inLibrary: string | null;
}

/** Takes in one picture that a person wants to work with at once: checked like every import, but told of as one failure. */
export class Bringing {
  readonly #parts: BringingParts;

  constructor(parts: BringingParts) {
    this.#parts = parts;
  }

  /** The id of the picture, which may have been there. Throws Failure with a sentence in the person's language. */
  async bring(given: Given, words: ImportWords): Promise<string> {
    try {
      const read = 'path' in given ? await this.#read(given.path, words) : this.#pasted(given, words);
      if (!(await this.#isHere(read.file.sha256))) await this.#take(read, words);
      return read.file.sha256;
    } catch (error) {
      if (error instanceof Refusal) throw new Failure(codeOf(error.why), error.message, { cause: error });
      throw error;
    }
  }

  async #read(path: string, words: ImportWords): Promise<Read> {
    if (await isFolder(path)) throw new Refusal('not-a-picture', words['not-a-picture']);
    const { files, problems } = await onDisk(() => sourceFiles([path], this.#parts.layout.folder, words));
    const [problem] = problems;
    const [source] = files;
    if (problem) throw new Refusal(problem.why, problem.detail);
    // It lies in the library's own hidden folder.
    if (!source) throw new Refusal('not-a-picture', words['not-a-picture']);
    const file = await readForeignFile({ ...source, isClaimed: true }, words);
    if (!file) throw new Refusal('not-a-picture', words['not-a-picture']);
    return { file, shown: source.shown, inLibrary: source.inLibrary };
  }

  #pasted({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }, words: ImportWords): Read {
    const shown = name.split(/[/\\]/).at(-1)?.trim() ?? '';
    return { file: pastedFile(bytes, words, this.#parts.now()), shown: shown || 'picture', inLibrary: null };
  }

  /** In the trash it is here too: whoever brings it comes with what the library has already. */
  async #isHere(id: string): Promise<boolean> {
    const { index, places } = this.#parts;
    const known = await index.find(id);
    if (!known) return false;
    if (known.trashedAt !== null) return true;
    const located = await places.locate(id);
    return located !== null && located.file !== 'damaged';
  }

  async #take({ file, shown, inLibrary }: Read, words: ImportWords): Promise<void> {
    const { staging, thumbnails, layout, decoding, takingIn, now, freeBytes, onStep } = this.#parts;
    const { bytes, sha256: id } = file;
    const checked = await checkPicture(file, decoding, words, now());
    await ensureRoom(layout.folder, minFreeBytes + bytes.byteLength, freeBytes);
    await thumbnails.writeOneOfMany(id, checked.preview);
    const staged = inLibrary === null ? await staging.put(bytes) : null;
    try {
      await onStep('import-staged');
      const [taken] = await takingIn.take([{ ...checked, id, bytes: bytes.byteLength, shown, staged, inLibrary }], randomUUID(), 0);
      if (taken === 'newer') throw new Refusal('newer-record', words['newer-record']);
    } finally {
      if (staged !== null) await staging.discard(staged);
    }
  }
}

/** Not looked into: there may be a whole disk below it. */
async function isFolder(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function codeOf(why: FileProblem['why']): FailureCode {
  if (why === 'too-large') return 'too-large';
  return why === 'missing' || why === 'no-permission' || why === 'unreadable' ? 'not-found' : 'bad-picture';
}
