import type { Locator, Page } from '@playwright/test';

type Action =
  | 'Clear selection'
  | 'Favourite'
  | 'Pick'
  | 'Reject'
  | 'Tags'
  | 'Add to a collection'
  | 'Curate'
  | 'Compare'
  | 'Export'
  | 'Move to trash'
  | 'Restore'
  | 'Delete for ever';

/** The bar below the pictures while some are selected. */
export class SelectionBarPage {
  readonly bar: Locator;
  readonly count: Locator;
  /** Where a tag or a collection is looked for. */
  readonly finder: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.bar = page.getByRole('toolbar', { name: 'Selection' });
    this.count = this.bar.getByRole('status');
    this.finder = this.bar.getByRole('combobox');
  }

  action(name: Action): Locator {
    return this.bar.getByRole('button', { name, exact: true });
  }

  star(stars: number): Locator {
    return this.bar.getByRole('button', { name: stars === 1 ? '1 star' : `${stars} stars` });
  }

  option(name: string): Locator {
    return this.bar.getByRole('option', { name, exact: true });
  }

  async tag(name: string): Promise<void> {
    await this.action('Tags').click();
    await this.finder.fill(name);
    await this.finder.press('Enter');
    await this.#page.keyboard.press('Escape');
  }
}
