import type { Bridge } from '../../shared/bridge.ts';
import type {
  DuplicateGroup,
  ExportOptions,
  ExportReport,
  ImportReport,
  KnownLibrary,
  LibraryFacts,
  LibraryTask,
  VerifyReport,
} from '../../shared/library.ts';
import type { PictureSet } from '../../shared/picture.ts';

/** How pictures were exported the last time, which is how they are likely to be the next time. */
export type ExportChoice = Omit<ExportOptions, 'of'>;

const firstChoice: ExportChoice = { naming: '{date} {prompt}', format: 'original', quality: 92, metadata: 'as-delivered', as: 'files' };

/** What came of long work, to be read by the person. */
export type LibraryReport =
  | { readonly what: 'import'; readonly report: ImportReport }
  | { readonly what: 'export'; readonly report: ExportReport }
  | { readonly what: 'verify' | 'rebuild'; readonly report: VerifyReport }
  | { readonly what: 'duplicates'; readonly groups: readonly DuplicateGroup[] };

/** The library as a whole: what comes in and goes out, what is under way, where it is, and whether all is well. */
export class LibraryStore {
  readonly #bridge: Bridge['library'];
  #tasks = $state.raw<readonly LibraryTask[]>([]);
  #exporting = $state.raw<PictureSet | null>(null);
  #report = $state.raw<LibraryReport | null>(null);
  #choice = $state.raw(firstChoice);

  constructor(bridge: Bridge['library']) {
    this.#bridge = bridge;
  }

  /** The long work that is under way, the latest first. */
  get tasks(): readonly LibraryTask[] {
    return this.#tasks;
  }

  /** The pictures that the export dialog is open for. */
  get exporting(): PictureSet | null {
    return this.#exporting;
  }

  get choice(): ExportChoice {
    return this.#choice;
  }

  /** The report that is being read, or null. */
  get report(): LibraryReport | null {
    return this.#report;
  }

  listen(): () => void {
    return this.#bridge.task((task) => {
      const others = this.#tasks.filter(({ id }) => id !== task.id);
      this.#tasks = task.state === 'running' ? [task, ...others] : others;
    });
  }

  isUnderWay(what: LibraryTask['what']): boolean {
    return this.#tasks.some((task) => task.what === what);
  }

  cancel(task: LibraryTask): Promise<void> {
    return this.#bridge.cancel(task.id);
  }

  /** Opens the dialog that asks how. */
  askHowToExport(pictures: PictureSet): void {
    this.#exporting = pictures;
  }

  closeExport(): void {
    this.#exporting = null;
  }

  /** Writes the pictures that the dialog is open for; null when the person changed their mind about where to. */
  async export(choice: ExportChoice): Promise<ExportReport | null> {
    const of = this.#exporting;
    if (!of) return null;
    this.#choice = choice;
    this.#exporting = null;
    return this.#bridge.export({ ...choice, of });
  }

  import(paths: readonly string[]): Promise<ImportReport> {
    return this.#bridge.import([...paths]);
  }

  /** Asks for files or folders first; null when the person changed their mind. */
  chooseImport(what: 'files' | 'folder'): Promise<ImportReport | null> {
    return this.#bridge.chooseImport(what);
  }

  verify(): Promise<VerifyReport> {
    return this.#bridge.verify();
  }

  rebuild(): Promise<VerifyReport> {
    return this.#bridge.rebuild();
  }

  duplicates(): Promise<readonly DuplicateGroup[]> {
    return this.#bridge.duplicates();
  }

  /** Puts copies into the system's trash; says how many. */
  removeCopies(paths: readonly string[]): Promise<number> {
    return this.#bridge.removeCopies([...paths]);
  }

  read(report: LibraryReport): void {
    this.#report = report;
  }

  closeReport(): void {
    this.#report = null;
  }

  facts(): Promise<LibraryFacts> {
    return this.#bridge.facts();
  }

  known(): Promise<readonly KnownLibrary[]> {
    return this.#bridge.known();
  }

  open(folder: string): Promise<void> {
    return this.#bridge.open(folder);
  }

  /** Asks for a folder; null when the person changed their mind. */
  choose(): Promise<LibraryFacts | null> {
    return this.#bridge.choose();
  }

  forget(folder: string): Promise<void> {
    return this.#bridge.forget(folder);
  }

  /** Asks where to; null when the person changed their mind. */
  move(): Promise<LibraryFacts | null> {
    return this.#bridge.move();
  }
}
