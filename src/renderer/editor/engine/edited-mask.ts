import type { Rectangle } from '../../../shared/edit.ts';
import type { EditorState } from './editor-state.ts';
import { extended, isSameExtent } from './extending.ts';
import { History, type Moment } from './history.ts';
import type { StepName } from './mask-command.ts';
import { Mask } from './mask.ts';

type Facts = Pick<EditorState, 'undo' | 'redo' | 'extent' | 'bounds' | 'coverage'>;

/** A mask, what of the picture's plane it covers, and every step that led to it. */
export class EditedMask {
  /** The same one for good; it has another size after an extension. */
  readonly mask: Mask;
  #extent: Rectangle;
  #measured: Pick<Facts, 'bounds' | 'coverage'> | null = null;
  readonly #history: History;

  constructor(extent: Rectangle, historyBytes: number) {
    this.mask = new Mask(extent.width, extent.height);
    this.#extent = extent;
    this.#history = new History(historyBytes);
  }

  get extent(): Rectangle {
    return this.#extent;
  }

  /** Bounds and coverage are measured once after each step. */
  facts(): Facts {
    this.#measured ??= { bounds: this.mask.bounds(), coverage: this.mask.coverage() };
    return { undo: this.#history.undoName, redo: this.#history.redoName, extent: this.#extent, ...this.#measured };
  }

  /** From now on the mask copies the tiles that it writes to. */
  moment(): Moment {
    return { mask: this.mask.mark(), extent: this.#extent };
  }

  /** Only what changed something is a step. */
  keep(name: StepName, before: Moment): void {
    if (this.mask.settle(before.mask)) this.#history.add(name, before, this.moment());
    this.#measured = null;
  }

  /** A step: all of it, or nothing where it can't be done. */
  change(name: StepName, change: () => void): void {
    const before = this.moment();
    try {
      change();
    } catch (error) {
      this.goTo(before);
      throw error;
    }
    this.keep(name, before);
  }

  /** Without a step. */
  goTo(moment: Moment | null): void {
    if (moment === null) return;
    this.mask.restore(moment.mask);
    this.#extent = moment.extent;
    this.#measured = null;
  }

  /** By another one of the same size, without a step. */
  replace(mask: Mask): void {
    if (mask.width !== this.mask.width || mask.height !== this.mask.height) throw new Error('The mask has another size.');
    this.mask.restore(mask.mark());
    this.#measured = null;
  }

  undo(): void {
    this.goTo(this.#history.undo(this.moment()));
  }

  redo(): void {
    this.goTo(this.#history.redo(this.moment()));
  }

  /** Several in a row, as a border is dragged, are one step that begins at the first. */
  extend(extent: Rectangle): void {
    const again = this.#history.undoName === 'extend' ? this.#history.before : null;
    const before = again ?? this.moment();
    if (again !== null) this.#history.drop();
    this.goTo(again);
    if (isSameExtent(extent, before.extent)) return;
    this.goTo({ mask: extended(this.mask, before.extent, extent).mark(), extent });
    this.#history.add('extend', before, this.moment());
  }
}
