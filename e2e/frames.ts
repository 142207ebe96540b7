import type { Page } from '@playwright/test';

/** Until everything that has happened in the page by now is drawn, and what follows from how it lies as well. */
export async function twoFrames(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}
