import { randomUUID } from 'node:crypto';

import { Failure } from '../../../shared/failure.ts';
import type { ImportReport } from '../../../shared/library.ts';
import type { Language } from '../../../shared/settings.ts';
import { onDisk } from '../../files/disk-failure.ts';
import type { Staging } from '../../files/durable-file.ts';
import type { FreeBytes } from '../../files/free-space.ts';
import type { Progress } from '../tasks.ts';
import type { Thumbnails } from '../thumbnails.ts';
import type { Turns } from '../turns.ts';
import { Bringing, type Given as Brought } from './bringing.ts';
import { ImportRun } from './import-run.ts';
import { importWords } from './import-words.ts';
import { sourceFiles, type SourceFile } from './source-files.ts';
import { TakingIn, type TakingInParts } from './taking-in.ts';

export interface ImportingParts extends TakingInParts {
  readonly staging: Staging;
  readonly thumbnails: Thumbnails;
  readonly decoding: Turns;
  readonly now: () => number;
  readonly freeBytes: FreeBytes;
}

interface Given {
  /** The import's, and its pictures' job. */
  readonly id: string;
  readonly paths: readonly string[];
  readonly language: Language;
}

/** Takes pictures in that other programs made: copies of files from anywhere, and those that were put into the library folder. */
export class Importing {
  readonly #parts: ImportingParts;
  readonly #takingIn: TakingIn;
  readonly #bringing: Bringing;

  constructor(parts: ImportingParts) {
    this.#parts = parts;
    this.#takingIn = new TakingIn(parts);
    this.#bringing = new Bringing({ ...parts, takingIn: this.#takingIn });
  }

  /** Files in the library folder itself become pictures where they are. */
  async import({ id, paths, language }: Given, progress: Progress, signal?: AbortSignal): Promise<ImportReport> {
    const { files, problems } = await onDisk(() => sourceFiles(paths, this.#parts.layout.folder, importWords[language], signal));
    progress.total(files.length);
    const run = this.#run(id, language);
    for (const problem of problems) run.problem(problem);
    await run.take(files, (done) => progress.done(done), signal);
    return run.report;
  }

  /** Takes in one picture that a person wants to have now, and answers with its id; see `Bringing`. */
  bring(given: Brought, language: Language): Promise<string> {
    return this.#bringing.bring(given, importWords[language]);
  }

  /**
   * Makes a picture of a file that another program has put into the library; `path` is relative to it. The file stays where
   * it is. Nothing happens when it is known already; throws `bad-picture` when it can't be a picture of ours.
   */
  async adopt(path: string): Promise<void> {
    const file: SourceFile = { path: this.#parts.layout.absolute(path), shown: path, inLibrary: path, isClaimed: true };
    const run = this.#run(randomUUID(), 'en');
    await run.take([file], () => undefined);
    const [problem] = run.report.problems;
    if (problem && problem.why !== 'duplicate') throw new Failure('bad-picture', problem.detail);
  }

  #run(jobId: string, language: Language): ImportRun {
    return new ImportRun({ ...this.#parts, takingIn: this.#takingIn, words: importWords[language], jobId });
  }
}
