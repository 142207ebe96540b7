import type { Locator, Page } from '@playwright/test';

export class ActivityPage {
  readonly jobs: Locator;
  readonly items: Locator;

  constructor(page: Page) {
    this.jobs = page.getByRole('list', { name: 'Jobs' });
    this.items = this.jobs.getByRole('listitem');
  }

  job(prompt: string): Locator {
    return this.items.filter({ hasText: prompt });
  }
}
