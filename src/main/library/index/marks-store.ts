import type { IndexDatabase } from '../index-file.ts';
import { RowSet } from './row-set.ts';

/** The mark of a favourite. The others are `rating:1` … `rating:5`, `flag:picked`, `flag:rejected`, `tag:<name>` and `collection:<id>`. */
export const favouriteMark = 'favourite';

/** A mark that is given to rows, or taken from them. */
export interface MarkChange {
  readonly name: string;
  readonly rows: Int32Array | RowSet;
  readonly on: boolean;
}

/** So many sets that were used lately stay in memory, 62 kB each at half a million pictures. */
const remembered = 256;

interface StoredMark {
  readonly isList: number;
  readonly rows: Buffer;
}

/**
 * What a person decided about pictures, as the index holds it: a set of rows for each mark, by its name. The truth is in
 * the mark files (`Marks`); this copy answers questions.
 */
export class MarksStore {
  readonly #database: IndexDatabase;
  readonly #names: Set<string>;
  readonly #latest = new Map<string, RowSet>();

  constructor(database: IndexDatabase) {
    this.#database = database;
    this.#names = new Set(database.prepare<[], string>('SELECT name FROM marks ORDER BY name').pluck().all());
  }

  /** The names of all marks that some picture has or had, sorted. */
  names(prefix = ''): string[] {
    return [...this.#names].filter((name) => name.startsWith(prefix)).sort();
  }

  /** The rows that have a mark. Not to be changed. */
  rowsOf(name: string): RowSet {
    const rows = this.#latest.get(name) ?? this.#read(name);
    this.#latest.delete(name);
    this.#latest.set(name, rows);
    for (const oldest of this.#latest.keys()) if (this.#latest.size > remembered) this.#latest.delete(oldest);
    return rows;
  }

  /** The names of a row's marks. */
  of(row: number, prefix = ''): string[] {
    return this.names(prefix).filter((name) => this.rowsOf(name).has(row));
  }

  /** In the order given. To be called in a transaction; when that one fails, `forget`. */
  change(changes: readonly MarkChange[]): void {
    const changed = new Map<string, RowSet>();
    for (const { name, rows, on } of changes) {
      const set = changed.get(name) ?? this.rowsOf(name).copy();
      if (!on) set.deleteAll(rows instanceof RowSet ? rows : RowSet.of(rows));
      else if (rows instanceof RowSet) set.addAll(rows);
      else for (const row of rows) set.add(row);
      changed.set(name, set);
    }
    for (const [name, rows] of changed) this.#write(name, rows);
  }

  /** Makes these the only marks there are. To be called in a transaction. */
  replace(all: ReadonlyMap<string, RowSet>): void {
    this.#database.exec('DELETE FROM marks');
    this.#names.clear();
    this.#latest.clear();
    for (const [name, rows] of all) this.#write(name, rows);
  }

  /** Forgets what is in memory, after a transaction that failed. */
  forget(): void {
    this.#latest.clear();
    this.#names.clear();
    for (const name of this.#database.prepare<[], string>('SELECT name FROM marks').pluck().all()) this.#names.add(name);
  }

  #read(name: string): RowSet {
    if (!this.#names.has(name)) return new RowSet();
    const stored = this.#database.prepare<[string], StoredMark>('SELECT is_list AS isList, rows FROM marks WHERE name = ?').get(name);
    if (!stored) return new RowSet();
    if (stored.isList === 0) return RowSet.from(stored.rows);
    // A buffer of its own: numbers of four bytes must begin at a multiple of four.
    return RowSet.of(new Int32Array(Uint8Array.from(stored.rows).buffer));
  }

  #write(name: string, rows: RowSet): void {
    const { count, bytes } = rows;
    if (count === 0) {
      this.#database.prepare('DELETE FROM marks WHERE name = ?').run(name);
      this.#names.delete(name);
      this.#latest.delete(name);
      return;
    }
    // Thousands of tags with a few pictures each would be mostly zeros.
    const isList = count * 4 < bytes.byteLength;
    const blob = Buffer.from(isList ? rows.rows().buffer : bytes.buffer);
    this.#database.prepare('INSERT OR REPLACE INTO marks (name, is_list, rows) VALUES (?, ?, ?)').run(name, isList ? 1 : 0, blob);
    this.#names.add(name);
    this.#latest.set(name, rows);
  }
}
