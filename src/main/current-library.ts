import path from 'node:path';

import { Failure } from '../shared/failure.ts';
import type { JobParts } from './jobs/parts.ts';
import type { Library } from './library/library.ts';

/** The library that is open now. It can be another one a moment later, or none while its folder can't be reached. */
export class CurrentLibrary {
  readonly #open: (folder: string) => Promise<Library>;
  readonly #listeners = new Set<(revision: number) => void>();
  #library: Library | null = null;
  #folder = '';
  #closed = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(open: (folder: string) => Promise<Library>) {
    this.#open = open;
  }

  get folder(): string {
    return this.#folder;
  }

  /**
   * Opens the library in that folder and closes the one before; that one stays open when the new one can't be.
   * The folder that is open already stays as it is: opening sweeps away what a running download has begun.
   */
  openIn(folder: string): Promise<void> {
    const turn = this.#turn.then(async () => {
      if (this.#library && path.resolve(folder) === path.resolve(this.#folder)) return;
      const opened = await this.#open(folder);
      opened.onChanged((revision) => this.#announce(revision));
      const before = this.#library;
      this.#library = opened;
      this.#folder = folder;
      await before?.close();
      this.#announce(opened.revision);
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** Notes which folder is meant although it couldn't be opened. */
  unavailable(folder: string): void {
    this.#folder = folder;
  }

  /** The library, once it is open; throws `library-unavailable` when there is none. Questions at start wait for the opening. */
  async ready(): Promise<Library> {
    await this.#turn;
    if (!this.#library) throw new Failure('library-unavailable', `The library folder can't be used: ${this.#folder}`);
    return this.#library;
  }

  /** For the jobs: each question goes to the library that is open at that moment. */
  forJobs(): JobParts['library'] {
    return {
      keep: async (...given) => (await this.#readyAgain()).keep(...given),
      inputs: {
        describe: async (ids) => (await this.#readyAgain()).inputs.describe(ids),
        read: async (id) => (await this.#readyAgain()).inputs.read(id),
      },
    };
  }

  /** A folder that wasn't there may be back: a disk that was plugged in, a network drive that woke up. */
  async #readyAgain(): Promise<Library> {
    await this.#turn;
    if (!this.#library && !this.#closed) await this.openIn(this.#folder).catch(() => undefined);
    return this.ready();
  }

  /** Where an id's pixels are; nowhere while no library is open. */
  async fileOf(...given: Parameters<Library['fileOf']>): ReturnType<Library['fileOf']> {
    await this.#turn;
    return this.#library ? this.#library.fileOf(...given) : null;
  }

  onChanged(listener: (revision: number) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#turn;
    const library = this.#library;
    this.#library = null;
    await library?.close();
  }

  #announce(revision: number): void {
    for (const listener of this.#listeners) listener(revision);
  }
}
