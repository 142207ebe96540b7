import type { Rectangle } from '../../../shared/edit.ts';
import type { Tile, MaskMark } from './mask.ts';
import type { StepName } from './mask-command.ts';
import { isShared, tileBytes } from './tile.ts';

/** The mask at a moment, and which part of the picture's plane it covered then. */
export interface Moment {
  readonly mask: MaskMark;
  readonly extent: Rectangle;
}

interface Step {
  readonly name: StepName;
  /** What undo (or redo) goes back to. */
  readonly to: Moment;
  /** Of the tiles that only the history holds. */
  readonly bytes: number;
}

/** What was done, as far back as the memory for it reaches: the oldest steps are forgotten first, the last one never. */
export class History {
  #done: Step[] = [];
  #undone: Step[] = [];
  readonly #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** What undo would take back. */
  get undoName(): StepName | null {
    return this.#done.at(-1)?.name ?? null;
  }

  get redoName(): StepName | null {
    return this.#undone.at(-1)?.name ?? null;
  }

  /** What undo would go back to. */
  get before(): Moment | null {
    return this.#done.at(-1)?.to ?? null;
  }

  /** Of the tiles that nothing but the history holds. */
  get bytes(): number {
    return [...this.#done, ...this.#undone].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  add(name: StepName, before: Moment, after: Moment): void {
    this.#undone = [];
    this.#done.push(stepTo(before, after, name));
    while (this.#done.length > 1 && this.bytes > this.#maxBytes) this.#done.shift();
  }

  /** The moment to go back to, or null. */
  undo(now: Moment): Moment | null {
    const step = this.#done.pop();
    if (step === undefined) return null;
    this.#undone.push(stepTo(now, step.to, step.name));
    return step.to;
  }

  redo(now: Moment): Moment | null {
    const step = this.#undone.pop();
    if (step === undefined) return null;
    this.#done.push(stepTo(now, step.to, step.name));
    return step.to;
  }

  /** Forgets the last step, which was taken back in another way. */
  drop(): void {
    this.#done.pop();
  }
}

function stepTo(to: Moment, other: Moment, name: StepName): Step {
  return { name, to, bytes: heldBytes(to.mask, other.mask) };
}

/** Tiles of one moment that the one beside it doesn't have, and nobody else. */
function heldBytes(of: MaskMark, beside: MaskMark): number {
  const elsewhere = new Set<Tile>(of.width === beside.width && of.height === beside.height ? [] : beside.tiles);
  const isElsewhere = (tile: Tile, index: number) => tile === null || tile === beside.tiles[index] || isShared(tile) || elsewhere.has(tile);
  return of.tiles.reduce((sum, tile, index) => sum + (isElsewhere(tile, index) ? 0 : tileBytes), of.tiles.length * 8);
}
