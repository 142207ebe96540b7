import type { Bridge } from '../shared/bridge.ts';
import type { SavedSearch } from '../shared/picture.ts';
import { Reloading } from './reloading.ts';

/** The queries that the person gave a name. */
export class Searches {
  readonly #bridge: Bridge['searches'];
  readonly #reloading = new Reloading(() => this.#load());
  #all = $state.raw<readonly SavedSearch[]>([]);

  constructor(bridge: Bridge['searches']) {
    this.#bridge = bridge;
  }

  get all(): readonly SavedSearch[] {
    return this.#all;
  }

  reload(): Promise<void> {
    return this.#reloading.run();
  }

  /** Adds one, or puts it in the place of the one with its id. */
  async save(search: SavedSearch): Promise<void> {
    await this.#bridge.save(search);
    await this.reload();
  }

  async remove(id: string): Promise<void> {
    await this.#bridge.remove(id);
    await this.reload();
  }

  async #load(): Promise<void> {
    this.#all = await this.#bridge.list();
  }
}
