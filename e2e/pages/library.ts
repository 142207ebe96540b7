import type { Locator, Page } from '@playwright/test';

import { twoFrames } from '../frames.ts';

/** What surrounds the library: the ways in and out, long work, reports, and its part of the settings. */
export class LibraryPage {
  readonly add: Locator;
  /** What is under way, at the bottom of the window. */
  readonly underWay: Locator;
  readonly exportDialog: Locator;
  readonly fileNames: Locator;
  readonly duplicates: Locator;
  readonly known: Locator;
  readonly move: Locator;
  readonly openOther: Locator;
  readonly showFolder: Locator;
  readonly verify: Locator;
  readonly rebuild: Locator;
  readonly findDuplicates: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.add = page.getByRole('button', { name: 'Add pictures' });
    this.underWay = page.getByRole('region', { name: 'Under way' });
    this.exportDialog = page.getByRole('dialog', { name: /^Export / });
    this.fileNames = this.exportDialog.getByRole('textbox', { name: 'File names' });
    this.duplicates = page.getByRole('dialog', { name: 'Pictures that lie here more than once' });
    this.known = page.getByRole('list', { name: 'Libraries' });
    this.move = page.getByRole('button', { name: 'Move…' });
    this.openOther = page.getByRole('button', { name: 'Open another…' });
    this.showFolder = page.getByRole('button', { name: 'Show in folder' });
    this.verify = page.getByRole('button', { name: 'Check every picture' });
    this.rebuild = page.getByRole('button', { name: 'Rebuild the index' });
    this.findDuplicates = page.getByRole('button', { name: 'Find duplicates' });
  }

  async addBy(what: 'files' | 'folder'): Promise<void> {
    await this.add.first().click();
    await this.#page.getByRole('menuitem', { name: what === 'files' ? 'Add files…' : 'Add a folder…' }).click();
  }

  /** Lets files and folders fall onto the middle of the window, from a file manager. */
  async drop(...paths: string[]): Promise<void> {
    await this.hold(...paths);
    // A hand goes on moving while the page shows that it would take them; let go before, they fall nowhere.
    await twoFrames(this.#page);
    await this.#drag(['dragOver', 'drop'], paths);
    // In the stand-in the page stands still while it asks where they came from; what is held over it meanwhile isn't noticed.
    await twoFrames(this.#page);
  }

  /** Holds them over the middle of the window. */
  async hold(...paths: string[]): Promise<void> {
    await this.#drag(['dragEnter', 'dragOver'], paths);
  }

  async #drag(types: readonly ('dragEnter' | 'dragOver' | 'drop')[], files: readonly string[]): Promise<void> {
    const session = await this.#page.context().newCDPSession(this.#page);
    const data = { items: [], files: [...files], dragOperationsMask: 1 };
    for (const type of types) await session.send('Input.dispatchDragEvent', { type, x: 450, y: 300, data });
    await session.detach();
  }

  /** What a report lists: file and reason. */
  report(title: string): Locator {
    return this.#page.getByRole('dialog', { name: title }).getByRole('listitem');
  }

  knownLibrary(name: string): Locator {
    return this.known.getByRole('listitem').filter({ hasText: name });
  }

  async chooseInExport(group: 'Format' | 'Inside the files' | 'Written as', option: string): Promise<void> {
    await this.exportDialog.getByRole('radiogroup', { name: group }).getByRole('radio', { name: option, exact: true }).click();
  }

  async export(): Promise<void> {
    await this.exportDialog.getByRole('button', { name: 'Export…' }).click();
  }
}
