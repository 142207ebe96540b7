import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';

import svelteConfig from './svelte.config.js';

/**
 * Says what a part of the tree may not import, and what to do instead.
 * @param {string[]} files
 * @param {string[]} forbidden
 * @param {string} why
 * @returns {import('eslint').Linter.Config}
 */
const zone = (files, forbidden, why) => ({
  files,
  ignores: ['**/*.test.ts'],
  rules: { 'no-restricted-imports': ['error', { patterns: forbidden.map((regex) => ({ regex, message: why })) }] },
});

export default defineConfig(
  { ignores: ['out', 'dist', 'test-results'] },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  svelte.configs.recommended,
  prettier,
  svelte.configs.prettier,
  {
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.main.json', 'tsconfig.renderer.json', 'tsconfig.e2e.json'],
        noWarnOnMultipleProjects: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      'no-undef': 'off',
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
      'max-lines': ['error', 250],
      complexity: ['error', 10],
      'max-depth': ['error', 3],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='vi'][callee.property.name='mock']",
          message: 'Fake the outside world; do not mock our own modules.',
        },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: { 'svelte/button-has-type': 'error', 'svelte/require-each-key': 'error' },
  },
  // Plain JavaScript (the two start-up scripts, the configurations) is typed by JSDoc where it matters.
  { files: ['**/*.js', '**/*.mjs'], extends: [ts.configs.disableTypeChecked] },
  zone(['src/renderer/**'], ['^electron', '^node:', '/(main|preload)/'], 'The renderer is sandboxed: ask through the bridge.'),
  zone(['src/shared/**'], ['^electron', '^node:', '^svelte', '/(main|preload|renderer)/'], 'shared/ runs in every process.'),
  zone(['src/main/**'], ['^svelte', '/(renderer|preload)/'], 'main never reaches into the page: announce news.'),
);
