import type { IndexDatabase } from '../index-file.ts';

const chunkRows = 1024;
const idBytes = 32;

/** The ids of all rows, 16 MB at half a million pictures: read where they are asked for, and written as columns are. */
export class Ids {
  readonly #database: IndexDatabase;
  readonly #chunks = new Map<number, Buffer>();
  readonly #dirty = new Set<number>();

  constructor(database: IndexDatabase) {
    this.#database = database;
  }

  set(row: number, id: string): void {
    const chunk = Math.trunc(row / chunkRows);
    this.#chunk(chunk).write(id, (row % chunkRows) * idBytes, 'hex');
    this.#dirty.add(chunk);
  }

  /** Of rows that were given, in their order. */
  of(rows: Int32Array): string[] {
    return Array.from(rows, (row) => {
      const from = (row % chunkRows) * idBytes;
      return this.#chunk(Math.trunc(row / chunkRows)).toString('hex', from, from + idBytes);
    });
  }

  save(): void {
    const write = this.#database.prepare('INSERT OR REPLACE INTO ids (chunk, data) VALUES (?, ?)');
    for (const chunk of this.#dirty) write.run(chunk, this.#chunk(chunk));
    this.#dirty.clear();
  }

  reload(): void {
    this.#chunks.clear();
    this.#dirty.clear();
  }

  #chunk(number: number): Buffer {
    const known = this.#chunks.get(number);
    if (known) return known;
    const stored = this.#database.prepare<[number], Buffer>('SELECT data FROM ids WHERE chunk = ?').pluck().get(number);
    const chunk = stored ?? Buffer.alloc(chunkRows * idBytes);
    this.#chunks.set(number, chunk);
    return chunk;
  }
}
