import type { Locator, Page } from '@playwright/test';

type Action = 'Favourite' | 'Reuse settings' | 'Use as reference' | 'Copy' | 'Export' | 'Show in folder' | 'Move to trash' | 'Close';

export class ViewerPage {
  readonly dialog: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog');
  }

  action(name: Action): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }
}
