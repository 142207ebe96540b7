import { dirname } from 'node:path';

import * as v from 'valibot';

import type { FileProblem, ImportReport } from '../../../shared/library.ts';
import { isInside, PathInside } from '../../files/folder.ts';
import { ensureRoom, minFreeBytes, type FreeBytes } from '../../files/free-space.ts';
import type { Staging } from '../../files/durable-file.ts';
import type { Turns } from '../turns.ts';
import type { Thumbnails } from '../thumbnails.ts';
import { checkPicture } from './checked-picture.ts';
import { readForeignFile, type ForeignFile } from './foreign-file.ts';
import type { ImportWords } from './import-words.ts';
import { Refusal } from './refusal.ts';
import type { SourceFile } from './source-files.ts';
import type { Ready, Taken, TakingIn, TakingInParts } from './taking-in.ts';

export interface ImportRunParts extends Pick<TakingInParts, 'layout' | 'index' | 'places' | 'onStep'> {
  readonly staging: Staging;
  readonly thumbnails: Thumbnails;
  readonly decoding: Turns;
  readonly takingIn: TakingIn;
  readonly now: () => number;
  readonly freeBytes: FreeBytes;
  readonly words: ImportWords;
  readonly jobId: string;
}

/** Two are decoded while the next ones are read and the last ones are written. */
const filesAtOnce = 4;
const batchSize = 100;
/** A person wants to see the first ones soon. */
const batchMs = 700;
const maxProblems = 1_000;

/** One import: what it has met so far, and what became of it. */
export class ImportRun {
  readonly #parts: ImportRunParts;
  readonly #problems: FileProblem[] = [];
  readonly #duplicates: FileProblem[] = [];
  /** By content, every picture of this import: whether it could be taken in. */
  readonly #met = new Map<string, { readonly shown: string; readonly isGood: Promise<boolean> }>();
  /** What a person finds in the library because of it, or found there: not what lies in the trash. */
  readonly #here = new Set<string>();
  #batch: Ready[] = [];
  #batchBegan = 0;
  #imported = 0;
  #withPrompt = 0;
  #duplicateCount = 0;
  #isOver = false;

  constructor(parts: ImportRunParts) {
    this.#parts = parts;
  }

  get report(): ImportReport {
    const problems = [...this.#problems, ...this.#duplicates].slice(0, maxProblems);
    const [picture = null, ...others] = this.#here;
    const counts = { imported: this.#imported, duplicates: this.#duplicateCount, withPrompt: this.#withPrompt };
    return { ...counts, picture: others.length === 0 ? picture : null, problems };
  }

  /** Takes in what can be taken in, until it is called off. Throws only for what the library can't do. */
  async take(files: readonly SourceFile[], done: (files: number) => void, signal?: AbortSignal): Promise<void> {
    const left = files.values();
    let finished = 0;
    const work = async (): Promise<void> => {
      for (const file of left) {
        if (signal?.aborted || this.#isOver) return;
        await this.#one(file);
        done((finished += 1));
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: filesAtOnce }, work));
    try {
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
      await this.#takeBatch();
    } finally {
      await this.#discard(this.#batch);
    }
  }

  problem(problem: FileProblem): void {
    if (this.#problems.length < maxProblems) this.#problems.push(problem);
  }

  async #one(file: SourceFile): Promise<void> {
    try {
      const ready = await this.#ready(file);
      if (ready) await this.#add(ready);
    } catch (error) {
      if (!(error instanceof Refusal)) this.#isOver = true;
      if (!(error instanceof Refusal)) throw error;
      this.problem({ file: file.shown, why: error.why, detail: error.message });
    }
  }

  /** Null for what isn't to be taken in, without that being a problem of the file. */
  async #ready(file: SourceFile): Promise<Ready | null> {
    const { words } = this.#parts;
    if (file.inLibrary !== null && (await this.#isKnown(file.path, file.inLibrary)))
      return this.#duplicate(file, words.known(file.inLibrary));
    const read = await readForeignFile(file, words);
    if (!read) return null;
    const twin = this.#met.get(read.sha256);
    if (twin && (await twin.isGood)) return this.#duplicate(file, words.twice(twin.shown));
    const ready = this.#prepared(file, read);
    // At once: whoever comes with the same content waits for the outcome.
    this.#met.set(read.sha256, {
      shown: file.shown,
      isGood: ready.then(
        () => true,
        () => false,
      ),
    });
    return ready;
  }

  /** Whether a picture is known at a path of the library. Throws Refusal for a path that no record may have, or that a link leads out of it. */
  async #isKnown(path: string, inLibrary: string): Promise<boolean> {
    const { index, layout, words } = this.#parts;
    if (!v.is(PathInside, inLibrary)) throw new Refusal('unsupported', words['forbidden-name']);
    // What is gone by now is told of by whoever reads it.
    if (!(await isInside(layout.folder, dirname(path)).catch(() => true))) throw new Refusal('link', words.link);
    return (await index.unknownAmong([inLibrary])).length === 0;
  }

