const storedAs = 'gallery-rail';
/** Below this the pictures need all the room there is. */
const roomyFromPx = 1000;

interface Stored {
  readonly isOpen?: boolean;
  readonly collapsed?: readonly string[];
}

/** Whether the rail is open, and which collections in it are: as the person left it. In a narrow window it is open only while asked for. */
export class RailState {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;
  #isOpen = $state(true);
  #isOpenNarrow = $state(false);
  #collapsed = $state.raw<ReadonlySet<string>>(new Set());
  widthPx = $state(roomyFromPx);
  readonly isRoomy = $derived(this.widthPx >= roomyFromPx);
  readonly isOpen = $derived(this.isRoomy ? this.#isOpen : this.#isOpenNarrow);

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.#storage = storage;
    const { isOpen = true, collapsed = [] } = read(storage.getItem(storedAs));
    this.#isOpen = isOpen;
    this.#collapsed = new Set(collapsed);
  }

  get collapsed(): ReadonlySet<string> {
    return this.#collapsed;
  }

  toggle(): void {
    if (this.isRoomy) this.#isOpen = !this.#isOpen;
    else this.#isOpenNarrow = !this.#isOpenNarrow;
    this.#store();
  }

  open(): void {
    if (!this.isOpen) this.toggle();
  }

  /** Above the pictures it is in the way once something in it was chosen. */
  giveWay(): void {
    this.#isOpenNarrow = false;
  }

  expand(id: string, isExpanded: boolean): void {
    const others = [...this.#collapsed].filter((other) => other !== id);
    this.#collapsed = new Set(isExpanded ? others : [...others, id]);
    this.#store();
  }

  #store(): void {
    const stored: Stored = { isOpen: this.#isOpen, collapsed: [...this.#collapsed] };
    this.#storage.setItem(storedAs, JSON.stringify(stored));
  }
}

/** Only we write it, but anyone may have damaged it: then it is as on the first day. */
function read(text: string | null): Stored {
  try {
    const stored: unknown = JSON.parse(text ?? '{}');
    return typeof stored === 'object' && stored !== null ? (stored as Stored) : {};
  } catch {
    return {};
  }
}
