import type { Locator, Page } from '@playwright/test';

export class ActivityPage {
  readonly jobs: Locator;
  readonly items: Locator;

  constructor(page: Page) {
    this.jobs = page.getByRole('list', { name: 'Jobs' });
    this.items = this.jobs.getByRole('listitem').filter({ has: page.getByRole('article') });
  }

  job(prompt: string): Locator {
    return this.items.filter({ hasText: prompt });
  }

  /** The job as long as it is in that state: its article is named by state and prompt. */
  jobIn(state: string, prompt: string): Locator {
    return this.jobs.getByRole('article', { name: `${state} ${prompt}`, exact: true });
  }

  progress(prompt: string): Locator {
    return this.job(prompt).getByRole('progressbar');
  }

  action(
    prompt: string,
    name: 'Cancel' | 'Stop watching' | 'Watch again' | 'Try again' | 'Check again' | 'Send again' | 'Give up',
  ): Locator {
    return this.job(prompt).getByRole('button', { name, exact: true });
  }
}
