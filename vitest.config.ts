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
        },
      },
      // Each of these starts a Chromium: one at a time.
      { test: { name: 'stand-in', include: ['e2e/**/*.test.ts'], fileParallelism: false } },
    ],
  },
});
