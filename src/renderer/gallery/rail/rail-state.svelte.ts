import { SvelteSet } from 'svelte/reactivity';

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
  readonly #collapsed: SvelteSet<string>;
  widthPx = $state(roomyFromPx);
  readonly isRoomy = $derived(this.widthPx >= roomyFromPx);
  readonly isOpen = $derived(this.isRoomy ? this.#isOpen : this.#isOpenNarrow);

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.#storage = storage;
    const { isOpen = true, collapsed = [] } = read(storage.getItem(storedAs));
    this.#isOpen = isOpen;
    this.#collapsed = new SvelteSet(collapsed);
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

  /** Above the pictures it is in the way once something in it was chosen. False when it isn't above them. */
  giveWay(): boolean {
    const wasAbove = this.isOpen && !this.isRoomy;
    this.#isOpenNarrow = false;
    return wasAbove;
  }

  expand(id: string, isExpanded: boolean): void {
    if (isExpanded) this.#collapsed.delete(id);
    else this.#collapsed.add(id);
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
    return typeof stored === 'object' && stored !== null ? stored : {};
  } catch {
    return {};
  }
}
