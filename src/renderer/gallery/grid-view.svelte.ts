import { untrack } from 'svelte';

import type { Pictures } from '../pictures.svelte.ts';
import { rememberDensity, rememberedDensity, type Density } from './density.ts';
import { LayingOut } from './laying-out.ts';
import { rowOf, rowsBetween, type Layout } from './layout.ts';
import { moveFrom, type MoveKey } from './movement.ts';
import { Pace } from './pace.ts';
import { KeptPlace } from './kept-place.ts';
import { fuller, isSameSpan, type RowSpan } from './row-stages.ts';
import { movedAlong, noTrack, trackAt, yOf, type Extent, type Track } from './scroll-track.ts';

/** Below the last row. */
const paddingPx = 24;
/** How much of what surrounds a picture is seen when the keyboard leads to it. */
const marginPx = 8;

type Shown = Pick<Pictures, 'shown' | 'generation' | 'count' | 'shownQuery' | 'rowAt' | 'indexOfRow'>;
type DensityStore = Pick<Storage, 'getItem' | 'setItem'>;

/** The window onto the layout: what of it exists, what stays in place when it changes, and which picture has the keyboard. */
export class GridView {
  readonly #pictures: Shown;
  readonly #storage: DensityStore;
  readonly #pace = new Pace();
  readonly #layingOut = new LayingOut();
  readonly #anchor: KeptPlace;
  readonly #focus: KeptPlace;
  #shownQuery: unknown;
  #settled: Layout | null = null;
  #density = $state<Density>('medium');
  #widthPx = $state(0);
  #windowPx = $state(0);
  #track = $state.raw<Track>(noTrack);
  #isFlying = $state(false);
  #full = $state.raw<RowSpan>([0, 0]);
  #active = $state(0);
  /** Counts the steps of laying out: the work itself is too large to be watched. */
  #steps = $state(0);

