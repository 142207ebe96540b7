import type { Picture } from '../../shared/picture.ts';

/** How many pictures' facts are kept: some thirty windows full. */
const kept = 4_000;

interface Entry {
  readonly picture: Picture;
  readonly revision: number;
}

/** The facts of the pictures that were looked at lately, by row, each as of a revision of the library. */
export class FactCache {
  readonly #entries = new Map<number, Entry>();

  get(row: number): Picture | undefined {
    return this.#entries.get(row)?.picture;
  }

  /** Whether the facts of a row are as new as that. */
  isFresh(row: number, revision: number): boolean {
    return (this.#entries.get(row)?.revision ?? -1) >= revision;
  }

  rowOf(id: string): number | null {
    for (const [row, { picture }] of this.#entries) if (picture.id === id) return row;
    return null;
  }

  /** Takes facts in; what hasn't been asked for the longest goes when there are too many. */
  add(pictures: readonly Picture[], revision: number): void {
    for (const picture of pictures) {
      this.#entries.delete(picture.row);
      this.#entries.set(picture.row, { picture, revision });
    }
    for (const row of this.#entries.keys()) {
      if (this.#entries.size <= kept) break;
      this.#entries.delete(row);
    }
  }

  clear(): void {
    this.#entries.clear();
  }
}
