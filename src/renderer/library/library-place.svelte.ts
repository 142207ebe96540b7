import { Failure } from '../../shared/failure.ts';
import type { KnownLibrary, LibraryFacts } from '../../shared/library.ts';
import type { LibraryStore } from './library-store.svelte.ts';

/** The library that is open, in figures, and those that were open before. */
export class LibraryPlace {
  readonly #library: Pick<LibraryStore, 'facts' | 'known'>;
  #facts = $state.raw<LibraryFacts | null>(null);
  #known = $state.raw<readonly KnownLibrary[]>([]);
  #asked = 0;

  constructor(library: Pick<LibraryStore, 'facts' | 'known'>) {
    this.#library = library;
  }

  /** Null while nothing is known: before the first answer, and while the folder can't be used. */
  get facts(): LibraryFacts | null {
    return this.#facts;
  }

  get known(): readonly KnownLibrary[] {
    return this.#known;
  }

  /** Asks anew. Of several questions under way only the last one's answer counts. */
  async refresh(): Promise<void> {
    const asked = (this.#asked += 1);
    const [facts, known] = await Promise.all([this.#library.facts().catch(noneWithoutLibrary), this.#library.known()]);
    if (asked !== this.#asked) return;
    this.#facts = facts;
    this.#known = known;
  }
}

function noneWithoutLibrary(error: unknown): null {
  if (error instanceof Failure) return null;
  throw error;
}
