import type { Bridge } from '../shared/bridge.ts';
import type { Changed, Collection } from '../shared/picture.ts';
import { Reloading } from './reloading.ts';

/** The person's named groups of pictures, as the main process keeps them. */
export class Collections {
  readonly #bridge: Bridge['collections'];
  readonly #reloading = new Reloading(() => this.#load());
  #all = $state.raw<readonly Collection[]>([]);

  constructor(bridge: Bridge['collections']) {
    this.#bridge = bridge;
  }

  get all(): readonly Collection[] {
    return this.#all;
  }

  find(id: string): Collection | undefined {
    return this.#all.find((collection) => collection.id === id);
  }

  reload(): Promise<void> {
    return this.#reloading.run();
  }

  async create(name: string, parent: string | null): Promise<Collection> {
    const created = await this.#bridge.create({ name, parent });
    await this.reload();
    return created;
  }

  async rename(id: string, name: string): Promise<void> {
    await this.#bridge.rename({ id, name });
    await this.reload();
  }

  /** Puts it into another one, or at the top. */
  async move(id: string, parent: string | null): Promise<void> {
    await this.#bridge.move({ id, parent });
    await this.reload();
  }

  /** Forgets the grouping and those inside it; the pictures stay. */
  async remove(id: string): Promise<Changed> {
    const removed = await this.#bridge.remove(id);
    await this.reload();
    return removed;
  }

  async #load(): Promise<void> {
    this.#all = await this.#bridge.list();
  }
}
