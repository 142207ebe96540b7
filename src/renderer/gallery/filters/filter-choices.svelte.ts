import type { Bridge } from '../../../shared/bridge.ts';
import { yearsBetween } from './days.ts';

/** What the filters offer besides what the stores know: the models and the years of the pictures. */
export class FilterChoices {
  readonly #bridge: Pick<Bridge['pictures'], 'models'>;
  #models = $state.raw<readonly string[]>([]);
  #oldest = $state(Number.POSITIVE_INFINITY);

  constructor(bridge: Pick<Bridge['pictures'], 'models'>) {
    this.#bridge = bridge;
  }

  get models(): readonly string[] {
    return this.#models;
  }

  /** From this year's back to that of the oldest picture ever seen. */
  years(today: number): readonly number[] {
    return yearsBetween(Math.min(this.#oldest, today), today);
  }

  /** The days of the pictures that are shown, newest first: a filter must not take the other years from its own list. */
  see(days: Int32Array): void {
    this.#oldest = Math.min(this.#oldest, days.at(-1) ?? this.#oldest);
  }

  async reload(): Promise<void> {
    this.#models = await this.#bridge.models();
  }
}
