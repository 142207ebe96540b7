import type { Bridge } from '../../shared/bridge.ts';
import type { BegunEdit, KeptDraft } from '../../shared/edit-draft.ts';
import { Failure } from '../../shared/failure.ts';

type Begun = Omit<BegunEdit, 'picture' | 'references'> & { readonly references: readonly string[] };

/** What is begun on pictures, on the disk: there again after a restart, and after a crash. */
export class KeptDrafts {
  readonly #edits: Pick<Bridge['edits'], 'keepDraft' | 'findDraft' | 'forgetDraft'>;
  readonly #failed: (failure: Failure) => void;
  #isFailing = false;

  /** `failed` hears once that nothing can be kept, until it can be again. */
  constructor(edits: Pick<Bridge['edits'], 'keepDraft' | 'findDraft' | 'forgetDraft'>, failed: (failure: Failure) => void) {
    this.#edits = edits;
    this.#failed = failed;
  }

  /** Throws a `Failure` when it can't be known. */
  find(picture: string): Promise<KeptDraft | null> {
    return this.#edits.findDraft(picture);
  }

  /** In the place of what was kept before. Where nothing is painted and nothing asked for, there is nothing to keep. */
  keep(picture: string, { prompt, count, mode, size, references, mask }: Begun): Promise<void> {
    if (mask === null && prompt.trim() === '') return this.forget(picture);
    return this.#try(() => this.#edits.keepDraft({ picture, prompt, count, mode, size, references: [...references], mask }));
  }

  forget(picture: string): Promise<void> {
    return this.#try(() => this.#edits.forgetDraft(picture));
  }

  /** Nobody who paints is told every few seconds. */
  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#isFailing = false;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (!this.#isFailing) this.#failed(error);
      this.#isFailing = true;
    }
  }
}
