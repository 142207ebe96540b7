import type { Language } from './settings.ts';

export interface AppInfo {
  readonly version: string;
  readonly platform: 'darwin' | 'win32' | 'linux';
  /** What `system` means for the language. */
  readonly systemLanguage: Language;
  /** The library in use, as an absolute path. */
  readonly libraryFolder: string;
  /** What had to be done at start-up that a person should know, newest last. */
  readonly notices: readonly StartNotice[];
}

export type StartNotice =
  | { readonly what: 'journal-damaged'; readonly keptAs: string }
  | { readonly what: 'settings-damaged'; readonly keptAs: string }
  | { readonly what: 'library-unavailable'; readonly folder: string };
