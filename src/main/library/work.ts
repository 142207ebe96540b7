import type { DuplicateGroup, ExportOptions, ExportReport, ImportReport, VerifyReport } from '../../shared/library.ts';
import type { Language } from '../../shared/settings.ts';
import type { Duplicates } from './duplicates/duplicates.ts';
import type { Exporting } from './exporting/exporting.ts';
import type { Importing } from './importing/importing.ts';
import type { Rebuilding } from './rebuilding.ts';
import type { Moving } from './moving/moving.ts';
import type { Progress, Tasks } from './tasks.ts';
import type { Verifying } from './verifying/verifying.ts';
import type { Watching } from './watching/watching.ts';

interface WorkParts {
  readonly tasks: Tasks;
  readonly importing: Importing;
  readonly exporting: Exporting;
  readonly verifying: Verifying;
  readonly duplicates: Duplicates;
  readonly moving: Moving;
  readonly rebuilding: Rebuilding;
  readonly watching: Watching;
}

/** A task that is told of while it goes on, under the name that whoever began it gave it. */
interface Named {
  readonly task: string;
}

/** What takes long. Each can be called off by its signal. */
export class Work {
  readonly #parts: WorkParts;

  constructor(parts: WorkParts) {
    this.#parts = parts;
  }

  /** Takes files and folders in, as copies. Called off between two files; what is in stays in, and is reported. */
  import(
    { task, paths, language = 'en' }: Named & { readonly paths: readonly string[]; readonly language?: Language },
    signal?: AbortSignal,
  ): Promise<ImportReport> {
    const { tasks, importing } = this.#parts;
    return tasks.run({
      ...{ id: task, what: 'import', signal },
      work: (progress) => importing.import({ id: task, paths, language }, progress, signal),
    });
  }

  /** Writes pictures into a folder, or as the ZIP file that is named. Called off between two: see `Exporting`. */
  export(
    { task, options, to }: Named & { readonly options: ExportOptions; readonly to: string },
    signal?: AbortSignal,
  ): Promise<ExportReport> {
    const { tasks, exporting } = this.#parts;
    return tasks.run({
      ...{ id: task, what: 'export', signal },
      work: (progress) => exporting.export(options, to, progress, signal),
    });
  }

  /** Makes the index anew; what is asked meanwhile is answered from the one that there is. */
  rebuild({ task }: Named, signal?: AbortSignal): Promise<VerifyReport> {
    const { tasks, rebuilding, watching } = this.#parts;
    // What other programs do meanwhile is noted in the new index, not in the one that is given up.
    const work = (progress: Progress) => watching.hold(() => rebuilding.rebuild(progress, signal));
    return tasks.run({ id: task, what: 'rebuild', signal, work });
  }

  /** Reads every picture and its record; changes no file. Called off, it tells nothing. */
  verify({ task }: Named, signal?: AbortSignal): Promise<VerifyReport> {
    const { tasks, verifying } = this.#parts;
    return tasks.run({ ...{ id: task, what: 'verify', signal }, work: (progress) => verifying.verify(progress, signal) });
  }

  /** Files that hold the same bytes as a picture, beside its own. */
  duplicates({ task }: Named, signal?: AbortSignal): Promise<DuplicateGroup[]> {
    const { tasks, duplicates } = this.#parts;
    return tasks.run({ ...{ id: task, what: 'duplicates', signal }, work: (progress) => duplicates.find(progress, signal) });
  }

  /** Of paths, those (absolute) that are truly copies, in the library, of a picture whose own file is whole and elsewhere. */
  copiesAmong(paths: readonly string[]): Promise<string[]> {
    return this.#parts.duplicates.copiesAmong(paths);
  }

  /** Copies the whole library, which can't be changed from then on: see `Moving`. */
  copyTo({ task, to }: Named & { readonly to: string }, signal?: AbortSignal): Promise<void> {
    const { tasks, moving } = this.#parts;
    return tasks.run({ ...{ id: task, what: 'move', signal }, work: (progress) => moving.copyTo(to, progress, signal) });
  }

  discardCopy(to: string): Promise<void> {
    return this.#parts.moving.discardCopy(to);
  }

  removeOld(from: string, signal?: AbortSignal): Promise<void> {
    return this.#parts.moving.removeOld(from, signal);
  }
}
