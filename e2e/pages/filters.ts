import type { Locator, Page } from '@playwright/test';

/** The filters: the panel in which they are set, and the chips beside the search box. */
export class FiltersPage {
  readonly button: Locator;
  readonly panel: Locator;
  readonly chips: Locator;
  readonly clearAll: Locator;

  constructor(page: Page) {
    this.button = page.getByRole('button', { name: 'Filters', exact: true });
    this.panel = page.getByRole('dialog', { name: 'Filters' });
    this.chips = page.getByRole('list', { name: 'Filters' }).getByRole('button');
    this.clearAll = page.getByRole('main').getByRole('button', { name: 'Clear all' }).last();
  }

  async open(): Promise<void> {
    await this.button.click();
    await this.panel.waitFor();
  }

  choice(name: string): Locator {
    return this.panel.getByRole('button', { name, exact: true });
  }

  field(name: string): Locator {
    return this.panel.getByLabel(name, { exact: true });
  }

  chip(label: string): Locator {
    return this.chips.filter({ hasText: label });
  }
}
