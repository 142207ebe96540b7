import type { Bridge } from '../shared/bridge.ts';
import { Failure } from '../shared/failure.ts';
import {
  everyPicture,
  type Changed,
  type Picture,
  type PictureChange,
  type PictureDetails,
  type PictureFamily,
  type PictureMatches,
  type PictureOutline,
  type PictureQuery,
  type PictureSet,
} from '../shared/picture.ts';
import { Facts, type Moment } from './gallery/facts.ts';
import { nothingShown, pick, placesOf, type Shown } from './gallery/shown.ts';

/** Asked for before a query's answer is shown, so that the first screen is painted in one go. */
const firstScreen = 60;
const fewest = 24;

/** What the gallery shows of the library at one moment. */
interface View {
  readonly query: PictureQuery;
  readonly outline: PictureOutline | null;
  readonly matches: PictureMatches | null;
  readonly shown: Shown;
}

/** The pictures that a query finds, newest first. Holds the shapes of all of them, and facts only of those near the window. */
export class Pictures {
  readonly #bridge: Bridge['pictures'];
  readonly #facts: Facts;
  #query = $state.raw<PictureQuery>(everyPicture);
  #view = $state.raw<View>({ query: everyPicture, outline: null, matches: null, shown: nothingShown });
  /** Derived, so that a mark that changed doesn't have everything laid out anew. */
  readonly shown: Shown = $derived(this.#view.shown);
  readonly #places: Int32Array = $derived(placesOf(this.shown));
  /** Counts the arrivals of facts: the cache itself is too large to be watched. */
  #arrivals = $state(0);
  #loaded = $state(false);
  #failure = $state.raw<Failure | null>(null);
  #wanted: readonly [first: number, end: number] = [0, firstScreen];
  #isStale = false;
  #refreshing: Promise<void> | null = null;

  constructor(bridge: Bridge['pictures']) {
    this.#bridge = bridge;
    this.#facts = new Facts(bridge, () => (this.#arrivals += 1));
  }

  /** What was asked for; the pictures follow a moment later. */
  get query(): PictureQuery {
    return this.#query;
  }

  /** What the pictures shown were found with. */
  get shownQuery(): PictureQuery {
    return this.#view.query;
  }

  /** Rows of another one mean nothing. */
  get generation(): string {
    return this.#view.outline?.generation ?? '';
  }

  get count(): number {
    return this.shown.rows.length;
  }

  /** The library's revision that is shown: what was asked for apart from this is to be asked for anew when it changes. */
  get revision(): number {
    return this.#view.matches?.revision ?? -1;
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
    return this.ofRow(this.rowAt(index));
  }

  ofRow(row: number): Picture | undefined {
    return this.#arrivals < 0 ? undefined : this.#facts.get(row);
  }

  /** Its row in the index, or -1 beyond the last. */
  rowAt(index: number): number {
    return this.shown.rows[index] ?? -1;
  }

  /** Where a row stands among those shown, or -1. */
  indexOfRow(row: number): number {
    return this.#places[row] ?? -1;
  }

  /** Where a picture stands among those shown, or -1 also when its facts aren't here. */
  indexOf(id: string): number {
    return this.#arrivals < 0 ? -1 : this.indexOfRow(this.#facts.rowOf(id) ?? -1);
  }

  /** Where a picture stands among all those shown, or -1. */
  async position(id: string): Promise<number> {
    const row = this.#facts.rowOf(id) ?? (await this.#bridge.rowOf(id));
    return row === null ? -1 : this.indexOfRow(row);
  }

  listen(): () => void {
    return this.#bridge.changed(() => void this.refresh());
  }

  /** Asks for other pictures. One question is under way at a time, and the newest is the one that is answered. */
  search(query: PictureQuery): Promise<void> {
    this.#query = query;
    // About as many as there is room for.
    const [first, end] = this.#wanted;
    this.#wanted = [0, Math.max(fewest, Math.min(firstScreen, end - first))];
    return this.refresh();
  }

  /** Asks unless it has been asked already. */
  async load(): Promise<void> {
    if (!this.#loaded || this.#failure) await (this.#refreshing ?? this.refresh());
  }

  /** Asks anew, once more when the library changes meanwhile. What is shown stays until the new is whole. */
  refresh(): Promise<void> {
    this.#isStale = true;
    this.#refreshing ??= this.#refreshWhileStale();
    return this.#refreshing;
  }

  /** Sees to it that the facts of these pictures arrive: [first, end). */
  need(first: number, end: number): void {
    this.#wanted = [first, end];
    const moment = { generation: this.#view.outline?.generation ?? '', revision: this.revision };
    void this.#fetch(this.shown, this.#wanted, moment).catch((error: unknown) => this.#fail(error));
  }

  /** Pictures by their rows, for a change of any number of them. */
  setOf(rows: Int32Array<ArrayBuffer>): PictureSet {
    return { generation: this.#view.outline?.generation ?? '', rows };
  }

  details(id: string): Promise<PictureDetails> {
    return this.#bridge.details(id);
  }

  family(id: string): Promise<PictureFamily> {
    return this.#bridge.family(id);
  }

  change(of: PictureSet, change: PictureChange): Promise<Changed> {
    return this.#bridge.change({ of, change });
  }

  moveToTrash(of: PictureSet): Promise<Changed> {
    return this.#bridge.moveToTrash(of);
  }

  restore(of: PictureSet): Promise<Changed> {
    return this.#bridge.restore(of);
  }

  /** Of what is in the trash; answers with how many. */
  deleteForever(of: PictureSet): Promise<number> {
    return this.#bridge.deleteForever(of);
  }

  /** Takes a change back by the name that it was given. */
  undo(name: string): Promise<void> {
    return this.#bridge.undo(name);
  }

  copy(id: string): Promise<void> {
    return this.#bridge.copy(id);
  }

  showInFolder(id: string): Promise<void> {
    return this.#bridge.showInFolder(id);
  }

  /** Begins to drag files out of the window. */
  startDrag(ids: readonly string[]): Promise<void> {
    return this.#bridge.startDrag([...ids]);
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
      this.#fail(error);
    }
    this.#loaded = true;
  }

  async #load(query: PictureQuery): Promise<void> {
    const [matches, outline] = await this.#answer(query, this.#view.outline);
    // A newer question is on its way: its answer is the one to show.
    if (query !== this.#query) return;
    if (outline.generation !== this.#view.outline?.generation) this.#facts.clear();
    const shown = this.#isSame(outline, matches) ? this.#view.shown : pick(outline, matches);
    await this.#fetch(shown, this.#wanted, matches);
    if (query === this.#query) this.#view = { query, outline, matches, shown };
  }

  /** A query's answer with the outline that it is for. Between the two questions the library may have changed. */
  async #answer(query: PictureQuery, known: PictureOutline | null): Promise<[PictureMatches, PictureOutline]> {
    let [matches, outline] = await Promise.all([this.#bridge.matching(query), known ?? this.#bridge.outline()]);
    while (matches.generation !== outline.generation || matches.order !== outline.order) {
      outline = await this.#bridge.outline();
      matches = await this.#bridge.matching(query);
    }
    return [matches, outline];
  }

  #isSame(outline: PictureOutline, { count, bits }: PictureMatches): boolean {
    const before = this.#view.matches;
    return outline === this.#view.outline && count === before?.count && bits.every((byte, place) => byte === before.bits[place]);
  }

  #fetch({ rows }: Shown, [first, end]: readonly [number, number], moment: Moment): Promise<void> {
    return this.#facts.fetch(rows.subarray(Math.max(0, first), end), moment);
  }

  #fail(error: unknown): void {
    if (!(error instanceof Failure)) throw error;
    this.#failure = error;
  }
}
