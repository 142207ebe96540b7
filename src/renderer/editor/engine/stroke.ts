import { between, dabAt, isOfPen } from './dab.ts';
import type { Dab } from './dab.ts';
import { StraightLock } from './straight-lock.ts';
import { Sweeping } from './sweeping.ts';
import type { Modifiers, PointerSample, Preview, Tool, ToolSettings, ToolWork } from './tool.ts';

/** More pieces than this no bend needs. */
const mostPieces = 32;

/**
 * A brush or an eraser. Its way bends smoothly: it runs from the middle between two samples to the middle between the next two, so
 * it stays half a step behind the hand until the hand is lifted.
 */
export class Stroke implements Tool {
  readonly isOpen = false;
  readonly preview: Preview = { kind: 'none' };
  readonly #sweeping: Sweeping;
  readonly #lock = new StraightLock();
  /** Where the last stroke ended: Shift draws a line from there. */
  #end: PointerSample | null = null;
  #last: PointerSample | null = null;
  /** How far it is painted. */
  #reached: PointerSample | null = null;
  /** Too near to the last one to be worth the work, unless it stays the last. */
  #waiting: PointerSample | null = null;
  #isPen = false;

  constructor(value: 0 | 255) {
    this.#sweeping = new Sweeping(value);
  }

  down(work: ToolWork, at: PointerSample, { shift }: Modifiers): void {
    this.#isPen = isOfPen(at);
    this.#lock.begin(at);
    const from = shift && this.#end !== null ? { ...at, x: this.#end.x, y: this.#end.y } : at;
    this.#sweeping.dab(work.mask, this.#dab(work, from), work.settings.hardness);
    if (from !== at) this.#sweep(work, from, at);
    this.#last = this.#reached = at;
  }

  move(work: ToolWork, to: readonly PointerSample[], { shift }: Modifiers): void {
    for (const sample of to) {
      this.#isPen ||= isOfPen(sample);
      const at = this.#lock.follow(sample, shift, work.nearPx);
      this.#waiting = this.#isFar(at, work.settings.brushPx) ? null : at;
      if (this.#waiting === null) this.#go(work, at);
    }
  }

  up(work: ToolWork): void {
    if (this.#waiting !== null) this.#go(work, this.#waiting);
    if (this.#reached !== null && this.#last !== null && this.#reached !== this.#last) this.#sweep(work, this.#reached, this.#last);
    this.#end = this.#last ?? this.#end;
    this.cancel();
  }

  cancel(): void {
    this.#last = this.#reached = this.#waiting = null;
  }

  /** A wide brush can wait for a wider step; a pen may be pressed harder without moving. */
  #isFar({ x, y }: PointerSample, brushPx: number): boolean {
    return this.#isPen || this.#last === null || Math.hypot(x - this.#last.x, y - this.#last.y) > brushPx / 100;
  }

  #go(work: ToolWork, to: PointerSample): void {
    const [from, corner] = [this.#reached, this.#last];
    if (from === null || corner === null) return;
    const middle = between(corner, to, 0.5);
    const pieces = piecesOf(from, corner, middle, work.settings);
    let before = from;
    for (let piece = 1; piece <= pieces; piece += 1) {
      const share = piece / pieces;
      const next = piece === pieces ? middle : between(between(from, corner, share), between(corner, middle, share), share);
      this.#sweep(work, before, next);
      before = next;
    }
    this.#last = to;
    this.#reached = middle;
  }

  #sweep(work: ToolWork, from: PointerSample, to: PointerSample): void {
    this.#sweeping.sweep(work.mask, this.#dab(work, from), this.#dab(work, to), work.settings.hardness);
  }

  #dab({ settings }: ToolWork, sample: PointerSample): Dab {
    return dabAt(sample, settings, this.#isPen);
  }
}

/** As many straight pieces as a bend needs to look round: a wide brush hides more than a narrow one, and a soft one still more. */
function piecesOf(from: PointerSample, corner: PointerSample, to: PointerSample, { brushPx, hardness }: ToolSettings): number {
  const bendPx = Math.hypot(from.x - 2 * corner.x + to.x, from.y - 2 * corner.y + to.y) / 4;
  const hiddenPx = 0.2 + brushPx / 2000 + ((1 - hardness) * brushPx) / 200;
  return Math.min(mostPieces, Math.max(1, Math.ceil(Math.sqrt(bendPx / hiddenPx))));
}
