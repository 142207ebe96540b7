import type { Locator, Page } from '@playwright/test';

import { FiltersPage } from './filters.ts';
import { LibraryRail } from './library-rail.ts';
import { SelectionBarPage } from './selection-bar.ts';

export class GalleryPage {
  readonly search: Locator;
  /** How many pictures are shown, in words. */
  readonly count: Locator;
  readonly rail: LibraryRail;
  readonly filters: FiltersPage;
  readonly selection: SelectionBarPage;
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
    this.rail = new LibraryRail(page);
    this.filters = new FiltersPage(page);
    this.selection = new SelectionBarPage(page);
    this.grid = page.getByRole('grid', { name: 'Pictures' });
    this.pictures = this.grid.getByRole('gridcell');
    this.current = this.grid.locator('[role=gridcell][tabindex="0"]');
    this.days = this.grid.getByRole('columnheader');
    this.undo = page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' });
  }

  picture(prompt: string | RegExp): Locator {
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
    await this.rail.go(which === 'All' ? 'All pictures' : which);
  }
}
