import type { PictureQuery } from '../../shared/picture.ts';
import { onIndex, type IndexDatabase } from './index-file.ts';
import { localDays } from './local-days.ts';
import { parseSearch } from './search-text.ts';

/** All pictures of one query, newest first, as columns: what the layout needs, and the rows to look up the rest by. */
export interface Order {
  readonly rows: Int32Array<ArrayBuffer>;
  readonly ratios: Float32Array<ArrayBuffer>;
  readonly days: Int32Array<ArrayBuffer>;
}

type OrderRow = [row: number, createdAt: number, widthPx: number, heightPx: number];

const remembered = 4;

/** The orders of the latest queries, so that scrolling asks the database for nothing but the rows that it shows. */
export class PictureOrders {
  readonly #database: IndexDatabase;
  readonly #latest = new Map<string, Order>();

  constructor(database: IndexDatabase) {
    this.#database = database;
  }

  of(query: PictureQuery): Order {
    const key = JSON.stringify([query.favouritesOnly, query.text]);
    const order = this.#latest.get(key) ?? this.#ask(query);
    this.#latest.delete(key);
    this.#latest.set(key, order);
    for (const oldest of this.#latest.keys()) if (this.#latest.size > remembered) this.#latest.delete(oldest);
    return order;
  }

  /** To be called after every change of the index. */
  forget(): void {
    this.#latest.clear();
  }

  #ask(query: PictureQuery): Order {
    const { match, exclude } = parseSearch(query.text);
    const conditions = ['trashed_at IS NULL'];
    if (query.favouritesOnly) conditions.push('favourite = 1');
    if (match !== null) conditions.push('row IN (SELECT rowid FROM prompts WHERE prompts MATCH @match)');
    if (exclude !== null) conditions.push('row NOT IN (SELECT rowid FROM prompts WHERE prompts MATCH @exclude)');
    const found = onIndex(() =>
      this.#database
        .prepare<{ match: string | null; exclude: string | null }, OrderRow>(
          // The pictures of one job stand in the service's order, from left to right.
          `SELECT row, created_at, width_px, height_px FROM pictures WHERE ${conditions.join(' AND ')}
           ORDER BY created_at DESC, job_id, job_index, id`,
        )
        .raw()
        .all({ match, exclude }),
    );
    return {
      rows: Int32Array.from(found, ([row]) => row),
      ratios: Float32Array.from(found, ([, , widthPx, heightPx]) => widthPx / heightPx),
      days: localDays(found.map(([, createdAt]) => createdAt)),
    };
  }
}
