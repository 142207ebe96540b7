import { SvelteMap } from 'svelte/reactivity';

import type { PictureMatches, PictureQuery } from '../../../shared/picture.ts';
import { askCoverage, type Coverage } from './coverage.ts';

/** Which tags the selected pictures have: all of them, some, or none. Found out for those that are looked at. */
export class TagCoverage {
  readonly #matching: (query: PictureQuery) => Promise<PictureMatches>;
  readonly #known = new SvelteMap<string, Coverage>();
  /** Another selection makes everything that was known wrong. */
  #rows = new Int32Array();

  constructor(matching: (query: PictureQuery) => Promise<PictureMatches>) {
    this.#matching = matching;
  }

  of(tag: string): Coverage | undefined {
    return this.#known.get(tag);
  }

  async ask(rows: Int32Array<ArrayBuffer>, tag: string): Promise<Coverage> {
    const coverage = await askCoverage({ matching: this.#matching }, rows, { tags: [tag] });
    this.#known.set(tag, coverage);
    return coverage;
  }

  /** One after the other, so that other questions get their turn in between. */
  async askAll(rows: Int32Array<ArrayBuffer>, tags: readonly string[]): Promise<void> {
    if (rows.length !== this.#rows.length || rows.some((row, place) => row !== this.#rows[place])) this.#known.clear();
    this.#rows = rows;
    for (const tag of tags) if (!this.#known.has(tag) && rows === this.#rows) await this.ask(rows, tag);
  }
}
