import type { Locator, Page } from '@playwright/test';

/** Going through pictures one by one. */
export class CurationPage {
  readonly dialog: Locator;
  readonly picture: Locator;
  readonly tally: Locator;
  readonly strip: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Curate', exact: true });
    this.picture = this.dialog.getByRole('img');
    this.tally = this.dialog.getByRole('status');
    this.strip = this.dialog.getByRole('group', { name: 'Pictures of this round' }).getByRole('button');
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }
}
