import type { LibraryFacts } from '../../shared/library.ts';
import type { PictureQuery } from '../../shared/picture.ts';
import { Reloading } from '../reloading.ts';
import type { Studio } from '../studio.ts';
import { dayOf } from './day-name.ts';
import { chipsOf, filterCount, unfiltered } from './filters/chips.ts';
import { FilterChoices } from './filters/filter-choices.svelte.ts';
import type { FilterOptions } from './filters/filter-options.ts';
import { filterWords } from './filters/words.ts';
import { placeName } from './place-name.ts';
import { placeOf, queryOf, type Place } from './place.ts';
import { branchesOf } from './rail/collection-tree.ts';
import { railWords } from './rail/words.ts';
import { galleryWords } from './words.ts';

type Parts = Pick<Studio, 'bridge' | 'pictures' | 'collections' | 'searches' | 'tags' | 'library' | 'clock' | 'language'>;

/** Which of the pictures the person looks at, and what there is to choose from. */
export class Browsing {
  readonly #parts: Parts;
  /** Others are shown: what was selected among those before means nothing now. */
  readonly #left: () => void;
  readonly #choices: FilterChoices;
  readonly #reloading = new Reloading(() => this.#reload());
  #facts = $state.raw<LibraryFacts | null>(null);
  readonly today: number = $derived.by(() => dayOf(this.#parts.clock.now));
  readonly place: Place = $derived.by(() => placeOf(this.query, this.#parts.searches.all, this.today));
  readonly chips = $derived.by(() => chipsOf(this.query, this.#naming()));

  constructor(parts: Parts, left: () => void) {
    this.#parts = parts;
    this.#left = left;
    this.#choices = new FilterChoices(parts.bridge.pictures);
  }

  get query(): PictureQuery {
    return this.#parts.pictures.query;
  }

  get inTrash(): boolean {
    return this.query.trashed;
  }

  get facts(): LibraryFacts | null {
    return this.#facts;
  }

  /** Whether less is asked for than everything in the library, or everything in the trash. */
  get isPart(): boolean {
    return this.query.text.trim() !== '' || filterCount(this.query) > 0;
  }

  get title(): string {
    const { language, collections } = this.#parts;
    return placeName(this.place, collections, { ...language.of(railWords), gallery: language.of(galleryWords).gallery });
  }

  /** How many pictures are shown, in words. */
  get said(): string {
    const { pictures, language } = this.#parts;
    const [t, { format }] = [language.of(galleryWords), language];
    if (!pictures.loaded) return '';
    const total = Math.max(pictures.count, (this.inTrash ? this.#facts?.trashed : this.#facts?.pictures) ?? 0);
    if (this.isPart) return t.found(format.number(pictures.count), format.number(total));
    // An empty library says so in the middle of the screen.
    return pictures.count === 0 ? '' : t.count(pictures.count, format.number(pictures.count));
  }

  /** A name for what is asked for: its words and filters, as they are shown. */
  get suggestion(): string {
    return [this.query.text.trim(), ...this.chips.map(({ label }) => label)].filter(Boolean).join(', ').slice(0, 100);
  }

  get options(): FilterOptions {
    const { collections, tags, language } = this.#parts;
    const branches = branchesOf(collections.all, language.current);
    const { models } = this.#choices;
    return { models, tags: tags.all, collections: branches, years: this.#choices.years(this.today), today: this.today };
  }

  readonly find = (query: PictureQuery): void => {
    this.#left();
    this.#choices.see(this.#parts.pictures.shown.days);
    void this.#parts.pictures.search(query);
  };

  readonly search = (text: string): void => this.find({ ...this.query, text });

  readonly go = (place: Place): void => this.find(queryOf(place, this.today));

  readonly clearFilters = (): void => this.find(unfiltered(this.query));

  readonly toggleTag = (tag: string): void => {
    const { tags } = this.query;
    this.find({ ...this.query, tags: tags.includes(tag) ? tags.filter((other) => other !== tag) : [...tags, tag] });
  };

  /** Asks anew for what stands around the pictures. */
  reload(): Promise<void> {
    return this.#reloading.run();
  }

  /** When the library can't be read the pictures themselves say why. */
  async #reload(): Promise<void> {
    const { collections, searches, tags, library } = this.#parts;
    const facts = library.facts().then((found) => (this.#facts = found));
    await Promise.allSettled([collections.reload(), searches.reload(), tags.reload(), this.#choices.reload(), facts]);
  }

  #naming(): Parameters<typeof chipsOf>[1] {
    const { language, collections } = this.#parts;
    const collectionName = (id: string): string | undefined => collections.find(id)?.name;
    return { words: language.of(filterWords), language: language.current, format: language.format, today: this.today, collectionName };
  }
}
