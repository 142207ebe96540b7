import type { Bridge } from '../../shared/bridge.ts';
import type { Rectangle } from '../../shared/edit.ts';
import { Failure, type FailureCode } from '../../shared/failure.ts';
import { addressOf } from './address-of.ts';
import type { Imported } from './canvas/canvas-client.svelte.ts';
import type { PackedMask } from './canvas/messages.ts';
import type { CanvasPort } from './canvas-port.ts';
import type { PaintedMask } from './edit-memory.ts';
import { isSameExtent } from './engine/extending.ts';
import { isEmpty } from './engine/geometry.ts';

/** What is marked, as far as it decides what is sent. */
export type Marked = 'nothing' | 'part' | 'everything';

interface KeptMask {
  readonly mask: PaintedMask | null;
  readonly revision: number;
}

/** What is painted on one picture: how it comes onto the canvas, what it covers there, and how it is kept. What goes wrong is a `Failure`. */
export class Painting {
  /** The picture, without what it is extended by. */
  readonly whole: Rectangle;
  readonly #edits: Pick<Bridge['edits'], 'keepMask'>;
  #canvas = $state.raw<CanvasPort | null>(null);
  /** Masks that are on their way onto the canvas. */
  #arriving: readonly Promise<unknown>[] = [];
  /** Was painted before, and isn't on the canvas yet. */
  #begun: PaintedMask | null;
  #kept: PaintedMask | null = null;
  #isLeft = false;

  constructor(edits: Pick<Bridge['edits'], 'keepMask'>, whole: Rectangle, begun: PaintedMask | null) {
    this.#edits = edits;
    this.whole = whole;
    this.#begun = begun;
  }

  /** What the mask covers. */
  get extent(): Rectangle {
    return this.#canvas?.state?.extent ?? this.whole;
  }

  /** Around everything that is marked, in the picture's pixels. */
  readonly masked: Rectangle | null = $derived.by(() => {
    const bounds = this.#canvas?.state?.bounds;
    if (!bounds || isEmpty(bounds)) return null;
    const { left, top } = this.extent;
    return { left: left + bounds.left, top: top + bounds.top, width: bounds.right - bounds.left, height: bounds.bottom - bounds.top };
  });

  readonly marked: Marked = $derived.by(() => {
    if (this.masked === null) return 'nothing';
    return (this.#canvas?.state?.coverage ?? 0) >= 1 ? 'everything' : 'part';
  });

  /** What was painted before isn't on the canvas: not yet, or because it couldn't be put there. */
  get isAwaited(): boolean {
    return this.#begun !== null;
  }

  /** What was painted, as far as that is known without asking the canvas. */
  get known(): PaintedMask | null {
    return this.#begun ?? this.#kept;
  }

  /** The canvas is there, with the picture: what was painted before comes back. Until it is there, it isn't forgotten. */
  async attach(canvas: CanvasPort): Promise<void> {
    this.#canvas = canvas;
    if (!this.#begun) return;
    try {
      await this.load(this.#begun);
    } catch (error) {
      this.clear();
      throw error;
    }
    this.#begun = null;
  }

  /** Puts a mask of this picture on the canvas, with what the picture was extended by then. */
  load({ id, canvas }: PaintedMask): Promise<Imported> {
    if (!isSameExtent(canvas, this.extent)) this.#canvas?.setExtent(canvas);
    return this.import(id);
  }

  /** Takes an input as the mask, scaled where it has another size. */
  import(id: string): Promise<Imported> {
    const arriving = this.#replaced((canvas) => canvas.importMask(addressOf(id)));
    this.#arriving = [...this.#arriving, arriving];
    return arriving.finally(() => {
      this.#arriving = this.#arriving.filter((other) => other !== arriving);
    });
  }

  /** Lays another mask in the place of what is painted, for looking at. */
  async exchange({ id, canvas: extent }: PaintedMask): Promise<void> {
    await this.#replaced((canvas) => canvas.exchangeMask(addressOf(id), extent));
  }

  /** What is painted lies there again. */
  bringBack(): void {
    this.#canvas?.bringMaskBack();
  }

  /** When all that was asked of the canvas is done there: only then it is known what is marked. Throws what didn't arrive, and where there is no canvas any more. */
  async settled(): Promise<void> {
    await Promise.all(this.#arriving);
    if (this.#canvas) await told(this.#canvas.settled());
  }

  /** The mask as it stands, as a PNG. */
  async packed(): Promise<PackedMask | null> {
    return this.#canvas && told(this.#canvas.packed());
  }

  /** What is painted, as an input (null when nothing is), and which of the canvas' revisions that was. */
  async keep(): Promise<KeptMask> {
    await this.settled();
    const packed = await this.packed();
    return packed ? this.#keepPacked(packed) : { mask: null, revision: 0 };
  }

  /** What there is to come back to: what isn't on the canvas again yet, or what is on it. */
  async leave(): Promise<PaintedMask | null> {
    this.#isLeft = true;
    this.bringBack();
    // Nothing can have been painted, or nothing but what isn't there yet.
    if (!this.#canvas?.state || (this.#begun && this.#arriving.length > 0)) return this.#begun;
    await Promise.allSettled(this.#arriving);
    const { mask } = await this.keep().catch((error: unknown) => this.#keepLast(error));
    return mask ?? this.#begun;
  }

  /** Nothing is painted, and the picture is as large as it is. */
  clear(): void {
    if (!isSameExtent(this.whole, this.extent)) this.#canvas?.setExtent(this.whole);
    this.#canvas?.run({ what: 'clear' });
  }

  async #keepPacked({ png, state }: PackedMask): Promise<KeptMask> {
    const { bounds, extent, revision } = state;
    if (isEmpty(bounds)) return { mask: null, revision };
    const { id } = await this.#edits.keepMask({ name: 'mask.png', bytes: png });
    this.#kept = { id, canvas: extent };
    return { mask: this.#kept, revision };
  }

  /** Of a canvas that broke off, that much is left. */
  async #keepLast(why: unknown): Promise<KeptMask> {
    const packed = this.#canvas?.lastPacked;
    if (!packed) throw why;
    return this.#keepPacked(packed);
  }

  async #replaced(ask: (canvas: CanvasPort) => Promise<Imported>): Promise<Imported> {
    // Whoever has left needn't be told that it didn't arrive any more.
    return this.#canvas && told(ask(this.#canvas), () => (this.#isLeft ? 'cancelled' : 'bad-picture'));
  }
}

/** What the canvas' worker couldn't do is told as everything else is that goes wrong. */
async function told<T>(asked: Promise<T>, code: () => FailureCode = () => 'unexpected'): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw new Failure(code(), error instanceof Error ? error.message : String(error), { cause: error });
  }
}
