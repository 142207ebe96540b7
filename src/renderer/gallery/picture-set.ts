/** Pictures by id, each once, in the order in which they came. Never changes: one more makes another set. */
export class PictureSet {
  readonly #ids: ReadonlySet<string>;

  constructor(ids: Iterable<string> = []) {
    this.#ids = new Set(ids);
  }

  get ids(): readonly string[] {
    return [...this.#ids];
  }

  get size(): number {
    return this.#ids.size;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  toggled(id: string): PictureSet {
    return new PictureSet(this.has(id) ? this.ids.filter((other) => other !== id) : [...this.#ids, id]);
  }

  with(ids: readonly string[]): PictureSet {
    return new PictureSet([...this.#ids, ...ids]);
  }
}
