import type { Locator, Page } from '@playwright/test';

import { Queue } from './queue.ts';

export class ActivityPage {
  /** What isn't sent yet. */
  readonly queue: Queue;
  /** What was sent. */
  readonly jobs: Locator;
  /** Every job, sent or not. */
  readonly items: Locator;
  /** What holds up the whole account. */
  readonly held: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.queue = new Queue(page);
    this.jobs = page.getByRole('list', { name: 'Jobs' });
    this.items = this.jobs
      .or(this.queue.list)
      .getByRole('listitem')
      .filter({ has: page.getByRole('article') });
    this.held = page.getByRole('region', { name: 'Why nothing is sent' });
  }

  job(prompt: string): Locator {
    return this.items.filter({ hasText: prompt });
  }

  /** The job as long as it is in that state: its article is named by state and prompt. */
  jobIn(state: string, prompt: string): Locator {
    return this.items.getByRole('article', { name: `${state} ${prompt}`, exact: true });
  }

  progress(prompt: string): Locator {
    return this.job(prompt).getByRole('progressbar');
  }

  action(
    prompt: string,
    name: 'Edit' | 'Cancel' | 'Stop watching' | 'Watch again' | 'Try again' | 'Check again' | 'Send again' | 'Give up' | 'Review',
  ): Locator {
    return this.job(prompt).getByRole('button', { name, exact: true });
  }

  async show(filter: 'All' | 'Running' | 'Needs attention' | 'Done' | 'Cancelled'): Promise<void> {
    await this.#page.getByRole('radio', { name: new RegExp(`^${filter}( \\d+)?$`) }).click();
  }
}
