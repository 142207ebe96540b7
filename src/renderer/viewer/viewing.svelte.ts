import { Failure, type FailureData } from '../../shared/failure.ts';
import type { Picture, PictureDetails, PictureFamily } from '../../shared/picture.ts';
import type { Pictures } from '../pictures.svelte.ts';

/** So many beside the one that is shown are known, so that holding an arrow key doesn't have to wait. */
const reach = 4;

const noFamily: PictureFamily = { parents: [], children: [], siblings: [] };

interface Known {
  readonly details: PictureDetails;
  readonly family: PictureFamily;
}

/** The picture that is looked at: everything known about it, and its neighbours among those that the gallery shows. */
export class Viewing {
  readonly #pictures: Pictures;
  #id = $state('');
  #revision = -1;
  #known = $state.raw<Known | null>(null);
  #index = $state(-1);
  #failure = $state.raw<FailureData | null>(null);
  /** The place of a picture that was turned to before its facts had arrived. */
  #awaited = $state(-1);
  /** What was shown before stays until the new is known. */
  readonly picture: Picture | null = $derived.by(() => this.details ?? this.#facts() ?? this.#known?.details ?? null);
  readonly previous: Picture | undefined = $derived(this.#neighbour(-1));
  readonly next: Picture | undefined = $derived(this.#neighbour(1));
  /** Arrived meanwhile. */
  readonly awaited: Picture | undefined = $derived.by(() => (this.#awaited < 0 ? undefined : this.#pictures.at(this.#awaited)));

  constructor(pictures: Pictures) {
    this.#pictures = pictures;
  }

  get id(): string {
    return this.#id;
  }

  /** Of the picture that is shown; null until they are there. */
  get details(): PictureDetails | null {
    return this.#known?.details.id === this.#id ? this.#known.details : null;
  }

  get family(): PictureFamily {
    return this.details && this.#known ? this.#known.family : noFamily;
  }

  /** What is known of the picture, or for a moment still of the one before: nothing blinks on the way from one to the next. */
  get known(): Known | null {
    return this.#known;
  }

  /** Its place among those shown, or -1 when it isn't one of them. */
  get index(): number {
    return this.#index;
  }

  get count(): number {
    return this.#pictures.count;
  }

  get failure(): FailureData | null {
    return this.#failure;
  }

  get hasPrevious(): boolean {
    return this.#index > 0;
  }

  get hasNext(): boolean {
    return this.#index >= 0 && this.#index + 1 < this.count;
  }

  /** Those near it in the gallery, itself among them. */
  get around(): readonly Picture[] {
    const places = Array.from({ length: 2 * reach + 1 }, (_, step) => this.#index - reach + step);
    return this.#index < 0 ? [] : places.flatMap((place) => (place < 0 ? [] : (this.#pictures.at(place) ?? [])));
  }

  /** Shows a picture as it stands in a revision of the library. */
  async show(id: string, revision: number): Promise<void> {
    if (id === this.#id && revision === this.#revision) return;
    this.#revision = revision;
    if (id !== this.#id) {
      this.#id = id;
      this.#awaited = -1;
      this.#stand(this.#pictures.indexOf(id));
    }
    try {
      await this.#pictures.load();
      await Promise.all([this.#find(id), this.#learn(id)]);
      if (id === this.#id) this.#failure = null;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (id === this.#id) this.#failure = error.toData();
    }
  }

  /** The picture that many places on, or undefined when there is none or it has yet to arrive, as `awaited`. */
  turn(step: number): Picture | undefined {
    const place = this.#index + step;
    if (this.#index < 0 || place < 0 || place >= this.count) return undefined;
    const picture = this.#pictures.at(place);
    if (!picture) {
      this.#awaited = place;
      this.#pictures.need(place - reach, place + reach + 1);
    }
    return picture;
  }

  async #find(id: string): Promise<void> {
    const index = await this.#pictures.position(id);
    if (id === this.#id) this.#stand(index);
  }

  async #learn(id: string): Promise<void> {
    const [details, family] = await Promise.all([this.#pictures.details(id), this.#pictures.family(id)]);
    // The person has gone on meanwhile.
    if (id !== this.#id) return;
    this.#known = { details, family };
  }

  #stand(index: number): void {
    this.#index = index;
    if (index >= 0) this.#pictures.need(Math.max(0, index - reach), Math.min(index + reach + 1, this.count));
  }

  /** What the grid knows of it. */
  #facts(): Picture | undefined {
    const picture = this.#pictures.at(this.#index);
    return picture?.id === this.#id ? picture : undefined;
  }

  #neighbour(step: number): Picture | undefined {
    const place = this.#index + step;
    return this.#index < 0 || place < 0 ? undefined : this.#pictures.at(place);
  }
}
