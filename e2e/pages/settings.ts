import type { Locator, Page } from '@playwright/test';

export class SettingsPage {
  readonly key: Locator;
  readonly removeKey: Locator;
  readonly apiAddress: Locator;
  readonly model: Locator;
  readonly libraryFolder: Locator;
  readonly monthlyBudget: Locator;
  readonly language: Locator;
  readonly theme: Locator;

  constructor(page: Page) {
    this.key = page.getByRole('textbox', { name: 'API key' });
    this.removeKey = page.getByRole('button', { name: 'Remove key' });
    this.apiAddress = page.getByRole('textbox', { name: 'API address' });
    this.model = page.getByRole('textbox', { name: 'Model' }).or(page.getByRole('combobox', { name: 'Model' }));
    this.libraryFolder = page.getByRole('textbox', { name: 'Library folder' });
    this.monthlyBudget = page.getByRole('textbox', { name: 'Monthly budget' });
    this.language = page.getByRole('radiogroup', { name: 'Language' });
    this.theme = page.getByRole('radiogroup', { name: 'Theme' });
  }
}
