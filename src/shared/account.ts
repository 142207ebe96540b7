import * as v from 'valibot';

import type { FailureData } from './failure.ts';

/** An API key as typed or pasted: printable ASCII, since it travels in a header. */
export const ApiKey = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(8, 'That is too short for an API key.'),
  v.maxLength(512, 'That is too long for an API key.'),
  v.regex(/^[\x21-\x7e]+$/, 'An API key has no spaces and only plain characters.'),
);

/** Whose pictures are being made, as the page may know it. There is no way to ask for the key itself. */
export interface Account {
  readonly mode: 'none' | 'key' | 'practice';
  /** The last four characters of the saved key, remembered outside the keychain. */
  readonly keyEnding: string | null;
  /** Where the key lives: the system's keychain, or this process's memory until the app quits. */
  readonly storage: 'keychain' | 'memory' | null;
  /** `waiting`: the keychain asks the person for its password. `locked`: a key was saved, and the keychain doesn't give it. */
  readonly keychain: 'ready' | 'waiting' | 'locked' | 'missing';
  readonly balance: Balance | null;
  /** Why the balance isn't known, or what is wrong with the key. */
  readonly failure: FailureData | null;
}

/** Credits as `GET /v1/credits` tells them: 68 are one US dollar, 10 one yuan. */
export interface Balance {
  readonly credits: number;
  /** What this key's own limit leaves, or null when it has none. */
  readonly keyCredits: number | null;
  readonly at: number;
}
