import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [svelte()],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
          // Stylesheets are empty in tests; the contrast test reads this one.
          css: { include: [/tokens\.css/] },
          // There only to end what hangs: on a busy machine what works may take long.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
      // Each of these starts a Chromium: one at a time.
      { test: { name: 'stand-in', include: ['e2e/**/*.test.ts'], fileParallelism: false, expect: { poll: { timeout: 30_000 } } } },
    ],
  },
});
