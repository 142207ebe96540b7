import type { ExportOptions, ExportReport, ImportReport } from '../../shared/library.ts';
import type { Language } from '../../shared/settings.ts';
import type { Exporting } from './exporting/exporting.ts';
import type { Importing } from './importing/importing.ts';
import type { Tasks } from './tasks.ts';

interface WorkParts {
  readonly tasks: Tasks;
  readonly importing: Importing;
  readonly exporting: Exporting;
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
}
