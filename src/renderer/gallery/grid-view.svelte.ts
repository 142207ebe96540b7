import type { Move, Pictures } from '../pictures.svelte.ts';
import { layOut, rowOf, rowsBetween, type Layout, type LayoutRules } from './layout.ts';
import { moveFrom, type MoveKey } from './movement.ts';

/** How far above and below the window rows exist already, so that scrolling finds them painted. */
const overscanPx = 700;
const paddingPx = 24;

/** The window onto the layout: what of it exists, what stays in place when it changes, and which picture has the keyboard. */
export class GridView {
  readonly #pictures: Pick<Pictures, 'outline' | 'count' | 'follow'>;
  #widthPx = $state(0);
  #windowPx = $state(0);
  #scrollPx = $state(0);
  #active = $state(0);
  /** The picture at the upper edge, and how far its row is from there. */
  #anchor = { index: 0, offsetPx: 0 };

  readonly layout: Layout = $derived.by(() => {
    const { ratios, days } = this.#pictures.outline;
    return layOut(ratios, days, rulesFor(this.#widthPx));
  });
  readonly #visible = $derived(rowsBetween(this.layout, this.#scrollPx - overscanPx, this.#scrollPx + this.#windowPx + overscanPx));
  // Two numbers, so that scrolling within them changes nothing further.
  readonly #firstRow = $derived(this.#visible[0]);
  readonly #endRow = $derived(this.#visible[1]);
  /** The rows that exist. The one with the keyboard always does: removing it would lose the focus. */
  readonly rows = $derived(this.#rowsWith(this.#firstRow, this.#endRow));

  constructor(pictures: Pick<Pictures, 'outline' | 'count' | 'follow'>) {
    this.#pictures = pictures;
  }

  /** The picture that Tab leads to. */
  get active(): number {
    return this.#active;
  }

  activate(index: number): void {
    this.#active = Math.max(0, Math.min(index, this.#pictures.count - 1));
    this.#follow();
  }

  resize(widthPx: number, windowPx: number): void {
    this.#widthPx = widthPx;
    this.#windowPx = windowPx;
  }

  scrolled(scrollPx: number): void {
    this.#scrollPx = scrollPx;
    if (this.layout.rowCount === 0) return;
    const [row] = rowsBetween(this.layout, scrollPx, scrollPx);
    this.#anchor = { index: this.layout.firstPictures[row] ?? 0, offsetPx: (this.layout.topsPx[row] ?? 0) - scrollPx };
    this.#follow();
  }

  move(key: MoveKey): void {
    this.#active = moveFrom(this.layout, this.#active, key, Math.max(0, this.#windowPx - 80));
    this.#follow();
  }

  /** The pictures whose facts are needed, as [first, end). */
  get span(): readonly [first: number, end: number] {
    const { firstPictures } = this.layout;
    return [firstPictures[this.#firstRow] ?? 0, firstPictures[this.#endRow] ?? 0];
  }

  /** Where to scroll so that a picture is seen whole, or null when it is already. */
  scrollTo(index: number): number | null {
    const row = rowOf(this.layout, index);
    const isFirstOfDay = this.layout.groupFirstRows[this.layout.groups[row] ?? 0] === row;
    const top = (this.layout.topsPx[row] ?? 0) - (isFirstOfDay ? this.layout.rules.headingPx : 0);
    const bottom = (this.layout.topsPx[row] ?? 0) + (this.layout.heightsPx[row] ?? 0);
    if (top < this.#scrollPx) return Math.max(0, top - 8);
    if (bottom + paddingPx > this.#scrollPx + this.#windowPx) return bottom + paddingPx - this.#windowPx;
    return null;
  }

  /** After the layout changed: moves the keyboard along with its picture, and says where to scroll so that nothing seems to move. */
  settle(moves: readonly Move[]): number {
    this.activate(after(moves, this.#active));
    // Who is at the top wants to see what is new.
    if (this.#scrollPx < 8) return 0;
    const index = after(moves, this.#anchor.index);
    return Math.max(0, (this.layout.topsPx[rowOf(this.layout, index)] ?? 0) - this.#anchor.offsetPx);
  }

  /** Other pictures altogether: from the top. */
  reset(): void {
    this.#scrollPx = 0;
    this.#active = 0;
    this.#anchor = { index: 0, offsetPx: 0 };
  }

  #follow(): void {
    this.#pictures.follow([this.#anchor.index, this.#active]);
  }

  #rowsWith(first: number, end: number): number[] {
    const rows = Array.from({ length: end - first }, (_, step) => first + step);
    if (this.layout.rowCount === 0) return [];
    const activeRow = rowOf(this.layout, this.#active);
    if (activeRow < first) return [activeRow, ...rows];
    return activeRow >= end ? [...rows, activeRow] : rows;
  }
}

/** Rows grow with the window, within what thumbnails can fill sharply. */
function rulesFor(widthPx: number): LayoutRules {
  const rowHeightPx = Math.round(Math.min(270, Math.max(168, widthPx / 6)));
  return { widthPx: Math.max(1, widthPx), rowHeightPx, gapPx: 6, headingPx: 42, dayGapPx: 26 };
}

/** Where a picture is now; one that is gone leaves its place to the next. */
function after(moves: readonly Move[], index: number): number {
  const is = moves.find(([was]) => was === index)?.[1] ?? index;
  return is < 0 ? index : is;
}
