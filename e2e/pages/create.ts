import type { Locator, Page } from '@playwright/test';

export class CreatePage {
  readonly prompt: Locator;
  readonly size: Locator;
  readonly count: Locator;
  readonly references: Locator;
  readonly addReferences: Locator;
  readonly advanced: Locator;
  readonly callbackUrl: Locator;
  readonly generate: Locator;

  constructor(page: Page) {
    this.prompt = page.getByRole('textbox', { name: 'Prompt' });
    this.size = page.getByRole('radiogroup', { name: 'Size' });
    this.count = page.getByRole('radiogroup', { name: 'Pictures' });
    this.references = page.getByRole('group', { name: 'References' });
    this.addReferences = page.getByRole('button', { name: 'Add references' });
    this.advanced = page.getByRole('button', { name: 'Advanced' });
    this.callbackUrl = page.getByRole('textbox', { name: 'Callback URL' });
    this.generate = page.getByRole('button', { name: 'Generate' });
  }

  async make(prompt: string, { size, count }: { size?: string; count?: 1 | 2 | 4 } = {}): Promise<void> {
    await this.prompt.fill(prompt);
    if (size !== undefined) await this.size.getByRole('radio', { name: size, exact: true }).click();
    if (count !== undefined) await this.count.getByRole('radio', { name: String(count), exact: true }).click();
    await this.generate.click();
  }
}
