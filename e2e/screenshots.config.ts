import { defineConfig } from '@playwright/test';

/** `npm run screenshots`: every screen into test-results/screenshots, and the README's two pictures into docs. */
export default defineConfig({
  testDir: 'screenshots',
  testMatch: '*.shots.ts',
  outputDir: '../test-results/screenshots-run',
  workers: 1,
  timeout: 300_000,
  reporter: 'list',
});
