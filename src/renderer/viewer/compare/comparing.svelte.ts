import { Failure } from '../../../shared/failure.ts';
import type { PictureDetails } from '../../../shared/picture.ts';
import type { Pictures } from '../../pictures.svelte.ts';
import { LinkedSight, Zooming } from '../zooming.svelte.ts';

/** Beside each other, one over the other with a line that is moved, or one after the other in the same place. */
export const ways = ['side', 'slider', 'blink'] as const;
export type Way = (typeof ways)[number];

/** Two to four pictures that are looked at together: each zooms and moves with the others. */
export class Comparing {
  readonly #pictures: Pick<Pictures, 'details'>;
  readonly #sight = new LinkedSight();
  #zoomings: readonly { readonly id: string; readonly zooming: Zooming }[] = [];
  #ids: readonly string[] = [];
  #revision = -1;
  #all = $state.raw<readonly PictureDetails[]>([]);
  #loaded = $state(false);
  #activeId = $state('');
  #wanted = $state<Way>('side');
  /** The one that keys rate, pick and reject. */
  readonly active: PictureDetails | undefined = $derived.by(() => this.#all.find(({ id }) => id === this.#activeId) ?? this.#all[0]);
  /** With more than two there is only one way. */
  readonly way: Way = $derived.by(() => (this.isPair ? this.#wanted : 'side'));

  constructor(pictures: Pick<Pictures, 'details'>) {
    this.#pictures = pictures;
  }

  get all(): readonly PictureDetails[] {
    return this.#all;
  }

  get loaded(): boolean {
    return this.#loaded;
  }

  get isPair(): boolean {
    return this.#all.length === 2;
  }

  /** Shows those of them that a revision of the library holds, in that order. */
  async show(ids: readonly string[], revision: number): Promise<void> {
    if (ids === this.#ids && revision === this.#revision) return;
    this.#ids = ids;
    this.#revision = revision;
    const found = (await Promise.all(ids.map((id) => this.#find(id)))).filter((details) => details !== null);
    // Others were chosen meanwhile.
    if (ids !== this.#ids) return;
    const added = found.filter(({ id }) => !this.#zoomings.some((known) => known.id === id));
    this.#zoomings = [...this.#zoomings, ...added.map((details) => ({ id: details.id, zooming: this.#zoomingOf(details) }))];
    this.#all = found;
    this.#loaded = true;
  }

  zooming(id: string): Zooming {
    const known = this.#zoomings.find((other) => other.id === id);
    if (!known) throw new Error('Not one of those that are compared');
    return known.zooming;
  }

  activate(id: string): void {
    this.#activeId = id;
  }

  /** To the one beside it, round and round. */
  activateNext(step: 1 | -1): void {
    const place = this.#all.findIndex(({ id }) => id === this.active?.id);
    this.#activeId = this.#all.at((place + step) % this.#all.length)?.id ?? '';
  }

  /** Before it is known how many there are, it is remembered. */
  choose(way: Way): boolean {
    if (way !== 'side' && this.#loaded && !this.isPair) return false;
    this.#wanted = way;
    return true;
  }

  async #find(id: string): Promise<PictureDetails | null> {
    try {
      return await this.#pictures.details(id);
    } catch (error) {
      // Deleted for good meanwhile: the others are compared all the same.
      if (error instanceof Failure && error.code === 'not-found') return null;
      throw error;
    }
  }

  #zoomingOf({ widthPx, heightPx }: PictureDetails): Zooming {
    return new Zooming(() => ({ width: widthPx, height: heightPx }), this.#sight, { growsToFit: true });
  }
}
