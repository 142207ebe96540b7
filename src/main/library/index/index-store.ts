import { Failure } from '../../../shared/failure.ts';
import { isDamage, markClean, onIndex, replaceIndexFile, syncIndexFile, type IndexDatabase } from '../index-file.ts';
import { IndexContents } from './contents.ts';

/** While an index is being made, so many changes are written at once: each page of the file then once, not with every picture. */
const changesAtOnce = 20;

/** The index file that is open now: asked and changed one thing after the other, and replaced by another one that was made. */
export class IndexStore {
  #contents: IndexContents;
  /** Whether the index holds all that the disk does; a changed one says so on the disk only when it is closed. */
  #isComplete: boolean;
  #isChanged: boolean;
  #isBeingMade: boolean;
  #unwritten = 0;
  #onDamage: () => void = () => undefined;
  /** From the clock, so that a process that is started again with the same index never repeats an order. */
  #order = Date.now();

  /** `made`: a new one, which is complete once that is noted. */
  constructor(database: IndexDatabase, state: 'complete' | 'incomplete' | 'made') {
    this.#isComplete = state === 'complete';
    this.#isBeingMade = state === 'made';
    this.#isChanged = this.#isBeingMade;
    this.#contents = new IndexContents(database);
  }

  /** Where its file is. */
  get path(): string {
    return this.#contents.database.name;
  }

  /** Goes up when pictures come or go. */
  get order(): number {
    return this.#order;
  }

  noteOrder(): void {
    this.#order += 1;
  }

  /** Calls back, as often as it happens, when a question comes upon a damaged place. */
  onDamage(listener: () => void): void {
    this.#onDamage = listener;
  }

  ask<T>(work: (contents: IndexContents) => T): Promise<T> {
    return new Promise((resolve) => {
      if (!this.#contents.database.open) throw new Failure('library-unavailable', 'The library is closed.');
      resolve(this.#noticing(() => onIndex(() => work(this.#contents))));
    });
  }

  /** All of it or nothing. */
  change(work: (contents: IndexContents) => void): Promise<void> {
    return this.ask((contents) => {
      if (!this.#isChanged) markClean(contents.database, false);
      this.#isChanged = true;
      try {
        if (this.#isBeingMade) this.#make(work);
        else this.#inTransaction(work);
      } catch (error) {
        contents.reload();
        throw error;
      }
    });
  }

  /** Notes that the index was brought up to what the disk holds. */
  noteComplete(): Promise<void> {
    return this.change(() => (this.#isComplete = true));
  }

  /** Puts a made index into its place. */
  async take(path: string): Promise<void> {
    await this.#settle();
    await this.#become(this.path, path);
  }

  /** Becomes what another index was made to be, in its own place: the same pictures in other rows. */
  async become(made: IndexStore): Promise<void> {
    const from = made.path;
    await made.#settle();
    await made.close();
    await this.#become(from, this.path);
  }

  close(): Promise<void> {
    return this.ask(() => this.#close());
  }

  /** Closes it as it is: the next opening compares it with the disk. */
  abandon(): Promise<void> {
    this.#isComplete = false;
    return this.close();
  }

  #become(from: string, to: string): Promise<void> {
    return this.ask(() => {
      this.#close();
      const { database, failure } = replaceIndexFile(from, to);
      this.#contents = new IndexContents(database);
      if (failure !== null) throw failure;
      this.#order += 1;
      [this.#isComplete, this.#isChanged, this.#isBeingMade] = [true, false, false];
    });
  }

  /** Hundreds of megabytes take the disk seconds: not while everybody waits. */
  async #settle(): Promise<void> {
    await this.ask(() => this.#write());
    await syncIndexFile(this.path);
  }

  #inTransaction(work: (contents: IndexContents) => void): void {
    this.#contents.database.transaction(() => {
      work(this.#contents);
      this.#contents.save();
    })();
  }

  /** Nothing is taken back: what goes wrong makes the whole file worthless. */
  #make(work: (contents: IndexContents) => void): void {
    const { database } = this.#contents;
    if (!database.inTransaction) database.exec('BEGIN');
    work(this.#contents);
    if ((this.#unwritten += 1) >= changesAtOnce) this.#write();
  }

  #write(): void {
    const { database } = this.#contents;
    if (!database.inTransaction) return;
    this.#contents.save();
    database.exec('COMMIT');
    this.#unwritten = 0;
  }

  #close(): void {
    const { database } = this.#contents;
    try {
      if (this.#isBeingMade) this.#write();
      if (this.#isComplete && this.#isChanged) markClean(database, true);
    } finally {
      database.close();
    }
  }

  #noticing<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (isDamage(error)) {
        this.#isComplete = false;
        this.#onDamage();
      }
      throw error;
    }
  }
}
