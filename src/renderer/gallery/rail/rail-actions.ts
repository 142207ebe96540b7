import type { Collection, PictureQuery, SavedSearch } from '../../../shared/picture.ts';
import type { Studio } from '../../studio.ts';
import { periodOf } from '../filters/days.ts';
import type { PictureActions } from '../picture-actions.ts';
import { railWords } from './words.ts';

type Parts = Pick<Studio, 'collections' | 'searches' | 'tags' | 'pictures' | 'notices' | 'language'>;

/** What can be done with saved searches, collections and tags. All of it can be undone. */
export class RailActions {
  readonly #parts: Parts;
  readonly #remember: PictureActions['remember'];

  constructor(parts: Parts, actions: Pick<PictureActions, 'remember'>) {
    this.#parts = parts;
    this.#remember = (step) => actions.remember(step);
  }

  saveSearch(name: string, query: PictureQuery, today: number): Promise<unknown> {
    return this.#attempt(async () => {
      const period = periodOf(query, today);
      const search: SavedSearch = { id: crypto.randomUUID(), name, query, ...(period && { period }) };
      await this.#parts.searches.save(search);
      this.#remember({ said: this.#words.searchSaved(name), undo: () => this.#parts.searches.remove(search.id) });
    });
  }

  renameSearch(search: SavedSearch, name: string): Promise<unknown> {
    return this.#attempt(async () => {
      await this.#parts.searches.save({ ...search, name });
      this.#remember({ said: this.#words.searchRenamed(name), undo: () => this.#parts.searches.save(search) });
    });
  }

  removeSearch(search: SavedSearch): Promise<unknown> {
    return this.#attempt(async () => {
      await this.#parts.searches.remove(search.id);
      this.#remember({ said: this.#words.searchRemoved(search.name), undo: () => this.#parts.searches.save(search) });
    });
  }

  /** The new collection, or undefined when it couldn't be made. */
  createCollection(name: string, parent: string | null): Promise<Collection | undefined> {
    return this.#attempt(async () => {
      const made = await this.#parts.collections.create(name, parent);
      this.#remember({ said: this.#words.collectionMade(name), undo: () => this.#parts.collections.remove(made.id) });
      return made;
    });
  }

  renameCollection({ id, name: before }: Collection, name: string): Promise<unknown> {
    return this.#attempt(async () => {
      await this.#parts.collections.rename(id, name);
      this.#remember({ said: this.#words.collectionRenamed(name), undo: () => this.#parts.collections.rename(id, before) });
    });
  }

  moveCollection({ id, name, parent: before }: Collection, parent: string | null): Promise<unknown> {
    return this.#attempt(async () => {
      await this.#parts.collections.move(id, parent);
      const into = parent === null ? undefined : this.#parts.collections.find(parent);
      const said = into ? this.#words.collectionMoved(name, into.name) : this.#words.collectionMovedOut(name);
      this.#remember({ said, undo: () => this.#parts.collections.move(id, before) });
    });
  }

  removeCollection({ id, name }: Collection): Promise<unknown> {
    return this.#attempt(async () => {
      const { undo } = await this.#parts.collections.remove(id);
      const bringBack = async (): Promise<void> => {
        await this.#parts.pictures.undo(undo);
        await this.#parts.collections.reload();
      };
      this.#remember({ said: this.#words.collectionRemoved(name), undo: bringBack });
    });
  }

  renameTag(from: string, to: string): Promise<unknown> {
    return this.#attempt(async () => {
      const { undo } = await this.#parts.tags.rename(from, to);
      this.#remember({ said: this.#words.tagRenamed(from, to), undo: () => this.#parts.pictures.undo(undo) });
    });
  }

  get #words() {
    return this.#parts.language.of(railWords);
  }

  #attempt<T>(act: () => Promise<T>): Promise<T | undefined> {
    return this.#parts.notices.attempt(this.#parts.language, act());
  }
}
