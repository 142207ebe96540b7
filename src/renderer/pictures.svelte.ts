import type { Bridge } from '../shared/bridge.ts';
import { Failure } from '../shared/failure.ts';
import type { Picture, PictureDetails, PictureOutline, PictureQuery } from '../shared/picture.ts';
import { FactPages, pageLength, pageOf } from './gallery/fact-pages.ts';

/** As many as the bridge gives at once. */
const sliceMaxLength = 500;

/** A picture's place before and after the library changed; -1 when it is no longer there. */
export type Move = readonly [was: number, is: number];

/** What the gallery shows of the library at one moment: shapes and days of all pictures, facts of those that were asked for. */
interface View {
  readonly query: PictureQuery;
  readonly outline: PictureOutline;
  readonly pages: FactPages;
  /** What became of the followed pictures since the view before. */
  readonly moves: readonly Move[];
}

const everything: PictureQuery = { text: '', favouritesOnly: false };
const nothing: PictureOutline = { revision: -1, ratios: new Float32Array(), days: new Int32Array() };

/** The pictures that a query finds, newest first. Holds shapes for all of them and facts only for a window. */
export class Pictures {
  readonly #bridge: Bridge['pictures'];
  #query = $state.raw<PictureQuery>(everything);
  #view = $state.raw<View>({ query: everything, outline: nothing, pages: new FactPages(), moves: [] });
  /** Derived, so that facts that arrive don't have everything laid out anew. */
  readonly outline: PictureOutline = $derived(this.#view.outline);
  #loaded = $state(false);
  #failure = $state.raw<Failure | null>(null);
  /** The pages near the viewport, and the pictures that must not jump when others come or go. */
  #wanted: readonly number[] = [0];
  #followed: readonly number[] = [];
  #asked: readonly number[] = [];
  #lastTrashed: readonly string[] = [];
  #isStale = false;
  #refreshing: Promise<void> | null = null;

  constructor(bridge: Bridge['pictures']) {
    this.#bridge = bridge;
  }

  /** What was asked for; the pictures follow a moment later. */
  get query(): PictureQuery {
    return this.#query;
  }

  /** What the pictures shown were found with. */
  get shownQuery(): PictureQuery {
    return this.#view.query;
  }

  /** Where the followed pictures went with the last change. */
  get moves(): readonly Move[] {
    return this.#view.moves;
  }

  get count(): number {
    return this.outline.ratios.length;
  }

  /** Whether the library has been asked at all: before that, nothing is known to be empty. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** Why the library couldn't be read. */
  get failure(): Failure | null {
    return this.#failure;
  }

  /** The facts of a picture, or undefined until they are there. Ask for them with `need`. */
  at(index: number): Picture | undefined {
    return this.#view.pages.at(index);
  }

  listen(): () => void {
    return this.#bridge.changed(() => void this.refresh());
  }

  search(query: PictureQuery): Promise<void> {
    const { text, favouritesOnly } = this.#query;
    if (query.text === text && query.favouritesOnly === favouritesOnly && this.#loaded) return Promise.resolve();
    this.#query = query;
    this.#wanted = [0];
    this.#followed = [];
    return this.refresh();
  }

  /** Fetches everything anew, once more when the library changes meanwhile. What is shown stays until the new is whole. */
  refresh(): Promise<void> {
    this.#isStale = true;
    this.#refreshing ??= this.#refreshWhileStale();
    return this.#refreshing;
  }

  /** Sees to it that the facts of these pictures arrive: [first, end). */
  need(first: number, end: number): void {
    const last = pageOf(Math.max(first, Math.min(end, this.count) - 1));
    this.#wanted = Array.from({ length: last - pageOf(first) + 1 }, (_, step) => pageOf(first) + step);
    for (const page of this.#wanted) if (!this.#view.pages.has(page)) void this.#fetch(page);
  }

  /** Pictures whose place has to be known when others come or go: what the person looks at, and where the focus is. */
  follow(indexes: readonly number[]): void {
    this.#followed = indexes;
  }

  /** The ids from one picture to another, both included, however many. */
  async idsBetween(first: number, last: number): Promise<readonly string[]> {
    const query = this.#view.query;
    const ids: string[] = [];
    for (let offset = first; offset <= last; offset += sliceMaxLength) {
      const limit = Math.min(sliceMaxLength, last + 1 - offset);
      ids.push(...(await this.#bridge.slice({ query, offset, limit })).map(({ id }) => id));
    }
    return ids;
  }

  /** Where a picture stands among those whose facts are here, or -1. */
  indexOf(id: string): number {
    return this.#view.pages.indexOf(id);
  }

  /** Where a picture stands among all those shown, or -1. */
  position(id: string): Promise<number> {
    return this.#bridge.position({ query: this.#view.query, id });
  }

  /** How many pictures the whole library holds, and the newest of them. */
  async summary(): Promise<{ readonly count: number; readonly id: string | null }> {
    const [outline, [newest]] = await Promise.all([
      this.#bridge.outline(everything),
      this.#bridge.slice({ query: everything, offset: 0, limit: 1 }),
    ]);
    return { count: outline.ratios.length, id: newest?.id ?? null };
  }

  details(id: string): Promise<PictureDetails> {
    return this.#bridge.details(id);
  }

  setFavourite(ids: readonly string[], favourite: boolean): Promise<void> {
    return this.#bridge.setFavourite({ ids: [...ids], favourite });
  }

  /** What was last moved to the trash and not brought back. */
  get lastTrashed(): readonly string[] {
    return this.#lastTrashed;
  }

  async moveToTrash(ids: readonly string[]): Promise<void> {
    await this.#bridge.moveToTrash([...ids]);
    this.#lastTrashed = ids;
  }

  async restore(ids: readonly string[]): Promise<void> {
    await this.#bridge.restore([...ids]);
    if (this.#lastTrashed === ids) this.#lastTrashed = [];
  }

  copy(id: string): Promise<void> {
    return this.#bridge.copy(id);
  }

  /** How many were written, or null when the person changed their mind. */
  export(ids: readonly string[]): Promise<number | null> {
    return this.#bridge.export([...ids]);
  }

  showInFolder(id: string): Promise<void> {
    return this.#bridge.showInFolder(id);
  }

  async #refreshWhileStale(): Promise<void> {
    try {
      while (this.#isStale) await this.#refreshOnce();
    } finally {
      // At once, not a moment later: whoever asks next must not be told to wait for what is over.
      this.#refreshing = null;
    }
  }

  async #refreshOnce(): Promise<void> {
    this.#isStale = false;
    try {
      await this.#load(this.#query);
      this.#failure = null;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#failure = error;
    }
    this.#loaded = true;
  }

  async #load(query: PictureQuery): Promise<void> {
    const followed = this.#followed.flatMap((index) => this.at(index) ?? []).map(({ id }) => id);
    const before = followed.map((id) => this.#view.pages.indexOf(id));
    const wanted = this.#wanted;
    const [outline, positions, pages] = await Promise.all([
      this.#bridge.outline(query),
      Promise.all(followed.map((id) => this.#bridge.position({ query, id }))),
      Promise.all(wanted.map((page) => this.#slice(query, page))),
    ]);
    // A newer question is on its way: its answer is the one to show.
    if (query !== this.#query) return;
    this.#asked = [];
    const moves = before.map((index, place): Move => [index, positions[place] ?? -1]);
    this.#followed = positions.filter((index) => index >= 0);
    this.#view = { query, outline, moves, pages: new FactPages(wanted.map((page, place) => [page, pages[place] ?? []])) };
    for (const page of this.#wanted) if (!this.#view.pages.has(page)) void this.#fetch(page);
  }

  async #fetch(page: number): Promise<void> {
    if (this.#asked.includes(page)) return;
    this.#asked = [...this.#asked, page];
    const { query, outline } = this.#view;
    try {
      const pictures = await this.#slice(query, page);
      // An answer from before a refresh would put facts beside other pictures' shapes.
      if (this.#view.outline !== outline) return;
      this.#view = { ...this.#view, moves: [], pages: this.#view.pages.with(page, pictures, this.#wanted) };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#failure = error;
    } finally {
      if (this.#view.outline === outline) this.#asked = this.#asked.filter((other) => other !== page);
    }
  }

  #slice(query: PictureQuery, page: number): Promise<readonly Picture[]> {
    return this.#bridge.slice({ query, offset: page * pageLength, limit: pageLength });
  }
}
