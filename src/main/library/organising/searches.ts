import * as v from 'valibot';

import { everyPicture, PictureQuery, SavedSearch } from '../../../shared/picture.ts';
import { moveOver, type Staging } from '../../files/durable-file.ts';
import { readKept, readToChange, type OnSetAside } from '../versioned-file.ts';
import type { Change } from './change.ts';

/** Each as it stands in the file: one that this version can't read isn't shown, and stays. */
const StoredSearch = v.looseObject({ id: v.string() });
const StoredSearches = v.looseObject({ version: v.literal(1), searches: v.array(StoredSearch) });
type StoredSearch = v.InferOutput<typeof StoredSearch>;

/** Queries that the person gave a name, in the order in which they were first saved. */
export class Searches {
  readonly #path: string;
  readonly #staging: Staging;
  readonly #change: Change;
  readonly #onSetAside: OnSetAside;

  constructor(path: string, staging: Staging, change: Change, onSetAside: OnSetAside) {
    this.#path = path;
    this.#staging = staging;
    this.#change = change;
    this.#onSetAside = onSetAside;
  }

  async list(): Promise<readonly SavedSearch[]> {
    const kept = await readKept(this.#path, StoredSearches);
    return typeof kept === 'object' ? kept.found.searches.flatMap(readable) : [];
  }

  /** A new one, or another query or name for one that there is. */
  save(search: SavedSearch): Promise<void> {
    return this.#edit((searches) =>
      searches.some(({ id }) => id === search.id)
        ? searches.map((other) => (other.id === search.id ? search : other))
        : [...searches, search],
    );
  }

  remove(id: string): Promise<void> {
    return this.#edit((searches) => searches.filter((other) => other.id !== id));
  }

  /**
   * A tag is called otherwise now: those searches (of `among`) that look for it go along. Returns their ids. For those
   * who hold the turn to change the library.
   */
  async renameTag(from: string, to: string, among?: readonly string[]): Promise<readonly string[]> {
    const isMeant = ({ id, query }: SavedSearch) => query.tags.includes(from) && among?.includes(id) !== false;
    const renamed = new Map((await this.list()).filter(isMeant).map((search) => [search.id, search]));
    if (renamed.size === 0) return [];
    await this.#editInTurn((searches) =>
      searches.map((stored) => {
        const search = renamed.get(stored.id);
        if (!search) return stored;
        const tags = new Set(search.query.tags.map((tag) => (tag === from ? to : tag)));
        return { ...stored, query: { ...search.query, tags: [...tags] } };
      }),
    );
    return [...renamed.keys()];
  }

  #edit(edit: (searches: readonly StoredSearch[]) => readonly StoredSearch[]): Promise<void> {
    return this.#change(() => this.#editInTurn(edit));
  }

  async #editInTurn(edit: (searches: readonly StoredSearch[]) => readonly StoredSearch[]): Promise<void> {
    const stored = (await readToChange(this.#path, StoredSearches, this.#onSetAside)) ?? { version: 1, searches: [] };
    const searches = edit(stored.searches);
    const staged = await this.#staging.write(Buffer.from(`${JSON.stringify({ ...stored, searches }, null, 2)}\n`));
    await moveOver(staged.path, this.#path);
  }
}

/** A filter that an older version didn't know is off. */
function readable(stored: StoredSearch): SavedSearch[] {
  const query = v.safeParse(PictureQuery, { ...everyPicture, ...(typeof stored['query'] === 'object' ? stored['query'] : {}) });
  const search = v.safeParse(SavedSearch, query.success ? { ...stored, query: query.output } : stored);
  return search.success ? [search.output] : [];
}
