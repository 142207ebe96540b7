import type { DuplicateGroup, ExportReport, FileProblem, ImportReport, LibraryTask, VerifyReport } from '../../shared/library.ts';
import type { Picture } from '../../shared/picture.ts';
import { bringFile } from '../editor/intake/bring-file.ts';
import type { Studio } from '../studio.ts';
import type { ExportChoice } from './library-store.svelte.ts';
import { libraryWords } from './words.ts';

type Parts = Pick<Studio, 'bridge' | 'library' | 'notices' | 'language' | 'draft' | 'router'>;

/** What can be done with the library as a whole. What came of it is told by a notice, which leads to the details. */
export class LibraryActions {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * What was dropped or pasted: files and folders by their paths. What lies nowhere on the disk, such as a picture copied out of
   * a browser, has an empty path and comes with its bytes.
   */
  async takeIn(files: readonly File[], pathOf: (file: File) => string): Promise<void> {
    const paths = files.map(pathOf);
    if (files.length === 0) this.#parts.notices.show({ tone: 'plain', text: this.#words.nowhere });
    else if (paths.every((path) => path !== '')) await this.#import(paths);
    else await this.#bring(files, pathOf);
  }

  chooseImport(what: 'files' | 'folder'): Promise<void> {
    return this.#attempt(async () => {
      const report = await this.#parts.library.chooseImport(what);
      if (report) this.#tellOfImport(report);
    });
  }

  export(choice: ExportChoice): Promise<void> {
    return this.#attempt(async () => {
      const report = await this.#parts.library.export(choice);
      if (report) this.#tellOfExport(report);
    });
  }

  verify(): Promise<void> {
    return this.#attempt(async () => {
      const report = await this.#parts.library.verify();
      this.#tellOfCheck('verify', this.#words.verified(this.#count(report.checked)), report);
    });
  }

  rebuild(): Promise<void> {
    return this.#attempt(async () => {
      const report = await this.#parts.library.rebuild();
      this.#tellOfCheck('rebuild', this.#words.rebuilt(this.#count(report.checked)), report);
    });
  }

  findDuplicates(): Promise<void> {
    return this.#attempt(async () => {
      const groups = await this.#parts.library.duplicates();
      if (groups.length === 0) this.#say(this.#words.noDuplicates);
      else this.#parts.library.read({ what: 'duplicates', groups });
    });
  }

  removeCopies(paths: readonly string[]): Promise<void> {
    return this.#attempt(async () => {
      const removed = await this.#parts.library.removeCopies(paths);
      this.#say(this.#words.copiesRemoved(removed, this.#count(removed)));
    });
  }

  /** What stands in the composer comes along into the other library, so it is written down first. */
  chooseOther(): Promise<void> {
    return this.#attempt(async () => {
      await this.#parts.draft.flush();
      await this.#parts.library.choose();
    });
  }

  open(folder: string): Promise<void> {
    return this.#attempt(async () => {
      await this.#parts.draft.flush();
      await this.#parts.library.open(folder);
    });
  }

  move(): Promise<void> {
    return this.#attempt(async () => {
      const facts = await this.#parts.library.move();
      if (facts) this.#say(this.#words.moved(facts.folder));
    });
  }

  showFolder(): Promise<void> {
    return this.#attempt(() => this.#parts.library.showFolder());
  }

  forget(folder: string): Promise<void> {
    return this.#attempt(() => this.#parts.library.forget(folder));
  }

  copy(text: string): Promise<void> {
    return this.#attempt(async () => {
      await navigator.clipboard.writeText(text);
      this.#say(this.#words.listCopied);
    });
  }

  /** The copies of a group: everything but the picture itself, which comes first. */
  static copiesOf({ paths }: DuplicateGroup): readonly string[] {
    return paths.slice(1);
  }

  #import(paths: readonly string[]): Promise<void> {
    return this.#attempt(async () => this.#tellOfImport(await this.#parts.library.import(paths)));
  }

  /** Each by itself: one that is no picture doesn't keep the others out. */
  async #bring(files: readonly File[], pathOf: (file: File) => string): Promise<void> {
    const { bridge, notices, language } = this.#parts;
    const brought: Picture[] = [];
    for (const file of files) {
      const picture = await notices.attempt(language, bringFile(bridge.edits, pathOf, file));
      if (picture) brought.push(picture);
    }
    const [first, ...others] = brought;
    if (first) this.#sayOfPictures(this.#words.taken(brought.length, this.#count(brought.length)), others.length === 0 ? first.id : null);
  }

  #tellOfImport(report: ImportReport): void {
    const { imported, alreadyHere, withPrompt } = this.#words;
    const said = [...this.#stopped('import'), imported(report.imported, this.#count(report.imported))];
    if (report.withPrompt > 0) said.push(withPrompt(report.withPrompt, this.#count(report.withPrompt)));
    if (report.duplicates > 0) said.push(alreadyHere(report.duplicates, this.#count(report.duplicates)));
    const troubles = report.problems.filter(({ why }) => why !== 'duplicate');
    if (troubles.length === 0) this.#sayOfPictures(said.join(' '), report.picture);
    else this.#tell(said, troubles, () => this.#parts.library.read({ what: 'import', report }));
  }

  /** One picture came: whoever brings one often wants to change it. */
  #sayOfPictures(text: string, id: string | null): void {
    const { notices, router } = this.#parts;
    if (id === null) this.#say(text);
    else notices.show({ tone: 'success', text, action: { label: this.#words.edit, run: () => router.edit({ what: 'picture', id }) } });
  }

  #tellOfExport(report: ExportReport): void {
    const said = [...this.#stopped('export'), this.#words.exported(report.written, this.#count(report.written))];
    this.#tell(said, report.problems, () => this.#parts.library.read({ what: 'export', report }));
  }

  #tellOfCheck(what: 'verify' | 'rebuild', first: string, report: VerifyReport): void {
    const { allWell, problemsFound } = this.#words;
    const { problems } = report;
    const text = `${[...this.#stopped(what), first].join(' ')} ${problems.length === 0 ? allWell : problemsFound(problems.length, this.#count(problems.length))}`;
    const action = { label: this.#words.details, run: () => this.#parts.library.read({ what, report }) };
    this.#parts.notices.show(problems.length === 0 ? { tone: 'success', text } : { tone: 'danger', text, action });
  }

  /** With a way to the files that weren't taken, where there are some. */
  #tell(said: readonly string[], troubles: readonly FileProblem[], read: () => void): void {
    if (troubles.length === 0) this.#say(said.join(' '));
    else {
      const text = [...said, this.#words.troubled(troubles.length, this.#count(troubles.length))].join(' ');
      this.#parts.notices.show({ tone: 'plain', text, action: { label: this.#words.details, run: read } });
    }
  }

  /** What was called off ends with what was done until then. */
  #stopped(what: LibraryTask['what']): readonly string[] {
    return this.#parts.library.tookBack(what) ? [this.#words.stopped] : [];
  }

  get #words() {
    return this.#parts.language.of(libraryWords);
  }

  #count(count: number): string {
    return this.#parts.language.format.number(count);
  }

  #say(text: string): void {
    this.#parts.notices.show({ tone: 'success', text });
  }

  async #attempt(act: () => Promise<void>): Promise<void> {
    await this.#parts.notices.attempt(this.#parts.language, act());
  }
}
