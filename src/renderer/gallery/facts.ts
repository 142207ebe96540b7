import type { Bridge } from '../../shared/bridge.ts';
import type { Picture } from '../../shared/picture.ts';
import { FactCache } from './fact-cache.ts';

/** As many as the bridge gives at once. */
const askedAtOnce = 500;

/** What rows mean, and how new their facts are to be. */
export interface Moment {
  readonly generation: string;
  readonly revision: number;
}

/** Fetches the facts of rows, each only once at a time, and keeps those that were looked at lately. */
export class Facts {
  readonly #bridge: Pick<Bridge['pictures'], 'facts'>;
  readonly #arrived: () => void;
  readonly #cache = new FactCache();
  /** The rows whose facts are under way, with the revision that they are asked for. */
  readonly #asked = new Map<number, number>();

  constructor(bridge: Pick<Bridge['pictures'], 'facts'>, arrived: () => void) {
    this.#bridge = bridge;
    this.#arrived = arrived;
  }

  get(row: number): Picture | undefined {
    return this.#cache.get(row);
  }

  rowOf(id: string): number | null {
    return this.#cache.rowOf(id);
  }

  /** Answers once those of the rows are here that nobody else is fetching. Older facts stay until the new ones come. */
  async fetch(rows: Int32Array, { generation, revision }: Moment): Promise<void> {
    const unknown = rows.filter((row) => !this.#cache.isFresh(row, revision) && (this.#asked.get(row) ?? -1) < revision);
    for (const row of unknown) this.#asked.set(row, revision);
    try {
      for (let start = 0; start < unknown.length; start += askedAtOnce) {
        const some = unknown.slice(start, start + askedAtOnce);
        this.#cache.add(await this.#bridge.facts({ generation, rows: some }), revision);
        this.#arrived();
      }
    } finally {
      for (const row of unknown) if (this.#asked.get(row) === revision) this.#asked.delete(row);
    }
  }

  clear(): void {
    this.#cache.clear();
  }
}
