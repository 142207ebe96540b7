import { Failure, type FailureData } from '../shared/failure.ts';
import type { Language } from './i18n/language.svelte.ts';
import { failureSentence } from './i18n/reason-words.ts';
import { Timers } from './timers.ts';

export interface Notice {
  readonly id: number;
  readonly tone: 'plain' | 'success' | 'danger';
  /** Read whenever it is drawn: given as a getter, it follows the language. */
  readonly text: string;
  /** For example undo; running it closes the notice. */
  readonly action?: { readonly label: string; readonly run: () => void };
  /** A failure's own words for those who need them: request id and the service's message. */
  readonly failure?: FailureData;
  /** What it is about, for `dismissAbout`: compared by identity. */
  readonly about?: object;
}

const shownMs = 6000;
const shownWithActionMs = 10_000;
const maxShown = 4;

/** Short messages at the edge of the window. They leave by themselves, but not while someone reads them. */
export class Notices {
  #all = $state.raw<readonly Notice[]>([]);
  readonly #timers = new Timers();
  #nextId = 1;

  get all(): readonly Notice[] {
    return this.#all;
  }

  show(notice: Omit<Notice, 'id'>): number {
    // Not spread: a getter would be read once and for all.
    const shown: Notice = Object.defineProperties(
      { id: this.#nextId++, tone: notice.tone, text: '' },
      Object.getOwnPropertyDescriptors(notice),
    );
    for (const old of this.#all.slice(0, Math.max(0, this.#all.length - maxShown + 1))) this.dismiss(old.id);
    this.#all = [...this.#all, shown];
    this.#startTimer(shown);
    return shown.id;
  }

  /** The one place that decides how a failed action is told where no field or job can tell it: taken-back work in silence, the rest as a notice. */
  async attempt<T>(language: Language, action: Promise<T>): Promise<T | undefined> {
    try {
      return await action;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.code !== 'cancelled') this.#tell(error, language);
      return undefined;
    }
  }

  dismiss(id: number): void {
    this.#timers.stop(id);
    this.#all = this.#all.filter((notice) => notice.id !== id);
  }

  /** Takes back what was said about something that is no longer so. */
  dismissAbout(about: object): void {
    for (const notice of this.#all) if (notice.about === about) this.dismiss(notice.id);
  }

  run(notice: Notice): void {
    this.dismiss(notice.id);
    notice.action?.run();
  }

  /** Stops the clocks while the pointer or the focus is on the notices. */
  hold(): void {
    this.#timers.stopAll();
  }

  release(): void {
    for (const notice of this.#all) this.#startTimer(notice);
  }

  #tell(error: Failure, language: Language): void {
    this.show({
      tone: 'danger',
      get text() {
        return failureSentence(error, language);
      },
      failure: error.toData(),
    });
  }

  #startTimer(notice: Notice): void {
    this.#timers.start(notice.id, notice.action ? shownWithActionMs : shownMs, () => this.dismiss(notice.id));
  }
}
