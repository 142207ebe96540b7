import type { Locator, Page } from '@playwright/test';

import { dropBlank, dropFiles, pasteFiles } from '../brought-files.ts';

interface Wish {
  readonly size?: string;
  readonly count?: 1 | 2 | 4;
  readonly callbackUrl?: string;
}

export class CreatePage {
  readonly prompt: Locator;
  readonly size: Locator;
  readonly count: Locator;
  readonly references: Locator;
  readonly addReferences: Locator;
  readonly advanced: Locator;
  readonly callbackUrl: Locator;
  readonly generate: Locator;
  /** Said beside Generate. */
  readonly paused: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.prompt = page.getByRole('textbox', { name: 'Prompt' });
    this.size = page.getByRole('radiogroup', { name: 'Size' });
    this.count = page.getByRole('radiogroup', { name: 'Pictures' });
    this.references = page.getByRole('group', { name: 'References' });
    this.addReferences = page.getByRole('button', { name: 'Add references' });
    this.advanced = page.getByRole('button', { name: 'Advanced' });
    this.callbackUrl = page.getByRole('textbox', { name: 'Callback URL' });
    this.generate = page.getByRole('button', { name: 'Generate' });
    this.paused = page.getByRole('main').getByText('Sending is paused');
  }

  /** Asks for a picture, and waits until the request is written down: until then another click would count as a double one. */
  async make(prompt: string, wish: Wish = {}): Promise<void> {
    await this.prompt.fill(prompt);
    await this.choose(wish);
    await this.generate.click();
    await this.generate.and(this.#page.locator(':not([aria-busy])')).waitFor();
  }

  async choose({ size, count, callbackUrl }: Wish): Promise<void> {
    if (size !== undefined) await this.chosenSize(size).click();
    if (count !== undefined) await this.chosenCount(count).click();
    if (callbackUrl !== undefined) await this.fillCallback(callbackUrl);
  }

  chosenSize(size: string): Locator {
    return this.size.getByRole('radio', { name: size, exact: true });
  }

  chosenCount(count: 1 | 2 | 4): Locator {
    return this.count.getByRole('radio', { name: String(count), exact: true });
  }

  async fillCallback(callbackUrl: string): Promise<void> {
    if ((await this.advanced.getAttribute('aria-expanded')) !== 'true') await this.advanced.click();
    await this.callbackUrl.fill(callbackUrl);
  }

  /** The references by place and name, as a person hears them. */
  reference(name: string): Locator {
    return this.references.getByRole('button', { name: new RegExp(`^Reference \\d+: ${RegExp.escape(name)}$`) });
  }

  get allReferences(): Locator {
    return this.references.getByRole('button', { name: /^Reference \d+: / });
  }

  /** What is said of each reference, in their order. */
  referenceNames(): Promise<(string | null)[]> {
    return this.allReferences.evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label')));
  }

  async drop(...files: string[]): Promise<void> {
    await dropFiles(this.#page, files);
  }

  async dropBlank(name: string, bytes: number): Promise<void> {
    await dropBlank(this.#page, name, bytes);
  }

  async paste(...files: string[]): Promise<void> {
    await pasteFiles(this.#page, files);
  }
}
