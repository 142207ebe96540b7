import type { Locator, Page } from '@playwright/test';

/** The queue on the Activity screen, as a person has it in their hands. */
export class Queue {
  readonly region: Locator;
  readonly list: Locator;
  readonly rows: Locator;
  readonly pause: Locator;
  readonly resume: Locator;
  readonly cancelAll: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.region = page.getByRole('region', { name: 'Not sent yet' });
    this.list = this.region.getByRole('list');
    this.rows = this.list.getByRole('listitem');
    this.pause = this.region.getByRole('button', { name: 'Pause' });
    this.resume = this.region.getByRole('button', { name: 'Resume' });
    this.cancelAll = this.region.getByRole('button', { name: 'Cancel all' });
  }

  handle(prompt: string): Locator {
    return this.list.getByRole('button', { name: `Move “${prompt}”` });
  }

  /** In the order in which they will be sent. */
  prompts(): Promise<string[]> {
    return this.list.getByRole('article').getByRole('paragraph').allTextContents();
  }

  /** Presses the handle and moves the pointer to the upper or lower half of another row, without letting go. */
  async drag(prompt: string, to: string, half: 'upper' | 'lower'): Promise<void> {
    await this.handle(prompt).hover();
    await this.#page.mouse.down();
    const box = await this.rows.filter({ hasText: to }).boundingBox();
    if (!box) throw new Error(`${to} isn't in the queue`);
    const y = box.y + box.height * (half === 'upper' ? 0.2 : 0.8);
    await this.#page.mouse.move(box.x + 20, y, { steps: 5 });
    await this.list.locator('.line').waitFor();
  }

  async drop(): Promise<void> {
    await this.#page.mouse.up();
  }
}
