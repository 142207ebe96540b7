import type { Locator, Page } from '@playwright/test';

export class GalleryPage {
  readonly search: Locator;
  readonly grid: Locator;
  readonly pictures: Locator;

  constructor(page: Page) {
    this.search = page.getByRole('searchbox', { name: 'Search' });
    this.grid = page.getByRole('grid', { name: 'Pictures' });
    this.pictures = this.grid.getByRole('gridcell');
  }

  picture(prompt: string): Locator {
    return this.grid.getByRole('gridcell', { name: prompt });
  }
}
