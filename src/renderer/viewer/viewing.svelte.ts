import { Failure, type FailureData } from '../../shared/failure.ts';
import type { Picture, PictureDetails } from '../../shared/picture.ts';
import type { Pictures } from '../pictures.svelte.ts';

/** The picture that is looked at: everything known about it, and its neighbours among those that the gallery shows. */
export class Viewing {
  readonly #pictures: Pictures;
  #id = $state('');
  #revision = -1;
  #details = $state.raw<PictureDetails | null>(null);
  #index = $state(-1);
  #failure = $state.raw<FailureData | null>(null);
  readonly previous: Picture | undefined = $derived(this.#neighbour(-1));
  readonly next: Picture | undefined = $derived(this.#neighbour(1));

  constructor(pictures: Pictures) {
    this.#pictures = pictures;
  }

  get id(): string {
    return this.#id;
  }

  get details(): PictureDetails | null {
    return this.#details;
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

  /** Shows a picture as it stands in a revision of the library. What was shown stays until the new is known. */
  async show(id: string, revision: number): Promise<void> {
    if (id === this.#id && revision === this.#revision) return;
    this.#id = id;
    this.#revision = revision;
    try {
      if (!this.#pictures.loaded) await this.#pictures.refresh();
      const [details, index] = await Promise.all([this.#pictures.details(id), this.#pictures.position(id)]);
      if (id !== this.#id) return;
      this.#details = details;
      this.#index = index;
      this.#failure = null;
      if (index >= 0) this.#pictures.need(Math.max(0, index - 2), Math.min(index + 3, this.#pictures.count));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (id === this.#id) this.#failure = error.toData();
    }
  }

  #neighbour(step: number): Picture | undefined {
    const index = this.#index + step;
    return this.#index < 0 || index < 0 ? undefined : this.#pictures.at(index);
  }
}
