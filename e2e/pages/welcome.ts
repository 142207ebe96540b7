import type { Locator, Page } from '@playwright/test';

export class WelcomePage {
  readonly key: Locator;
  readonly save: Locator;
  readonly practise: Locator;
  readonly alert: Locator;

  constructor(page: Page) {
    this.key = page.getByRole('textbox', { name: 'API key' });
    this.save = page.getByRole('button', { name: 'Save and test key' });
    this.practise = page.getByRole('button', { name: 'Try practice mode' });
    this.alert = page.getByRole('alert');
  }

  async saveKey(key: string): Promise<void> {
    await this.key.fill(key);
    await this.save.click();
  }
}
