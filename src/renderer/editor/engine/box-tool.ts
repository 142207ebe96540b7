import { AreaModifiers } from './area-modifiers.ts';
import { combine } from './combine.ts';
import { DraggedBox } from './dragged-box.ts';
import { filledPath } from './filled-path.ts';
import { emptyBox, isEmpty, type Box } from './geometry.ts';
import { Mask } from './mask.ts';
import { ellipsePath } from './path.ts';
import type { Modifiers, PointerSample, Preview, Tool, ToolWork } from './tool.ts';

/** A rectangle or an ellipse, drawn from corner to corner. */
export class BoxTool implements Tool {
  readonly isOpen = false;
  readonly #kind: 'rectangle' | 'ellipse';
  #dragged: DraggedBox | null = null;
  #modifiers: AreaModifiers | null = null;
  #box: Box = emptyBox;

  constructor(kind: 'rectangle' | 'ellipse') {
    this.#kind = kind;
  }

  get preview(): Preview {
    return this.#dragged === null ? { kind: 'none' } : { kind: this.#kind, box: this.#box };
  }

  down(work: ToolWork, at: PointerSample, modifiers: Modifiers): void {
    this.#modifiers = new AreaModifiers(work, modifiers);
    this.#dragged = new DraggedBox(at);
    this.#box = emptyBox;
  }

  move(_work: ToolWork, to: readonly PointerSample[], modifiers: Modifiers): void {
    for (const sample of to) this.#dragged?.drag(sample, modifiers);
    this.#measure(modifiers);
  }

  up({ mask }: ToolWork, modifiers: Modifiers): void {
    this.#measure(modifiers);
    if (!isEmpty(this.#box) && this.#modifiers !== null) combine(mask, this.#areaOf(mask), this.#modifiers.combination);
    this.cancel();
  }

  cancel(): void {
    this.#dragged = null;
    this.#modifiers = null;
    this.#box = emptyBox;
  }

  #areaOf({ width, height }: Mask): Mask {
    if (this.#kind === 'ellipse') return filledPath(ellipsePath(this.#box), width, height);
    const area = new Mask(width, height);
    area.fill(this.#box, 255);
    return area;
  }

  #measure(modifiers: Modifiers): void {
    if (this.#modifiers !== null) this.#box = this.#dragged?.box(this.#modifiers.shaping(modifiers)) ?? emptyBox;
  }
}
