import type { StartNotice } from '../../shared/app-info.ts';
import type { Bridge } from '../../shared/bridge.ts';

/** What had to be done at start-up, until the person has read it. */
export class StartNotices {
  readonly #bridge: Pick<Bridge['app'], 'noticed'>;
  #all = $state.raw<readonly StartNotice[]>([]);
  /** By where they stand: there are only ever more of them. */
  #dismissed = $state.raw<readonly number[]>([]);
  readonly shown: readonly { readonly place: number; readonly notice: StartNotice }[] = $derived(
    this.#all.map((notice, place) => ({ place, notice })).filter(({ place }) => !this.#dismissed.includes(place)),
  );

  constructor(bridge: Pick<Bridge['app'], 'noticed'>) {
    this.#bridge = bridge;
  }

  listen(): () => void {
    return this.#bridge.noticed((all) => this.hear(all));
  }

  /** All that there are. What was asked for may arrive after what was told meanwhile. */
  hear(all: readonly StartNotice[]): void {
    if (all.length > this.#all.length) this.#all = all;
  }

  dismiss(place: number): void {
    this.#dismissed = [...this.#dismissed, place];
  }
}
