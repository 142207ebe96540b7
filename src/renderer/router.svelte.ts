import type { Batch } from './gallery/curate/curation.svelte.ts';

export const screens = ['create', 'gallery', 'activity', 'settings'] as const;
export type Screen = (typeof screens)[number];

/**
 * A picture of the library to be edited; or a finished job whose answers are to be laid over their original, the first of them first
 * unless another one is named.
 */
export type EditTarget =
  { readonly what: 'picture'; readonly id: string } | { readonly what: 'answers'; readonly job: string; readonly answer?: string };

/** As many as can be told apart beside each other. */
export const comparedMost = 4;

/** Where the person is: one screen, and above it a picture that was opened, or several that are compared. */
export class Router {
  #screen = $state<Screen>('create');
  #picture = $state<string | null>(null);
  #compared = $state.raw<readonly string[]>([]);
  #curated = $state.raw<Batch | null>(null);
  #edited = $state.raw<EditTarget | null>(null);

  get screen(): Screen {
    return this.#screen;
  }

  /** The picture that the viewer shows, or null when it is closed. */
  get picture(): string | null {
    return this.#picture;
  }

  /** The two to four pictures that are compared, or none. */
  get compared(): readonly string[] {
    return this.#compared;
  }

  /** Whether something lies above the screen. */
  get isCovered(): boolean {
    return this.#picture !== null || this.#compared.length > 0 || this.#curated !== null || this.#edited !== null;
  }

  go(screen: Screen): void {
    this.#screen = screen;
    this.#picture = null;
    this.#compared = [];
    this.#curated = null;
    this.#edited = null;
  }

  openPicture(id: string): void {
    this.#picture = id;
  }

  closePicture(): void {
    this.#picture = null;
  }

  /** Lays two to four pictures beside each other; above the viewer when one is open. */
  compare(ids: readonly string[]): void {
    const different = ids.filter((id, place) => ids.indexOf(id) === place).slice(0, comparedMost);
    if (different.length > 1) this.#compared = different;
  }

  endComparison(): void {
    this.#compared = [];
  }

  /** The pictures that are gone through one by one, or null. */
  get curated(): Batch | null {
    return this.#curated;
  }

  /** Goes through pictures one by one, above everything else. */
  curate(batch: Batch): void {
    if (batch.rows.length > 0) this.#curated = batch;
  }

  endCuration(): void {
    this.#curated = null;
  }

  /** What is in the editor, or null. */
  get edited(): EditTarget | null {
    return this.#edited;
  }

  /** Opens the editor above everything else; what lay there is there again when it is closed. */
  edit(target: EditTarget): void {
    this.#edited = target;
  }

  endEditing(): void {
    this.#edited = null;
  }
}