  readonly #work = $derived.by(() => {
    const near = (): number => untrack(() => this.#whereAnchorIs());
    return this.#layingOut.workOn(this.#pictures.shown, this.#widthPx, this.#density, near);
  });
  readonly layout: Layout = $derived(this.#steps < 0 ? this.#work.first : this.#work.layout);
  readonly extent: Extent = $derived({ contentPx: this.layout.heightPx + paddingPx, windowPx: this.#windowPx });
  readonly #visible: RowSpan = $derived(this.#rowsAround(0, 0));
  readonly #around: RowSpan = $derived(this.#isFlying ? this.#visible : this.#rowsAround(this.#windowPx * 0.8, this.#windowPx * 0.8));
  // Numbers, so that scrolling within the same rows changes nothing further.
  readonly #firstRow = $derived(this.#around[0]);
  readonly #endRow = $derived(this.#around[1]);
  /** The rows that exist. The one with the keyboard always does: removing it would lose the focus. */
  readonly rows = $derived(this.#rowsWith(this.#firstRow, this.#endRow));

  constructor(pictures: Shown, storage: DensityStore = localStorage) {
    this.#pictures = pictures;
    this.#storage = storage;
    this.#density = rememberedDensity(storage);
    this.#anchor = new KeptPlace(pictures);
    this.#focus = new KeptPlace(pictures);
    this.#shownQuery = pictures.shownQuery;
  }

  get density(): Density {
    return this.#density;
  }

  set density(density: Density) {
    this.#density = density;
    rememberDensity(density, this.#storage);
  }

  /** The picture that Tab leads to. */
  get active(): number {
    return this.#active;
  }

  get track(): Track {
    return this.#track;
  }

  /** A row's name for as long as the same picture begins it. */
  keyOf(row: number): number {
    return this.#pictures.rowAt(this.layout.firstPictures[row] ?? -1);
  }

  get windowPx(): number {
    return this.#windowPx;
  }

  /** How far down all pictures the window's upper edge is. */
  get yPx(): number {
    return yOf(this.#track);
  }

  /** The rows whose tiles are whole, besides the one with the keyboard. */
  get full(): RowSpan {
    return this.#full;
  }

  /** Whether a row's tiles are whole. */
  isFull(row: number): boolean {
    return (row >= this.#full[0] && row < this.#full[1]) || row === this.#activeRow;
  }

  /** The pictures whose facts are needed, as [first, end): none while they fly by. Rounded, so that each row doesn't make a question of its own. */
  get span(): RowSpan {
    const { firstPictures } = this.layout;
    const [first, end] = [firstPictures[this.#firstRow] ?? 0, firstPictures[this.#endRow] ?? 0];
    return this.#isFlying ? [0, 0] : [first - (first % 50), Math.min(this.#pictures.count, end + 49 - ((end + 49) % 50))];
  }

  activate(index: number): void {
    this.#active = Math.max(0, Math.min(index, this.#pictures.count - 1));
    this.#focus.keep(this.#active);
  }

  resize(widthPx: number, windowPx: number): void {
    this.#widthPx = widthPx;
    this.#windowPx = windowPx;
  }

  /** The browser has scrolled. */
  scrolled(scrollPx: number, now: number): void {
    this.#moveTo(movedAlong({ ...this.#track, scrollPx }, this.extent, false), now);
  }

  /** Goes to any place at once: along the years, or while a frame is drawn over the edge. */
  jump(yPx: number, now: number): void {
    this.#moveTo(trackAt(Math.round(yPx), this.extent, this.#track), now);
  }

  /** The person has let go: this is where to look, without waiting for calm. */
  arrive(): void {
    this.#pace.landed(this.yPx);
    this.#isFlying = false;
  }

  move(key: MoveKey): void {
    this.activate(moveFrom(this.layout, this.#active, key, Math.max(0, this.#windowPx - 80)));
    this.reveal(this.#active);
  }

  /** Scrolls only as far as a picture needs to be seen whole. */
  reveal(index: number): void {
    const { layout, yPx } = this;
    const row = rowOf(layout, index);
    const isFirstOfDay = layout.groupFirstRows[layout.groups[row] ?? 0] === row;
    const top = (layout.topsPx[row] ?? 0) - (isFirstOfDay ? layout.rules.headingPx : 0);
    const bottom = (layout.topsPx[row] ?? 0) + (layout.heightsPx[row] ?? 0);
    if (top < yPx) this.#land(top - marginPx);
    else if (bottom + marginPx > yPx + this.#windowPx) this.#land(bottom + paddingPx - this.#windowPx);
  }

  /** After the pictures, the width or the layout changed: what the person looks at stays where it is, and the keyboard goes along with its picture. */
  settle(): void {
    const { layout } = this;
    const isRefined = layout.rules === this.#settled?.rules && layout.ratios === this.#settled.ratios;
    this.#settled = layout;
    const isSameQuery = this.#pictures.shownQuery === this.#shownQuery;
    this.#shownQuery = this.#pictures.shownQuery;
    this.activate(isSameQuery ? this.#focus.index : 0);
    // Who is at the top wants to see what is new.
    const staysAtTop = !isSameQuery || this.yPx < marginPx;
    this.#land(staysAtTop ? 0 : (layout.topsPx[rowOf(layout, this.#anchor.index)] ?? 0) - this.#anchor.offsetPx);
    // Near the window nothing has changed but where it stands.
    if (isRefined) this.#full = this.#around;
  }

  /** Does a frame's share of what is to be done, for about so many tiles, and says whether there is more. */
  advance(now: number, tiles: number): boolean {
    this.#isFlying = this.#pace.isFlying(now);
    if (this.#isFlying) return true;
    const drawn = this.#around;
    const stages = { visible: this.#visible, drawn, full: this.#full, direction: this.#pace.direction };
    const full = fuller(this.layout, stages, tiles);
    if (!isSameSpan(full, this.#full)) this.#full = full;
    if (!this.#pace.isResting(now)) return true;
    const track = movedAlong(this.#track, this.extent, true);
    if (track !== this.#track) this.#track = track;
    return !isSameSpan(full, drawn);
  }

  get isLaidOut(): boolean {
    return this.#steps >= 0 && this.#work.isDone;
  }

  /** Goes on laying out what isn't near the window, until `isOver` says so. */
  layOutMore(isOver: () => boolean): void {
    this.#work.goOn(isOver);
    if (this.#work.isDone) this.#steps += 1;
  }

  get #activeRow(): number {
    return rowOf(this.layout, this.#active);
  }

  #land(yPx: number): void {
    this.#track = trackAt(yPx, this.extent, this.#track);
    this.#pace.landed(this.yPx);
    this.#isFlying = false;
    // All at once: this is what the person waits for.
    this.#full = this.#visible;
    this.#keepAnchor();
  }

  #moveTo(track: Track, now: number): void {
    this.#track = track;
    this.#pace.moved(this.yPx, this.#windowPx, now);
    this.#isFlying = this.#pace.isFlying(now);
    this.#keepAnchor();
  }

  #keepAnchor(): void {
    if (this.layout.rowCount === 0) return;
    const [row] = rowsBetween(this.layout, this.yPx, this.yPx);
    this.#anchor.keep(this.layout.firstPictures[row] ?? 0, (this.layout.topsPx[row] ?? 0) - this.yPx);
  }

  #whereAnchorIs(): number {
    return this.#pictures.shownQuery === this.#shownQuery ? this.#anchor.index : 0;
  }

  #rowsAround(abovePx: number, belowPx: number): RowSpan {
    return rowsBetween(this.layout, this.yPx - abovePx, this.yPx + this.#windowPx + belowPx);
  }

  #rowsWith(first: number, end: number): number[] {
    const rows = Array.from({ length: end - first }, (_, step) => first + step);
    if (this.layout.rowCount === 0) return [];
    if (this.#activeRow < first) return [this.#activeRow, ...rows];
    return this.#activeRow >= end ? [...rows, this.#activeRow] : rows;
  }
}
