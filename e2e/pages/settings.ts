import type { Locator, Page } from '@playwright/test';

export class SettingsPage {
  readonly key: Locator;
  readonly saveKey: Locator;
  readonly removeKey: Locator;
  readonly refreshBalance: Locator;
  readonly apiAddress: Locator;
  readonly uploadAddress: Locator;
  readonly model: Locator;
  readonly libraryFolder: Locator;
  readonly chooseLibraryFolder: Locator;
  readonly monthlyBudget: Locator;
  readonly language: Locator;
  readonly theme: Locator;
  readonly concurrency: Locator;
  readonly saveReport: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.key = page.getByRole('textbox', { name: 'API key' });
    this.saveKey = page.getByRole('button', { name: 'Save and test key' });
    this.removeKey = page.getByRole('button', { name: 'Remove key' });
    this.refreshBalance = page.getByRole('button', { name: 'Refresh the balance' });
    this.apiAddress = page.getByRole('textbox', { name: 'API address' });
    this.uploadAddress = page.getByRole('textbox', { name: 'Upload address' });
    this.model = page.getByRole('textbox', { name: 'Model' });
    this.libraryFolder = page.getByRole('textbox', { name: 'Library folder' });
    this.chooseLibraryFolder = page.getByRole('button', { name: 'Open another…' });
    this.monthlyBudget = page.getByRole('textbox', { name: 'Monthly budget' });
    this.language = page.getByRole('radiogroup', { name: 'Language' });
    this.theme = page.getByRole('radiogroup', { name: 'Theme' });
    this.concurrency = page.getByRole('slider', { name: 'Jobs at once' });
    this.saveReport = page.getByRole('button', { name: 'Save diagnostics report…' });
  }

  /** Removes the key and says yes to the question. */
  async removeTheKey(): Promise<void> {
    await this.removeKey.click();
    await this.#page.getByRole('dialog').or(this.#page.getByRole('alertdialog')).getByRole('button', { name: 'Remove key' }).click();
  }

  /** Types a value into a field and leaves it, which saves it. */
  async enter(field: Locator, text: string): Promise<void> {
    await field.fill(text);
    await field.press('Enter');
  }

  async choose(group: Locator, option: string): Promise<void> {
    await group.getByRole('radio', { name: option, exact: true }).click();
  }
}
