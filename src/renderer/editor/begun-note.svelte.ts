import type { CanvasPort } from './canvas-port.ts';
import type { EditDraft } from './edit-memory.ts';
import type { EditSession } from './edit-session.svelte.ts';

/** What was begun in an earlier run of the app is there again; all but its mask is; or it was put away, and can be brought back. */
type Said = 'back' | 'back-without-mask' | 'begun-anew';

/** Says that something begun is there again, and begins anew if that isn't wanted. It is no news any more once something is painted. */
export class BegunNote {
  readonly #session: EditSession;
  readonly #canvas: Pick<CanvasPort, 'state' | 'settled'>;
  #last = $state.raw<{ readonly what: Said; readonly revision: number | null } | null>(null);
  #before: EditDraft | null = null;
  readonly said: Said | null = $derived.by(() => {
    const { what = null, revision = null } = this.#last ?? {};
    return revision === null || revision === this.#canvas.state?.revision ? what : null;
  });

  constructor(session: EditSession, canvas: Pick<CanvasPort, 'state' | 'settled'>) {
    this.#session = session;
    this.#canvas = canvas;
  }

  /** To be called when what was begun is on the canvas. */
  async show(): Promise<void> {
    const { found } = this.#session;
    if (found) await this.#say(found === 'whole' ? 'back' : 'back-without-mask');
  }

  async beginAnew(): Promise<void> {
    this.#before = await this.#session.beginAnew();
    await this.#say('begun-anew');
  }

  async bringBack(): Promise<void> {
    const before = this.#before;
    this.dismiss();
    if (before) await this.#session.takeUp(before);
  }

  dismiss(): void {
    this.#last = this.#before = null;
  }

  async #say(what: Said): Promise<void> {
    // Until all of it is there, anything that changes is still that.
    this.#last = { what, revision: null };
    await this.#session.painting.settled();
    if (this.#last.what === what) this.#last = { what, revision: this.#canvas.state?.revision ?? null };
  }
}
