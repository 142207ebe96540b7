import * as v from 'valibot';

import { Draft } from '../../shared/draft.ts';
import type { Shelf } from './shelf.ts';

/** What stood in the composer when the app was last open. */
export class DraftStore {
  readonly #shelf: Shelf;

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  /** The empty draft when there is none, or none that holds. */
  load(): Draft {
    const draft = v.safeParse(Draft, this.#shelf.get('draft'));
    return draft.success ? draft.output : v.parse(Draft, {});
  }

  save(draft: Draft): void {
    this.#shelf.set('draft', draft);
  }
}
