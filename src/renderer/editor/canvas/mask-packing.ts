import { encodeMask } from '../engine/codec/mask-png.ts';
import type { EditorState } from '../engine/editor-state.ts';
import type { MaskEditor } from '../engine/mask-editor.ts';
import { Mask } from '../engine/mask.ts';
import type { NotPacked, PackedMask } from './messages.ts';

/** So long at a time: a pointer's sample, or a frame, waits no longer for its turn. */
const sliceMs = 4;

interface Wanted {
  /** The revision that whoever asks has already. */
  readonly known: number | null;
  /** Only as long as nobody paints on; else the mask as it is now, whatever is painted meanwhile. */
  readonly atRest: boolean;
}

interface Underway {
  readonly editor: MaskEditor;
  readonly state: EditorState;
  /** Whether it is given up when somebody paints on. */
  mayGiveUp: boolean;
}

/** Makes the PNG of a mask between everything else that its thread has to do. */
export class MaskPacking {
  readonly #giveTurn: () => Promise<unknown>;
  readonly #now: () => number;
  #last: { readonly of: Underway; readonly packed: Promise<PackedMask | NotPacked> } | null = null;

  /** `giveTurn` lets whatever waits for this thread happen. */
  constructor(giveTurn: () => Promise<unknown> = turn, now = () => performance.now()) {
    this.#giveTurn = giveTurn;
    this.#now = now;
  }

  pack(editor: MaskEditor, { known, atRest }: Wanted): Promise<PackedMask | NotPacked> {
    const { state } = editor;
    if (atRest && state.isDrawing) return Promise.resolve('painting');
    if (state.revision === known) return Promise.resolve('known');
    const { of, packed } = this.#last ?? {};
    if (!of || !packed || of.editor !== editor || of.state.revision !== state.revision)
      return this.#begin({ editor, state, mayGiveUp: atRest });
    of.mayGiveUp &&= atRest;
    return packed;
  }

  #begin(of: Underway): Promise<PackedMask | NotPacked> {
    const packed = this.#pack(of).finally(() => {
      if (this.#last?.of === of) this.#last = null;
    });
    this.#last = { of, packed };
    return packed;
  }

  async #pack(of: Underway): Promise<PackedMask | NotPacked> {
    const still = new Mask(of.editor.mask.width, of.editor.mask.height);
    still.restore(of.editor.mask.mark());
    // In the middle of a stroke the state would tell what was there before it.
    const state = of.state.isDrawing ? { ...of.state, bounds: still.bounds(), coverage: still.coverage() } : of.state;
    const gaveUp = new Error('It is painted on.');
    let beganAt = this.#now();
    const between = async (): Promise<void> => {
      if (this.#now() - beganAt < sliceMs) return;
      await this.#giveTurn();
      if (of.mayGiveUp && of.editor.state.revision !== state.revision) throw gaveUp;
      beganAt = this.#now();
    };
    try {
      return { png: await encodeMask(still, () => new CompressionStream('deflate'), between), state };
    } catch (error) {
      if (error === gaveUp) return 'painting';
      throw error;
    }
  }
}

/** After what has been waiting, and without the pause that timers make. */
function turn(): Promise<unknown> {
  return new Promise((go) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      go(null);
    };
    port2.postMessage(null);
  });
}
