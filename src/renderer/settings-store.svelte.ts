import type { Bridge } from '../shared/bridge.ts';
import { modelFor, type Model } from '../shared/model.ts';
import { defaultSettings, type Settings, type SettingsPatch } from '../shared/settings.ts';

/** The person's choices as the main process keeps them. */
export class SettingsStore {
  readonly #bridge: Bridge['settings'];
  #current = $state.raw<Settings>(defaultSettings);

  constructor(bridge: Bridge['settings']) {
    this.#bridge = bridge;
  }

  get current(): Settings {
    return this.#current;
  }

  get model(): Model {
    return modelFor(this.#current.model);
  }

  async load(): Promise<void> {
    this.#current = await this.#bridge.get();
  }

  listen(): () => void {
    return this.#bridge.changed((settings) => {
      this.#current = settings;
    });
  }

  async change(patch: SettingsPatch): Promise<void> {
    this.#current = await this.#bridge.change(patch);
  }
}
