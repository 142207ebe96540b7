import { createContext } from 'svelte';

import type { Language as LanguageTag } from '../../shared/settings.ts';
import { Formats } from './formats.ts';
import type { Words } from './words.ts';

const formats = { en: new Formats('en'), 'zh-CN': new Formats('zh-CN') } as const satisfies Record<LanguageTag, Formats>;

/** The language that the window speaks: follows the settings, and the system where they say so. */
export class Language {
  readonly #choice: () => 'system' | LanguageTag;
  readonly #systemLanguage: LanguageTag;

  constructor(choice: () => 'system' | LanguageTag, systemLanguage: LanguageTag) {
    this.#choice = choice;
    this.#systemLanguage = systemLanguage;
  }

  get current(): LanguageTag {
    const choice = this.#choice();
    return choice === 'system' ? this.#systemLanguage : choice;
  }

  get format(): Formats {
    return formats[this.current];
  }

  /** The words of a feature in the current language. Use it in a `$derived`. */
  of<T>(words: Words<T>): T {
    return words[this.current];
  }
}

/** Every component may speak, so the language has a context of its own beside the studio's. */
export const [useLanguage, provideLanguage] = createContext<Language>();
