import { SvelteMap, SvelteSet } from 'svelte/reactivity';

import type { Bridge } from '../../../shared/bridge.ts';
import { everyPicture, type Picture, type PictureChange, type PictureFlag } from '../../../shared/picture.ts';
import { hasRow } from '../organise/coverage.ts';

type Pictures = Pick<Bridge['pictures'], 'facts' | 'matching' | 'change' | 'undo'>;

/** The pictures to go through. */
export interface Batch {
  readonly generation: string;
  readonly rows: Int32Array<ArrayBuffer>;
}

/** One mark that was set, and how it is taken back. */
export interface Marked {
  readonly place: number;
  readonly undo: () => Promise<void>;
}

/** Facts are fetched for these many before and after the picture that is shown. */
const nearby = 20;

/** Goes through a batch of pictures, one after the other, and remembers what was decided. What is decided is shown at once and written after. */
export class Curation {
  readonly #pictures: Pictures;
  readonly #batch: Batch;
  #index = $state(0);
  #isOver = $state(false);
  readonly #facts = new SvelteMap<number, Picture>();
  /** By place in the batch. */
  #flags = $state.raw<readonly PictureFlag[]>([]);
  /** Those that were marked here: what the library said earlier doesn't count for them. */
  readonly #marked = new SvelteSet<number>();
  /** Marks go to the library in the order in which they were set. */
  #last: Promise<unknown> = Promise.resolve();
  readonly picture: Picture | undefined = $derived(this.at(this.#index));
  readonly picked = $derived(this.#flags.filter((flag) => flag === 'picked').length);
  readonly rejected = $derived(this.#flags.filter((flag) => flag === 'rejected').length);

  constructor(pictures: Pictures, batch: Batch) {
    this.#pictures = pictures;
    this.#batch = batch;
    this.#flags = Array.from(batch.rows, () => 'none');
  }

  get count(): number {
    return this.#batch.rows.length;
  }

  get index(): number {
    return this.#index;
  }

  get undecided(): number {
    return this.count - this.picked - this.rejected;
  }

  /** Whether the last one was passed: what now? */
  get isOver(): boolean {
    return this.#isOver;
  }

  at(place: number): Picture | undefined {
    const picture = this.#facts.get(this.#batch.rows[place] ?? -1);
    return picture && { ...picture, flag: this.flagAt(place) };
  }

  flagAt(place: number): PictureFlag {
    return this.#flags[place] ?? 'none';
  }

  /** Fetches what is known of the batch so far. */
  async begin(): Promise<void> {
    const flags = (['picked', 'rejected'] as const).map((flag) => this.#pictures.matching({ ...everyPicture, flag }));
    const [[picked, rejected]] = await Promise.all([Promise.all(flags), this.#fetchNearby()]);
    if (!picked || !rejected) return;
    this.#flags = Array.from(this.#batch.rows, (row, place) => {
      if (this.#marked.has(place)) return this.flagAt(place);
      return hasRow(picked.bits, row) ? 'picked' : hasRow(rejected.bits, row) ? 'rejected' : 'none';
    });
  }

  async go(place: number): Promise<void> {
    this.#isOver = place >= this.count;
    this.#index = Math.max(0, Math.min(place, this.count - 1));
    await this.#fetchNearby();
  }

  next(): Promise<void> {
    return this.go(this.#index + 1);
  }

  previous(): Promise<void> {
    return this.go(this.#isOver ? this.count - 1 : this.#index - 1);
  }

  finish(): void {
    this.#isOver = true;
  }

  /** The first that is neither picked nor rejected. */
  goToUndecided(): Promise<void> {
    return this.go(Math.max(0, this.#flags.indexOf('none')));
  }

  /** Marks the picture that is shown. Undefined when its facts aren't here yet, so that nobody decides on what they don't see. */
  mark(change: Pick<PictureChange, 'favourite' | 'rating' | 'flag'>): Promise<Marked> | undefined {
    const [place, picture] = [this.#index, this.picture];
    if (!picture || this.#isOver) return undefined;
    this.#marked.add(place);
    this.#show(place, { ...picture, ...change });
    const marking = this.#last.then(() => this.#pictures.change({ of: { ids: [picture.id] }, change }));
    this.#last = marking.catch(() => this.#show(place, picture));
    return marking.then(({ undo }) => ({ place, undo: () => this.#undo(place, picture, undo) }));
  }

  /** The rows that were flagged so, or that weren't, once every mark is written. */
  async rowsBy(wanted: (flag: PictureFlag) => boolean): Promise<Int32Array<ArrayBuffer>> {
    await this.#last;
    return this.#batch.rows.filter((_, place) => wanted(this.flagAt(place)));
  }

  async #undo(place: number, before: Picture, name: string): Promise<void> {
    await this.#pictures.undo(name);
    this.#show(place, before);
    await this.go(place);
  }

  #show(place: number, picture: Picture): void {
    this.#facts.set(picture.row, picture);
    this.#flags = this.#flags.with(place, picture.flag);
  }

  async #fetchNearby(): Promise<void> {
    const { generation, rows } = this.#batch;
    const unknown = rows.slice(Math.max(0, this.#index - nearby), this.#index + nearby).filter((row) => !this.#facts.has(row));
    if (unknown.length === 0) return;
    const pictures = await this.#pictures.facts({ generation, rows: unknown });
    for (const picture of pictures) if (!this.#facts.has(picture.row)) this.#facts.set(picture.row, picture);
  }
}
