import type { Density } from './density.ts';
import { rulesFor } from './density.ts';
import { sectionsOf, type Sections } from './layout-sections.ts';
import { LayoutWork } from './layout-work.ts';
import type { Shown } from './shown.ts';

const nothing = sectionsOf(new Float32Array(), new Int32Array());

/** The work of laying out what is shown, begun anew only when there is something else to lay out. */
export class LayingOut {
  #shown: Shown | null = null;
  #sections: Sections = nothing;
  #widthPx = -1;
  #density: Density = 'medium';
  #work = new LayoutWork(nothing, rulesFor(1, 'medium'), 0);

  workOn(shown: Shown, widthPx: number, density: Density, nearIndex: () => number): LayoutWork {
    if (shown === this.#shown && widthPx === this.#widthPx && density === this.#density) return this.#work;
    if (shown !== this.#shown) this.#sections = sectionsOf(shown.ratios, shown.days);
    this.#shown = shown;
    this.#widthPx = widthPx;
    this.#density = density;
    // Before the width is known there is nothing to be right about.
    this.#work = new LayoutWork(widthPx === 0 ? nothing : this.#sections, rulesFor(Math.max(1, widthPx), density), nearIndex());
    return this.#work;
  }
}
