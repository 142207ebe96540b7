import type { Language } from './settings.ts';

export interface AppInfo {
  readonly version: string;
  readonly platform: 'darwin' | 'win32' | 'linux';
  /** What `system` means for the language. */
  readonly systemLanguage: Language;
  /** The library in use, or the one that is being opened, as an absolute path. */
  readonly libraryFolder: string;
  /** What had to be done at start-up that a person should know, newest last. All of it is told again whenever there is more. */
  readonly notices: readonly StartNotice[];
}

/** Why the list of jobs can't be written: no right to, another program holds it, a newer Afterglow wrote it, or anything else. */
export type JournalTrouble = 'read-only' | 'locked' | 'newer' | 'unreachable';

export type StartNotice =
  /** `saved`: how many jobs the new list of jobs has from the damaged one. What of them isn't sent yet is paused. */
  | { readonly what: 'journal-damaged'; readonly keptAs: string; readonly saved: number }
  /** Entries of the list of jobs that can't be read. They stay where they are. */
  | { readonly what: 'journal-entries-unreadable'; readonly count: number }
  /** The list of jobs can't be written, so nothing is sent. */
  | { readonly what: 'journal-closed'; readonly file: string; readonly why: JournalTrouble }
  | { readonly what: 'settings-damaged'; readonly keptAs: string }
  | { readonly what: 'library-unavailable'; readonly folder: string };
