import type { Bridge } from '../shared/bridge.ts';
import type { Changed, TagCount } from '../shared/picture.ts';
import { Reloading } from './reloading.ts';

/** Every tag in use, with the number of its pictures. */
export class Tags {
  readonly #bridge: Pick<Bridge['pictures'], 'tags' | 'renameTag'>;
  readonly #reloading = new Reloading(() => this.#load());
  #all = $state.raw<readonly TagCount[]>([]);

  constructor(bridge: Pick<Bridge['pictures'], 'tags' | 'renameTag'>) {
    this.#bridge = bridge;
  }

  get all(): readonly TagCount[] {
    return this.#all;
  }

  has(name: string): boolean {
    return this.#all.some((tag) => tag.name === name);
  }

  reload(): Promise<void> {
    return this.#reloading.run();
  }

  /** A name that is taken already makes one tag of the two. */
  async rename(from: string, to: string): Promise<Changed> {
    const changed = await this.#bridge.renameTag({ from, to });
    await this.reload();
    return changed;
  }

  async #load(): Promise<void> {
    this.#all = await this.#bridge.tags();
  }
}