  /** Most of what is known is known without decoding it; what is missing in the library goes on. */
  async #knownAs(id: string, { inLibrary }: SourceFile): Promise<string | null> {
    const { index, places, words } = this.#parts;
    const known = await index.find(id);
    if (!known) return null;
    if (known.trashedAt !== null) return words.trashed;
    const located = await places.locate(id);
    if (!located || located.file === 'damaged' || located.path === inLibrary) return null;
    this.#here.add(id);
    return words.known(located.path);
  }

  async #prepared(file: SourceFile, read: ForeignFile): Promise<Ready | null> {
    const known = await this.#knownAs(read.sha256, file);
    if (known !== null) return this.#duplicate(file, known);
    const { staging, thumbnails, layout, decoding, now, freeBytes, words, onStep } = this.#parts;
    const checked = await checkPicture(read, decoding, words, now());
    const { bytes, sha256: id } = read;
    await ensureRoom(layout.folder, minFreeBytes + bytes.byteLength, freeBytes);
    await thumbnails.writeOneOfMany(id, checked.preview);
    const staged = file.inLibrary === null ? await staging.put(bytes) : null;
    await onStep('import-staged');
    return { ...checked, id, bytes: bytes.byteLength, shown: file.shown, staged, inLibrary: file.inLibrary };
  }

  async #add(ready: Ready): Promise<void> {
    if (this.#batch.length === 0) this.#batchBegan = performance.now();
    this.#batch.push(ready);
    if (this.#batch.length >= batchSize || performance.now() - this.#batchBegan >= batchMs) await this.#takeBatch();
  }

  async #takeBatch(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    if (batch.length === 0) return;
    try {
      const taken = await this.#parts.takingIn.take(batch, this.#parts.jobId, this.#imported);
      for (const [at, ready] of batch.entries()) this.#count(ready, taken[at] ?? 'new');
    } finally {
      await this.#discard(batch);
    }
  }

  #count({ id, shown, told }: Ready, taken: Taken): void {
    const { words } = this.#parts;
    if (typeof taken === 'object') {
      this.#duplicate({ shown }, taken.known === null ? words.trashed : words.known(taken.known));
      return;
    }
    if (taken === 'newer') {
      this.problem({ file: shown, why: 'newer-record', detail: words['newer-record'] });
      return;
    }
    this.#imported += 1;
    this.#here.add(id);
    if (told.prompt !== '') this.#withPrompt += 1;
  }

  #duplicate({ shown }: { readonly shown: string }, detail: string): null {
    this.#duplicateCount += 1;
    if (this.#duplicates.length < maxProblems) this.#duplicates.push({ file: shown, why: 'duplicate', detail });
    return null;
  }

  /** What was moved to its place is there no more. */
  async #discard(batch: readonly Ready[]): Promise<void> {
    for (const { staged } of batch) if (staged !== null) await this.#parts.staging.discard(staged);
  }
}
