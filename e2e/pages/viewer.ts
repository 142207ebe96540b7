import type { Locator, Page } from '@playwright/test';

type Action =
  | 'Favourite'
  | 'Reuse settings'
  | 'Use as reference'
  | 'Copy'
  | 'Export'
  | 'Show in folder'
  | 'Move to trash'
  | 'Copy prompt'
  | 'Copy task ID'
  | 'Details'
  | 'Close';

export class ViewerPage {
  readonly dialog: Locator;
  readonly details: Locator;
  readonly previous: Locator;
  readonly next: Locator;
  /** The picture itself; its thumbnail, shown until it is there, has no name. */
  readonly original: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog');
    this.details = this.dialog.getByRole('complementary', { name: 'Details' });
    this.previous = this.dialog.getByRole('button', { name: 'Previous picture' });
    this.next = this.dialog.getByRole('button', { name: 'Next picture' });
    this.original = this.dialog.getByRole('img');
  }

  action(name: Action): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  /** What stands beside that name in the details. */
  fact(name: string): Locator {
    return this.details.getByRole('definition').and(this.details.locator(`dt:text-is("${name}") + dd`));
  }
}
