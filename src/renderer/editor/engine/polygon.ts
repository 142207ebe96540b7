import { AreaModifiers } from './area-modifiers.ts';
import { combine } from './combine.ts';
import { filledPath } from './filled-path.ts';
import type { Point } from './geometry.ts';
import type { Modifiers, PointerSample, Preview, Tool, ToolWork } from './tool.ts';

/** An area between straight lines: one click a corner. A click on the first corner or a second one on the last closes it. */
export class Polygon implements Tool {
  #corners: Point[] = [];
  #pointer: Point | null = null;
  #modifiers: AreaModifiers | null = null;
  /** Before the pointer was pressed for the last time. */
  #before: { readonly corners: readonly Point[]; readonly modifiers: AreaModifiers | null } = { corners: [], modifiers: null };

  get isOpen(): boolean {
    return this.#corners.length > 0;
  }

  get preview(): Preview {
    if (!this.isOpen) return { kind: 'none' };
    return { kind: 'line', points: this.#pointer === null ? this.#corners.slice() : [...this.#corners, this.#pointer], closed: false };
  }

  down(work: ToolWork, at: PointerSample, modifiers: Modifiers): void {
    this.#before = { corners: this.#corners.slice(), modifiers: this.#modifiers };
    this.#modifiers ??= new AreaModifiers(work, modifiers);
    this.#pointer = null;
    const [first, last] = [this.#corners[0], this.#corners.at(-1)];
    const isNear = (point: Point | undefined) => point !== undefined && Math.hypot(at.x - point.x, at.y - point.y) <= work.nearPx;
    if (this.#corners.length > 2 && (isNear(first) || isNear(last))) this.close(work);
    // The second half of a double click adds no corner.
    else if (!isNear(last)) this.#corners.push(this.#locked(at, modifiers));
  }

  /** The corner goes along as long as the pointer is pressed. */
  move(_work: ToolWork, to: readonly PointerSample[], modifiers: Modifiers): void {
    const at = to.at(-1);
    if (at === undefined || !this.isOpen) return;
    this.#corners.pop();
    this.#corners.push(this.#locked(at, modifiers));
  }

  up(): void {
    // The corner stays where it is.
  }

  cancel(): void {
    this.#corners = [];
    this.#pointer = null;
    this.#modifiers = null;
  }

  hover(at: Point, modifiers: Modifiers | null): void {
    if (this.isOpen) this.#pointer = modifiers === null ? at : this.#locked(at, modifiers);
  }

  close({ mask }: ToolWork): void {
    if (this.#corners.length > 2 && this.#modifiers !== null)
      combine(mask, filledPath(this.#corners, mask.width, mask.height), this.#modifiers.combination);
    this.cancel();
  }

  cancelPress(): void {
    this.#corners = this.#before.corners.slice();
    this.#modifiers = this.#before.modifiers;
    this.#pointer = null;
  }

  takeBack(): void {
    this.#corners.pop();
    if (!this.isOpen) this.cancel();
  }

  /** Shift binds a side to the nearest eighth of a turn. */
  #locked({ x, y }: Point, modifiers: Modifiers): Point {
    const last = this.#corners.at(-1);
    const isBound = this.#modifiers?.shaping(modifiers).shift === true;
    if (!isBound || last === undefined) return { x, y };
    const angle = (Math.round((Math.atan2(y - last.y, x - last.x) * 4) / Math.PI) * Math.PI) / 4;
    const length = (x - last.x) * Math.cos(angle) + (y - last.y) * Math.sin(angle);
    return { x: last.x + length * Math.cos(angle), y: last.y + length * Math.sin(angle) };
  }
}
