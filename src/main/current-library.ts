import path from 'node:path';

import { Failure } from '../shared/failure.ts';
import type { LibraryTask } from '../shared/library.ts';
import { bringInputs } from './bringing-inputs.ts';
import type { JobParts } from './jobs/parts.ts';
import type { OpenLibrary } from './library-process/libraries.ts';

/** The library that is open now. It can be another one a moment later, or none while its folder can't be reached. */
export class CurrentLibrary {
  readonly #open: (folder: string, signal: AbortSignal) => Promise<OpenLibrary>;
  readonly #needed: () => readonly string[];
  readonly #listeners = new Set<(revision: number) => void>();
  readonly #taskListeners = new Set<(task: LibraryTask) => void>();
  readonly #openedListeners = new Set<(folder: string) => void>();
  /** Aborted when the app ends: an opening may wait for a disk that never answers. */
  readonly #ending = new AbortController();
  #library: OpenLibrary | null = null;
  #folder = '';
  #turn: Promise<unknown> = Promise.resolve();

  /** `needed` names the inputs that are still to be sent: they come along into another library. */
  constructor(open: (folder: string, signal: AbortSignal) => Promise<OpenLibrary>, needed: () => readonly string[] = () => []) {
    this.#open = open;
    this.#needed = needed;
  }

  /** Where it is; until the first one is open, and when that can't be opened, where it is meant to be. */
  get folder(): string {
    return this.#folder;
  }

  /** Aborted when the app ends: what takes long and can be done again isn't waited for. */
  get ending(): AbortSignal {
    return this.#ending.signal;
  }

  /**
   * Opens the library in that folder and closes the one before; that one stays open when the new one can't be, or has no
   * room for what is still to be sent.
   * The folder that is open already stays as it is: opening sweeps away what a running download has begun.
   */
  openIn(folder: string): Promise<void> {
    // The page asks for it without waiting for a slow disk.
    if (this.#folder === '') this.#folder = folder;
    const turn = this.#turn.then(async () => {
      if (this.#library && path.resolve(folder) === path.resolve(this.#folder)) return;
      const opened = await this.#open(folder, this.#ending.signal);
      const before = this.#library;
      if (before) await this.#bring(before, opened);
      this.#take(opened, folder);
      if (before) await this.#leave(before, opened);
      this.#announce(opened.revision);
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Closes the library, lets it be put into another folder, and opens it where that says. Whoever needs the library waits
   * meanwhile. When it can't be put there, or can't be opened there, it is put back and opened again where it was.
   */
  reopenIn(put: () => Promise<string>, putBack: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(async () => {
      const [before, from] = [this.#library, this.#folder];
      this.#library = null;
      await before?.close();
      try {
        const folder = await put();
        this.#take(await this.#open(folder, this.#ending.signal), folder);
      } catch (error) {
        await putBack();
        this.#take(await this.#open(from, this.#ending.signal), from);
        throw error;
      } finally {
        this.#announce(this.#revision);
      }
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** The library, once it is open; throws `library-unavailable` when there is none. Questions at start wait for the opening. */
  async ready(): Promise<OpenLibrary> {
    await this.#turn;
    if (!this.#library) throw new Failure('library-unavailable', `The library folder can't be used: ${this.#folder}`);
    return this.#library;
  }

  /** For the jobs: each question goes to the library that is open at that moment. */
  forJobs(): JobParts['library'] {
    return {
      keep: async (...given) => this.#keepIn(await this.#readyAgain(), given),
      ensureRoomFor: async (pictures) => (await this.#readyAgain()).ensureRoomFor(pictures),
      inputs: {
        describe: async (ids) => (await this.#readyAgain()).inputs.describe(ids),
        read: async (id) => (await this.#readyAgain()).inputs.read(id),
        fromPicture: async (id) => (await this.#readyAgain()).inputs.fromPicture(id),
      },
    };
  }

  get #revision(): number {
    return this.#library?.revision ?? Date.now();
  }

  #take(opened: OpenLibrary, folder: string): void {
    opened.onChanged((revision) => this.#announce(revision));
    opened.onTask((task) => this.#tell(task));
    this.#library = opened;
    this.#folder = folder;
    for (const listener of this.#openedListeners) listener(folder);
  }

  /** A move is told of by whoever moves it: the library's own part isn't the whole of it. */
  #tell(task: LibraryTask): void {
    if (task.what === 'move') return;
    for (const listener of this.#taskListeners) listener(task);
  }

  async #bring(before: OpenLibrary, opened: OpenLibrary): Promise<void> {
    try {
      await bringInputs(before.inputs, opened.inputs, this.#needed);
    } catch (error) {
      await opened.close();
      throw error;
    }
  }

  /** What was asked for while the inputs were being brought along may need some more. */
  async #leave(before: OpenLibrary, opened: OpenLibrary): Promise<void> {
    try {
      await bringInputs(before.inputs, opened.inputs, this.#needed);
    } finally {
      await before.close();
    }
  }

  /** A picture that arrives while the library is being changed for another one is asked for again, and goes there. */
  async #keepIn(library: OpenLibrary, given: Parameters<OpenLibrary['keep']>): ReturnType<OpenLibrary['keep']> {
    try {
      return await library.keep(...given);
    } catch (error) {
      if (error instanceof Failure || library === this.#library) throw error;
      throw new Failure('library-unavailable', 'The library was changed while the picture was arriving.', { cause: error });
    }
  }

  /** A folder that wasn't there may be back: a disk that was plugged in, a network drive that woke up. */
  async #readyAgain(): Promise<OpenLibrary> {
    await this.#turn;
    if (!this.#library && !this.#ending.signal.aborted) await this.openIn(this.#folder).catch(() => undefined);
    return this.ready();
  }

  /** Looks for what other programs did to it, where the system doesn't tell. Nobody waits for that, so nobody hears of a failure. */
  async lookAgain(): Promise<void> {
    await this.#turn;
    await this.#library?.lookAgain().catch(() => undefined);
  }

  /** Where an id's pixels are; nowhere while no library is open. */
  async fileOf(...given: Parameters<OpenLibrary['fileOf']>): ReturnType<OpenLibrary['fileOf']> {
    await this.#turn;
    return this.#library ? this.#library.fileOf(...given) : null;
  }

  onChanged(listener: (revision: number) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Long work of the library that is open, as it goes on. */
  onTask(listener: (task: LibraryTask) => void): () => void {
    this.#taskListeners.add(listener);
    return () => void this.#taskListeners.delete(listener);
  }

  /** Hears the folder of each library that has been opened. */
  onOpened(listener: (folder: string) => void): () => void {
    this.#openedListeners.add(listener);
    return () => void this.#openedListeners.delete(listener);
  }

  async close(): Promise<void> {
    // Whoever is called off by it hears this, and not that something unexpected happened.
    this.#ending.abort(new Failure('cancelled', 'The app is ending.'));
    await this.#turn;
    const library = this.#library;
    this.#library = null;
    await library?.close();
  }

  #announce(revision: number): void {
    for (const listener of this.#listeners) listener(revision);
  }
}
