import type { Locator, Page } from '@playwright/test';

/** Two to four pictures laid beside each other. */
export class ComparisonPage {
  readonly dialog: Locator;
  readonly panes: Locator;
  readonly pictures: Locator;
  readonly divider: Locator;
  readonly zoom: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Compare pictures' });
    this.panes = this.dialog.getByRole('figure');
    this.pictures = this.dialog.locator('img[src^="picture/"]');
    this.divider = this.dialog.getByRole('slider');
    this.zoom = this.dialog.getByRole('group', { name: 'Zoom', exact: true }).getByRole('status');
  }

  way(name: 'Side by side' | 'Slider' | 'Blink'): Locator {
    return this.dialog.getByRole('radio', { name, exact: true });
  }

  /** Its name, its marks and, where there are more than two, what takes it out. */
  caption(place: number): Locator {
    return this.dialog.locator('.caption').nth(place);
  }

  mark(place: number, name: 'Favourite' | 'Pick' | 'Reject' | '3 stars' | '5 stars'): Locator {
    return this.caption(place).getByRole('button', { name, exact: true });
  }

  action(name: 'Close' | 'Show the other one' | 'Blink by itself' | 'Stop blinking' | 'Actual pixels (1:1)'): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }
}
