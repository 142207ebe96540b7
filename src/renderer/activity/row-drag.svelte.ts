/** A row that is being dragged. */
export interface Dragged {
  readonly id: string;
  /** How far it has come from its place, in px. */
  readonly shiftPx: number;
  /** The place among the shown rows where it would come to stand, from 0. */
  readonly to: number;
  /** Where the line is drawn that shows that place, in px from the top of the list; null at its own place. */
  readonly linePx: number | null;
}

/** What the drag reads of the page. */
export interface Rows {
  readonly list: HTMLElement;
  /** Scrolls the list. */
  readonly scroller: HTMLElement;
  /** What covers the top of the scroller, in px. */
  readonly coveredPx: number;
}

const startsAfterPx = 4;
const edgePx = 64;
const fastestPx = 16;

/** Follows the pointer with one row of a list: from the handle to the drop, or back when it is given up. */
export class RowDrag {
  readonly #dropped: (id: string, to: number) => void;
  readonly #givenUp: () => void;
  #dragged = $state.raw<Dragged | null>(null);
  #end: (() => void) | null = null;

  constructor(after: { dropped: (id: string, to: number) => void; givenUp: () => void }) {
    this.#dropped = after.dropped;
    this.#givenUp = after.givenUp;
  }

  get dragged(): Dragged | null {
    return this.#dragged;
  }

  /** The handle of a row is pressed. It becomes a drag once the pointer has moved. */
  grab(event: PointerEvent, id: string, rows: Rows): void {
    if (event.button !== 0 || this.#end) return;
    const { pointerId, clientY: startY } = event;
    const startTop = rows.scroller.scrollTop;
    let pointerY = startY;
    const listening = new AbortController();
    const { signal } = listening;
    let frame = requestAnimationFrame(() => follow());
    const follow = (): void => {
      if (this.#dragged || Math.abs(pointerY - startY) >= startsAfterPx) {
        scrollNear(pointerY, rows);
        this.#dragged = draggedTo(id, pointerY, pointerY - startY + rows.scroller.scrollTop - startTop, rows);
        if (!this.#dragged) this.cancel();
      }
      if (this.#end) frame = requestAnimationFrame(follow);
    };
    this.#end = () => {
      listening.abort();
      cancelAnimationFrame(frame);
      this.#end = null;
    };
    const listen = (type: 'pointermove' | 'pointerup' | 'pointercancel', hear: (event: PointerEvent) => void): void => {
      const ours = (event: PointerEvent): void => {
        if (event.pointerId === pointerId) hear(event);
      };
      window.addEventListener(type, ours, { signal });
    };
    listen('pointermove', ({ clientY }) => (pointerY = clientY));
    listen('pointerup', ({ clientY }) => this.#drop(clientY, rows));
    listen('pointercancel', () => this.cancel());
    window.addEventListener('blur', () => this.cancel(), { signal });
    window.addEventListener('keydown', (pressed) => this.#key(pressed), { signal, capture: true });
  }

  /** Puts the row back. */
  cancel(): void {
    const wasDragged = this.#dragged !== null;
    this.#end?.();
    this.#dragged = null;
    if (wasDragged) this.#givenUp();
  }

  #drop(pointerY: number, rows: Rows): void {
    const dragged = this.#dragged;
    const last = dragged && draggedTo(dragged.id, pointerY, 0, rows);
    this.#end?.();
    this.#dragged = null;
    if (last && last.linePx !== null) this.#dropped(last.id, last.to);
  }

  /** While something is dragged no key does anything else. */
  #key(event: KeyboardEvent): void {
    if (!this.#dragged) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') this.cancel();
  }
}

/** Where the row is now, or null when it has left the list: its job was sent. */
function draggedTo(id: string, pointerY: number, shiftPx: number, { list }: Rows): Dragged | null {
  const rows = [...list.querySelectorAll<HTMLElement>('[data-job]')];
  const from = rows.findIndex((row) => row.dataset['job'] === id);
  if (from < 0) return null;
  const others = rows.toSpliced(from, 1).map((row) => row.getBoundingClientRect());
  const to = others.filter(({ top, bottom }) => (top + bottom) / 2 < pointerY).length;
  const line = others[to]?.top ?? others.at(-1)?.bottom ?? 0;
  return { id, shiftPx, to, linePx: to === from ? null : line - list.getBoundingClientRect().top };
}

/** Near an edge the list moves on by itself, the faster the nearer, until its end can be seen. */
function scrollNear(pointerY: number, { list, scroller, coveredPx }: Rows): void {
  const visible = scroller.getBoundingClientRect();
  const { top, bottom } = list.getBoundingClientRect();
  const above = top < visible.top + coveredPx ? visible.top + coveredPx + edgePx - pointerY : 0;
  const below = bottom > visible.bottom ? pointerY - (visible.bottom - edgePx) : 0;
  const depth = Math.min(Math.max(above, below, 0) / edgePx, 1);
  if (depth > 0) scroller.scrollTop += Math.sign(below - above) * Math.ceil(depth * fastestPx);
}
