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

/** What is over before one could read of it isn't shown. */
const quietMs = 400;

/** The library as a whole: what comes in and goes out, what is under way, where it is, and whether all is well. */
export class LibraryStore {
  readonly #bridge: Bridge['library'];
  #running = $state.raw<readonly LibraryTask[]>([]);
  /** Ids of those that have been going on for a while. */
  #lasting = $state.raw<readonly string[]>([]);
  /** What the person called off: it ends with what was done until then. */
  #calledOff: readonly LibraryTask['what'][] = [];
  #exporting = $state.raw<PictureSet | null>(null);
  #isExportOpen = $state(false);
  #report = $state.raw<LibraryReport | null>(null);
  #isReportOpen = $state(false);
  #choice = $state.raw(firstChoice);

  constructor(bridge: Bridge['library']) {
    this.#bridge = bridge;
  }

  /** The long work that is under way, in the order in which it began. */
  get tasks(): readonly LibraryTask[] {
    return this.#running.filter(({ id }) => this.#lasting.includes(id));
  }

  /** The pictures that the export dialog is for, or was for the last time. */
  get exporting(): PictureSet | null {
    return this.#exporting;
  }

  get isExportOpen(): boolean {
    return this.#isExportOpen;
  }

  get choice(): ExportChoice {
    return this.#choice;
  }

  /** The report that is being read, or was read last. */
  get report(): LibraryReport | null {
    return this.#report;
  }

  get isReportOpen(): boolean {
    return this.#isReportOpen;
  }

  listen(): () => void {
    return this.#bridge.task((task) => {
      const isKnown = this.#running.some(({ id }) => id === task.id);
      if (task.state !== 'running') this.#running = this.#running.filter(({ id }) => id !== task.id);
      else if (isKnown) this.#running = this.#running.map((other) => (other.id === task.id ? task : other));
      else this.#begin(task);
    });
  }

  isUnderWay(what: LibraryTask['what']): boolean {
    return this.#running.some((task) => task.what === what);
  }

  cancel(task: LibraryTask): Promise<void> {
    this.#calledOff = [...this.#calledOff, task.what];
    return this.#bridge.cancel(task.id);
  }

  /** Whether the person called off what has just ended. Asked once. */
  tookBack(what: LibraryTask['what']): boolean {
    const wasCalledOff = this.#calledOff.includes(what);
    this.#forgetCallOff(what);
    return wasCalledOff;
  }

  /** Opens the dialog that asks how. */
  askHowToExport(pictures: PictureSet): void {
    this.#exporting = pictures;
    this.#isExportOpen = true;
  }

  closeExport(): void {
    this.#isExportOpen = false;
  }

  /** Writes the pictures that the dialog is open for; null when the person changed their mind about where to. */
  async export(choice: ExportChoice): Promise<ExportReport | null> {
    const of = this.#exporting;
    if (!of) return null;
    this.#choice = choice;
    this.#isExportOpen = false;
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
    this.#isReportOpen = true;
  }

  closeReport(): void {
    this.#isReportOpen = false;
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

  /** Opens its folder in the system's file manager. */
  showFolder(): Promise<void> {
    return this.#bridge.showFolder();
  }

  #begin(task: LibraryTask): void {
    this.#forgetCallOff(task.what);
    this.#running = [...this.#running, task];
    setTimeout(() => {
      const known = [...this.#lasting, task.id];
      this.#lasting = this.#running.map(({ id }) => id).filter((id) => known.includes(id));
    }, quietMs);
  }

  #forgetCallOff(what: LibraryTask['what']): void {
    this.#calledOff = this.#calledOff.filter((other) => other !== what);
  }
}
