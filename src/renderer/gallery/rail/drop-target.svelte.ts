interface Accepts {
  /** Whether what is dragged now may be dropped here. */
  readonly accepts: (event: DragEvent) => boolean;
  readonly drop: (event: DragEvent) => void;
}

/** A place in the rail that pictures or collections can be dropped on. */
export class DropTarget {
  readonly #accepts: Accepts;
  /** Every element that is entered is left again: the drag is over the place while this is above zero. */
  #depth = $state(0);
  /** For the element, by `{@attach …}`. */
  readonly attach: (element: HTMLElement) => () => void;

  constructor(accepts: Accepts) {
    this.#accepts = accepts;
    this.attach = (element) => this.#listen(element);
  }

  get isOver(): boolean {
    return this.#depth > 0;
  }

  #listen(element: HTMLElement): () => void {
    const listening = new AbortController();
    const hear = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void): void => {
      const accepted = (event: DragEvent): void => {
        if (!this.#accepts.accepts(event)) return;
        // Whoever else takes what is dropped on the window sees by this that it was taken.
        event.preventDefault();
        act(event);
      };
      element.addEventListener(type, accepted, { signal: listening.signal });
    };
    hear('dragenter', () => (this.#depth += 1));
    hear('dragleave', () => (this.#depth = Math.max(0, this.#depth - 1)));
    hear('dragover', (event) => {
      if (event.dataTransfer) event.dataTransfer.dropEffect = event.dataTransfer.effectAllowed === 'copy' ? 'copy' : 'move';
    });
    hear('drop', (event) => {
      this.#depth = 0;
      this.#accepts.drop(event);
    });
    return () => listening.abort();
  }
}
