import type { Rectangle } from '../../../shared/edit.ts';
import type { MaskEditorOptions } from '../engine/mask-editor.ts';
import type { Mask } from '../engine/mask.ts';
import type { Sheet } from './sheet.ts';

/** Which mask lies on the stage: the person's own, or for a while another one in its place. */
export class Sheets {
  readonly #make: (options: MaskEditorOptions) => Sheet;
  #current: Sheet;
  /** The person's own, while another mask lies in its place. */
  #aside: Sheet | null = null;
  /** Goes up whenever another mask is asked for: an earlier one that comes later is too late. */
  #turn = 0;

  constructor(make: (options: MaskEditorOptions) => Sheet) {
    this.#make = make;
    this.#current = make({ width: 1, height: 1 });
  }

  get current(): Sheet {
    return this.#current;
  }

  /** The person's own, also while another mask lies in its place. */
  get own(): Sheet {
    return this.#aside ?? this.#current;
  }

  /** For another picture: nothing is painted. */
  begin(extent: Rectangle): void {
    this.#turn += 1;
    this.#current.sight.forget();
    this.#aside?.sight.forget();
    this.#aside = null;
    this.#current = this.#make(extent);
  }

  /** Another mask is on its way; answers with what lays it in the place of the person's own, if by then it is still wanted. */
  expect(): (extent: Rectangle, mask: Mask) => void {
    const turn = (this.#turn += 1);
    return (extent, mask) => {
      if (turn !== this.#turn) throw new Error('It was taken back.');
      const { editor } = this.#current;
      // What was begun on it is kept as it is by now.
      editor.up();
      this.#aside ??= this.#current;
      // Nobody who remembers a revision of the person's own takes this for it.
      this.#current = this.#make({ ...extent, mask, firstRevision: editor.state.revision + 1 });
    };
  }

  /** The person's own is there again as it was. */
  bringBack(): void {
    this.#turn += 1;
    this.#current = this.own;
    this.#aside = null;
  }
}
