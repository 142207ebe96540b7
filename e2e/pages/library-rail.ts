import type { Locator, Page } from '@playwright/test';

/** The column beside the pictures: places, saved searches, collections, tags. */
export class LibraryRail {
  readonly rail: Locator;
  readonly tree: Locator;
  readonly collections: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.rail = page.getByRole('navigation', { name: 'Library' });
    this.tree = this.rail.getByRole('tree', { name: 'Collections' });
    this.collections = this.tree.getByRole('treeitem');
  }

  entry(name: string): Locator {
    return this.rail.getByRole('button', { name: new RegExp(`^${RegExp.escape(name)}( [\\d,]+)?$`) });
  }

  collection(name: string): Locator {
    return this.tree.getByRole('treeitem', { name, exact: true });
  }

  /** Where the name of something is being typed. */
  get name(): Locator {
    return this.rail.getByRole('textbox');
  }

  async go(name: string): Promise<void> {
    await this.#page.getByRole('searchbox', { name: 'Search' }).waitFor();
    if (!(await this.rail.isVisible())) await this.#page.getByRole('button', { name: 'Show the sidebar' }).click();
    await this.entry(name).click();
  }

  async makeCollection(name: string): Promise<void> {
    await this.rail.getByRole('button', { name: 'New collection' }).click();
    await this.enter(name);
    await this.collection(name).waitFor();
  }

  /** Gives the name, and waits until the field for it is gone: until then it is being written down, and the row isn't itself. */
  async enter(name: string): Promise<void> {
    await this.name.fill(name);
    await this.name.press('Enter');
    await this.name.waitFor({ state: 'detached' });
  }

  /** By the menu that the right button opens. */
  async choose(of: Locator, item: string): Promise<void> {
    await of.click({ button: 'right' });
    await this.#page.getByRole('menuitem', { name: item }).click();
  }
}
