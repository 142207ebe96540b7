import type { Layout } from './layout.ts';
import { RowBreaks } from './layout-breaks.ts';
import type { LayoutRules } from './layout-rules.ts';
import type { Sections } from './layout-sections.ts';

/** Pictures that are laid out well at once: more than any window shows. */
const nearPictures = 2000;

/**
 * Laying out very many pictures: at first well only around one of them and quickly everywhere else, so that something can be shown;
 * then all of them, a few milliseconds at a time. What was near stays as it is, except for how far down it stands.
 */
export class LayoutWork {
  /** What there is until everything is done. */
  readonly first: Layout;
  readonly #sections: Sections;
  readonly #rules: LayoutRules;
  readonly #breaks: RowBreaks;
  #last: Layout | null = null;
  /** The sections that are broken well: from `#wellFirst` up to `#wellEnd`, which grow into the rest. */
  #wellFirst: number;
  #wellEnd: number;

  constructor(sections: Sections, rules: LayoutRules, nearIndex: number) {
    this.#sections = sections;
    this.#rules = rules;
    this.#breaks = new RowBreaks(sections, rules);
    this.#wellFirst = sectionAt(sections, nearIndex - nearPictures / 2);
    this.#wellEnd = Math.min(sections.count, sectionAt(sections, nearIndex + nearPictures / 2) + 1);
    for (let section = 0; section < this.#wellFirst; section += 1) this.#breaks.breakQuickly(section);
    for (let section = this.#wellFirst; section < this.#wellEnd; section += 1) this.#breaks.breakWell(section);
    for (let section = this.#wellEnd; section < sections.count; section += 1) this.#breaks.breakQuickly(section);
    this.first = stacked(sections, rules, this.#breaks);
    if (this.#isWell) this.#last = this.first;
  }

  get isDone(): boolean {
    return this.#last !== null;
  }

  /** The best there is by now. */
  get layout(): Layout {
    return this.#last ?? this.first;
  }

  /** Goes on until `isOver` says so or everything is done. */
  goOn(isOver: () => boolean): void {
    while (!this.#isWell && !isOver()) {
      if (this.#wellEnd < this.#sections.count) this.#breaks.breakWell(this.#wellEnd++);
      if (this.#wellFirst > 0) this.#breaks.breakWell(--this.#wellFirst);
    }
    if (this.#isWell) this.#last ??= stacked(this.#sections, this.#rules, this.#breaks);
  }

  get #isWell(): boolean {
    return this.#wellFirst === 0 && this.#wellEnd === this.#sections.count;
  }
}

function sectionAt({ starts, count }: Sections, index: number): number {
  let [low, high] = [0, Math.max(0, count - 1)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Puts the rows below one another. */
function stacked(sections: Sections, rules: LayoutRules, breaks: RowBreaks): Layout {
  const { ratios, starts, groups: sectionGroups, dayCount, count } = sections;
  let rowCount = 0;
  for (let first = 0; first < ratios.length; first = breaks.nexts[first] ?? ratios.length) rowCount += 1;
  const firstPictures = new Int32Array(rowCount + 1);
  const topsPx = new Float64Array(rowCount);
  const heightsPx = new Int32Array(rowCount);
  const groups = new Int32Array(rowCount);
  const groupFirstRows = new Int32Array(dayCount + 1);
  let [row, first, yPx, group] = [0, 0, 0, -1];
  for (let section = 0; section < count; section += 1) {
    if (sectionGroups[section] !== group) {
      group += 1;
      groupFirstRows[group] = row;
      yPx += rules.headingPx + (row > 0 ? rules.dayGapPx - rules.gapPx : 0);
    }
    for (const end = starts[section + 1] ?? 0; first < end; row += 1) {
      const next = breaks.nexts[first] ?? end;
      const heightPx = breaks.heightPx(first, next);
      firstPictures[row] = first;
      topsPx[row] = yPx;
      heightsPx[row] = heightPx;
      groups[row] = group;
      yPx += heightPx + rules.gapPx;
      first = next;
    }
  }
  groupFirstRows[dayCount] = row;
  firstPictures[row] = first;
  return {
    ...{ rules, ratios, rowCount, firstPictures, topsPx, heightsPx, groups, groupFirstRows },
    heightPx: row === 0 ? 0 : yPx - rules.gapPx,
  };
}
