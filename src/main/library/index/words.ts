import type { Statement } from 'better-sqlite3';

import type { IndexDatabase } from '../index-file.ts';
import { expressionOf, isIn, parseSearch, type SearchTerm } from '../search-text.ts';
import { RowSet } from './row-set.ts';

/** So many terms' answers stay in memory, 62 kB each at half a million pictures. */
const remembered = 128;
const zero = 48;

interface Answer {
  readonly term: SearchTerm;
  readonly rows: RowSet;
}

/**
 * Which pictures' words a search finds. Each of its terms is asked for by itself and its answer kept, so that the next key
 * asks for one term more at the most; pictures that come are added to the answers that they belong to.
 */
export class Words {
  readonly #find: Statement<[string], Buffer | null>;
  readonly #latest = new Map<string, Answer>();

  constructor(database: IndexDatabase) {
    // As one text: handing over half a million numbers one by one takes twice as long.
    const sql = 'SELECT CAST(group_concat(rowid) AS BLOB) FROM prompts WHERE prompts MATCH ?';
    this.#find = database.prepare<[string], Buffer | null>(sql).pluck();
  }

  /** Leaves those of the rows that a search finds. */
  keepFound(text: string, rows: RowSet): void {
    const { wanted, unwanted } = parseSearch(text);
    for (const term of wanted) rows.keep(this.#rowsOf(term));
    for (const term of unwanted) rows.deleteAll(this.#rowsOf(term));
  }

  /** To be told of each picture's `searchable` words when it is added. Those that go stay in answers, and are nobody's. */
  added(row: number, words: string): void {
    for (const { term, rows } of this.#latest.values()) if (isIn(term, words)) rows.add(row);
  }

  forget(): void {
    this.#latest.clear();
  }

  #rowsOf(term: SearchTerm): RowSet {
    const expression = expressionOf(term);
    const answer = this.#latest.get(expression) ?? { term, rows: rowsIn(this.#find.get(expression) ?? Buffer.alloc(0)) };
    this.#latest.delete(expression);
    this.#latest.set(expression, answer);
    for (const oldest of this.#latest.keys()) if (this.#latest.size > remembered) this.#latest.delete(oldest);
    return answer.rows;
  }
}

/** Of numbers with commas between. */
function rowsIn(text: Uint8Array): RowSet {
  const rows = new RowSet();
  if (text.byteLength === 0) return rows;
  let row = 0;
  for (let at = 0; at < text.byteLength; at += 1) {
    const digit = (text[at] ?? 0) - zero;
    if (digit >= 0) {
      row = row * 10 + digit;
      continue;
    }
    rows.add(row);
    row = 0;
  }
  rows.add(row);
  return rows;
}
