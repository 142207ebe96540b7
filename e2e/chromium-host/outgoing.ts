import { piecesOf } from './pieces.ts';

/** As many characters as are sent without letting anything else of the app have its turn. */
const AT_ONCE = 1 << 19;

/** Messages on their way to a page's documents, in order. Small ones leave at once, large ones bit by bit. */
export class Outgoing {
  readonly #tell: (piece: string, contextId: number) => void;
  readonly #queue: { readonly pieces: Iterator<string, void>; readonly contextId: number }[] = [];
  #isSending = false;

  constructor(tell: (piece: string, contextId: number) => void) {
    this.#tell = tell;
  }

  /** Throws what can't be cloned. */
  post(message: object, contextId: number): void {
    this.#queue.push({ pieces: piecesOf(message), contextId });
    if (!this.#isSending) this.#send();
  }

  #send(): void {
    for (let sent = 0; sent < AT_ONCE;) {
      const [first] = this.#queue;
      if (!first) break;
      const next = first.pieces.next();
      if (next.done) {
        this.#queue.shift();
        continue;
      }
      this.#tell(next.value, first.contextId);
      sent += next.value.length;
    }
    this.#isSending = this.#queue.length > 0;
    if (this.#isSending) setImmediate(() => this.#send());
  }
}
