import type { IndexDatabase } from '../index-file.ts';

/** The models that pictures were made with, as numbers. */
export class Models {
  readonly #database: IndexDatabase;
  #numbers = new Map<string, number>();

  constructor(database: IndexDatabase) {
    this.#database = database;
    this.reload();
  }

  numberOf(name: string): number | null {
    return this.#numbers.get(name) ?? null;
  }

  /** Gives it a number if it has none. To be called in a transaction; when that one fails, `reload`. */
  take(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#database.prepare('INSERT INTO models (number, name) VALUES (?, ?)').run(number, name);
    this.#numbers.set(name, number);
    return number;
  }

  entries(): Iterable<readonly [name: string, number: number]> {
    return this.#numbers;
  }

  reload(): void {
    const stored = this.#database.prepare<[], [string, number]>('SELECT name, number FROM models ORDER BY number').raw().all();
    this.#numbers = new Map(stored);
  }
}
