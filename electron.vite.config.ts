import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';

/** The five programs of the app. Only packages with binaries of their own stay outside the bundles: the `dependencies` of package.json. */
export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
        input: {
          index: 'src/main/index.ts',
          'library-process': 'src/main/library-process/entry.ts',
          'edit-worker': 'src/main/edits/thread/edit-worker.ts',
        },
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    // A sandboxed window runs a preload script only as one CommonJS file that requires nothing but `electron`.
    build: { externalizeDeps: false, rolldownOptions: { output: { format: 'cjs', entryFileNames: '[name].cjs' } } },
  },
  renderer: {
    root: 'src/renderer',
    base: './',
    build: {
      rolldownOptions: { input: 'src/renderer/index.html' },
      assetsInlineLimit: 0,
      minify: true,
      modulePreload: { polyfill: false },
    },
    plugins: [svelte({ configFile: '../../svelte.config.js' })],
  },
});
