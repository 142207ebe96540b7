import { pictureSources, type PictureSource } from '../../../shared/picture.ts';
import type { IndexDatabase } from '../index-file.ts';
import { ColumnArrays, rowBytes } from './column-arrays.ts';

/** What filters, order and layout ask of a picture. */
export interface ColumnFacts {
  readonly id: string;
  readonly createdAt: number;
  readonly jobId: string;
  readonly jobIndex: number;
  /** Width divided by height. */
  readonly ratio: number;
  readonly bytes: number;
  /** Of this one picture, where known. */
  readonly credits: number | null;
  readonly model: number;
  readonly source: PictureSource;
  readonly practice: boolean;
}

export interface ColumnState {
  readonly file: 'here' | 'missing' | 'damaged';
  readonly trashed: boolean;
}

/** The bits of a row's state. A row that was given to a picture is never given to another one. */
export const bit = { given: 1, gone: 2, practice: 4, trashed: 8, missing: 16, damaged: 32 } as const;

/** So many rows are written as one blob: a picture more costs 40 kB, and half a million are read in 500 pieces. */
const chunkRows = 1024;

/** What is asked of all pictures at once, as arrays over the rows; in the index as blobs, in the same transaction as the rest. */
export class Columns {
  readonly #database: IndexDatabase;
  readonly #dirty = new Set<number>();
  #arrays = new ColumnArrays(chunkRows);
  #length = 0;

  constructor(database: IndexDatabase) {
    this.#database = database;
    this.reload();
  }

  /** How many rows were given so far: the next picture's row. */
  get length(): number {
    return this.#length;
  }

  /** Longer than there are rows; others after the next `add`. */
  get arrays(): ColumnArrays {
    return this.#arrays;
  }

  isHere(row: number): boolean {
    return ((this.#arrays.state[row] ?? 0) & (bit.given | bit.gone)) === bit.given;
  }

  /** The rows of a job, and perhaps of others: only their ids tell. */
  likelyOfJob(jobId: string): number[] {
    const rows: number[] = [];
    const key = keyOf(jobId);
    const { jobKey } = this.#arrays;
    for (let row = 0; row < this.#length; row += 1) if (jobKey[row] === key && this.isHere(row)) rows.push(row);
    return rows;
  }

  add(facts: ColumnFacts, state: ColumnState): number {
    const row = this.#length;
    if (row === this.#arrays.length) this.#arrays = this.#arrays.grownTo(row + Math.max(chunkRows, (row >>> 2) & -chunkRows));
    const arrays = this.#arrays;
    arrays.createdAt[row] = facts.createdAt;
    arrays.credits[row] = facts.credits ?? NaN;
    arrays.ratio[row] = facts.ratio;
    arrays.bytes[row] = facts.bytes;
    arrays.jobKey[row] = keyOf(facts.jobId);
    arrays.idKey[row] = Number.parseInt(facts.id.slice(0, 8), 16);
    arrays.model[row] = facts.model;
    arrays.jobIndex[row] = facts.jobIndex;
    arrays.source[row] = pictureSources.indexOf(facts.source);
    arrays.state[row] = bit.given | (facts.practice ? bit.practice : 0) | stateBits(state);
    this.#length += 1;
    this.#dirty.add(Math.trunc(row / chunkRows));
    return row;
  }

  setState(row: number, state: ColumnState): void {
    const kept = (this.#arrays.state[row] ?? 0) & (bit.given | bit.gone | bit.practice);
    this.#arrays.state[row] = kept | stateBits(state);
    this.#dirty.add(Math.trunc(row / chunkRows));
  }

  drop(row: number): void {
    this.#arrays.state[row] = (this.#arrays.state[row] ?? 0) | bit.gone;
    this.#dirty.add(Math.trunc(row / chunkRows));
  }

  /** To be called at the end of a transaction that changed something; when that one fails, `reload`. */
  save(): void {
    const write = this.#database.prepare('INSERT OR REPLACE INTO columns (chunk, data) VALUES (?, ?)');
    for (const chunk of this.#dirty) write.run(chunk, this.#arrays.packed(chunk * chunkRows, chunkRows));
    this.#dirty.clear();
  }

  reload(): void {
    this.#dirty.clear();
    const chunks = this.#database.prepare<[], number>('SELECT count(*) FROM columns').pluck().get() ?? 0;
    this.#arrays = new ColumnArrays((chunks + 1) * chunkRows);
    const stored = this.#database.prepare<[], [number, Buffer]>('SELECT chunk, data FROM columns ORDER BY chunk').raw();
    for (const [chunk, data] of stored.iterate()) {
      if (chunk >= chunks || data.byteLength !== chunkRows * rowBytes) throw damage('The columns are not whole.');
      this.#arrays.unpack(chunk * chunkRows, chunkRows, data);
    }
    this.#length = chunks * chunkRows;
    while (this.#length > 0 && this.#arrays.state[this.#length - 1] === 0) this.#length -= 1;
  }
}

/** As SQLite says it of its own. */
function damage(message: string): Error {
  return Object.assign(new Error(message), { code: 'SQLITE_CORRUPT' });
}

function stateBits({ file, trashed }: ColumnState): number {
  return (trashed ? bit.trashed : 0) | (file === 'missing' ? bit.missing : 0) | (file === 'damaged' ? bit.damaged : 0);
}

/** A number that keeps the pictures of one job together (FNV-1a). */
function keyOf(text: string): number {
  let key = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) key = Math.imul(key ^ text.charCodeAt(at), 0x01000193);
  return key >>> 0;
}
