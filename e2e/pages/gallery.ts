import type { Locator, Page } from '@playwright/test';

export class GalleryPage {
  readonly search: Locator;
  /** How many pictures are shown, in words. */
  readonly count: Locator;
  readonly show: Locator;
  readonly grid: Locator;
  readonly pictures: Locator;
  /** The one picture that Tab leads to. */
  readonly current: Locator;
  readonly days: Locator;
  readonly undo: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.search = page.getByRole('searchbox', { name: 'Search' });
    this.count = page.getByRole('main').getByRole('status').first();
    this.show = page.getByRole('radiogroup', { name: 'Show' });
    this.grid = page.getByRole('grid', { name: 'Pictures' });
    this.pictures = this.grid.getByRole('gridcell');
    this.current = this.grid.locator('[role=gridcell][tabindex="0"]');
    this.days = this.grid.getByRole('columnheader');
    this.undo = page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' });
  }

  picture(prompt: string): Locator {
    return this.grid.getByRole('gridcell', { name: prompt });
  }

  /** The names of the pictures that exist, in the order in which they are shown. */
  prompts(): Promise<(string | null)[]> {
    return this.pictures.evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label')));
  }

  async open(prompt: string): Promise<void> {
    await this.picture(prompt).first().click();
    await this.#page.getByRole('dialog', { name: prompt }).waitFor();
  }

  async showOnly(which: 'All' | 'Favourites'): Promise<void> {
    await this.show.getByRole('radio', { name: which }).click();
  }
}
