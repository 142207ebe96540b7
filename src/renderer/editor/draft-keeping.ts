import type { CanvasPort } from './canvas-port.ts';
import type { PackedMask } from './canvas/messages.ts';
import type { EditSession } from './edit-session.svelte.ts';
import { isEmpty } from './engine/geometry.ts';
import type { KeptDrafts } from './kept-drafts.ts';

/** So long nothing is painted and nothing written before what is begun is kept. */
export const restMs = 2_000;

interface Parts {
  readonly session: EditSession;
  readonly canvas: Pick<CanvasPort, 'state' | 'packedAtRest' | 'lastPacked'>;
  readonly drafts: Pick<KeptDrafts, 'keep'>;
}

/** Keeps what is begun on a picture while it is open: whenever painting rests, and when the window is left. */
export class DraftKeeping {
  readonly #parts: Parts;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;
  /** What was kept last. */
  #kept: { readonly asked: string; readonly revision: number } | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** For an effect: whatever changes of what it reads begins the rest anew. */
  follow(): () => void {
    const { session, canvas } = this.#parts;
    const asked = JSON.stringify(session.asked);
    const isNews = canvas.state !== null && !this.#isKept(asked, canvas.state.revision);
    if (isNews) this.#timer = setTimeout(() => void this.keepNow(), restMs);
    return () => clearTimeout(this.#timer);
  }

  /** What is just being painted on is kept when it rests; until then, as it was before. */
  async keepNow(): Promise<void> {
    const blank = this.#blank;
    await this.#keep(blank ?? (await this.#packed()));
  }

  /** The page is going: what is known at this moment goes on its way at once. */
  keepKnown(): void {
    void this.#keep(this.#blank ?? this.#parts.canvas.lastPacked);
  }

  /** From now on somebody else says what is to be kept. */
  end(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
  }

  /** Where nothing is painted there is nothing to pack. */
  get #blank(): Pick<PackedMask, 'state'> | null {
    const { state } = this.#parts.canvas;
    return state && !state.isDrawing && isEmpty(state.bounds) ? { state } : null;
  }

  /** A worker that has ended packs nothing any more: what it packed last is what there is. */
  async #packed(): Promise<PackedMask | null> {
    const { canvas } = this.#parts;
    return (await canvas.packedAtRest().catch(() => null)) ?? canvas.lastPacked;
  }

  #isKept(asked: string, revision: number): boolean {
    return this.#kept?.asked === asked && this.#kept.revision === revision;
  }

  async #keep(painted: PackedMask | Pick<PackedMask, 'state'> | null): Promise<void> {
    const { session, drafts } = this.#parts;
    if (this.#isOver || painted === null) return;
    const { bounds, extent, revision } = painted.state;
    const mask = 'png' in painted && !isEmpty(bounds) ? { png: painted.png, canvas: extent } : null;
    // What was painted before, and isn't on the canvas yet, is kept as it is.
    if (mask === null && session.painting.isAwaited) return;
    const asked = JSON.stringify(session.asked);
    if (this.#isKept(asked, revision)) return;
    this.#kept = { asked, revision };
    await drafts.keep(session.picture.id, { ...session.asked, mask });
  }
}
