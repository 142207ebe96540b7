import type { Picture } from '../../shared/picture.ts';

/** How many pictures' facts are fetched at once, and how many such pages are kept. */
export const pageLength = 100;
const keptPages = 40;

type Entry = readonly [page: number, pictures: readonly Picture[]];

export function pageOf(index: number): number {
  return Math.floor(index / pageLength);
}

/** The facts of those pictures that were looked at, by page. Never changes: a page more makes another one. */
export class FactPages {
  readonly #pages: ReadonlyMap<number, readonly Picture[]>;

  constructor(entries: readonly Entry[] = []) {
    this.#pages = new Map(entries);
  }

  at(index: number): Picture | undefined {
    return this.#pages.get(pageOf(index))?.[index % pageLength];
  }

  has(page: number): boolean {
    return this.#pages.has(page);
  }

  get size(): number {
    return this.#pages.size;
  }

  /** Where a picture stands, or -1 when its facts aren't here. */
  indexOf(id: string): number {
    for (const [page, pictures] of this.#pages) {
      const place = pictures.findIndex((picture) => picture.id === id);
      if (place >= 0) return page * pageLength + place;
    }
    return -1;
  }

  /** With one page more; the ones that came first go when there are too many, except those that are wanted. */
  with(page: number, pictures: readonly Picture[], wanted: readonly number[]): FactPages {
    const entries = [...this.#pages, [page, pictures] as const];
    const surplus = entries.length - keptPages;
    return new FactPages(entries.filter(([other], place) => place >= surplus || wanted.includes(other)));
  }
}
