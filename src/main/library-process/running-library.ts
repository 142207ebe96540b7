import { Failure } from '../../shared/failure.ts';
import type { LibraryNews, NewsName, PartName } from './contract.ts';
import { Conversation } from './conversation.ts';
import type { StartLibraryProcess } from './library-process.ts';
import type { Opened, Opening } from './messages.ts';

/** So many starts within so long a time: a process that ends more often than that isn't helped by another start. */
const mostStarts = 4;
const startsWithinMs = 30_000;
/** How long the process may take to finish what it does when the library is closed. */
const closingMs = 5_000;

export interface RunningParts {
  readonly start: StartLibraryProcess;
  readonly unexpected: (error: unknown) => void;
  /** Milliseconds, of which only differences count. */
  readonly now?: () => number;
}

type Listeners = { readonly [Name in NewsName]: Set<(value: LibraryNews[Name]) => void> };

/** An open library in a process of its own, which is started again when it dies. */
export class RunningLibrary {
  readonly #parts: RunningParts;
  readonly #listeners: Listeners = { changed: new Set(), task: new Set() };
  #opening: Opening;
  #starts: readonly number[] = [];
  #revision = 0;
  /** The newest one, also while its library is still being opened. */
  #newest: Conversation | null = null;
  #current: Promise<Conversation> | null = null;
  #isClosed = false;

  constructor(parts: RunningParts, opening: Opening) {
    this.#parts = parts;
    this.#opening = opening;
    this.listen('changed', (revision) => (this.#revision = revision));
  }

  get revision(): number {
    return this.#revision;
  }

  /** The first opening: what goes wrong now is the caller's to deal with. Aborting ends the process. */
  async open(signal?: AbortSignal): Promise<Opened> {
    signal?.throwIfAborted();
    const giveUp = (): void => void this.close();
    signal?.addEventListener('abort', giveUp, { once: true });
    try {
      const { conversation, opened } = await this.#begin();
      this.#current = Promise.resolve(conversation);
      // From here on a folder that isn't there has gone away.
      this.#opening = { ...this.#opening, mustExist: true };
      return opened;
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }

  async ask(part: PartName, name: string, given: readonly unknown[]): Promise<unknown> {
    return (await this.#running()).ask(part, name, given);
  }

  listen<Name extends NewsName>(name: Name, listener: (value: LibraryNews[Name]) => void): () => void {
    this.#listeners[name].add(listener);
    return () => void this.#listeners[name].delete(listener);
  }

  /** Orderly, and within seconds. Nothing may be asked afterwards. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#newest?.close(closingMs);
  }

  #running(): Promise<Conversation> {
    if (this.#isClosed) return Promise.reject(new Failure('library-unavailable', 'The library is closed.'));
    if (this.#current) return this.#current;
    const current = this.#begin().then(({ conversation }) => conversation);
    this.#current = current;
    // The next question tries again.
    current.catch(() => (this.#current = null));
    return current;
  }

  async #begin(): Promise<{ conversation: Conversation; opened: Opened }> {
    this.#countStart();
    const conversation = new Conversation(this.#parts.start(), {
      news: (name, value) => this.#tell(name, value as LibraryNews[typeof name]),
      unexpected: this.#parts.unexpected,
    });
    this.#newest = conversation;
    try {
      const opened = await conversation.open(this.#opening);
      this.#revision = opened.revision;
      void conversation.ended.then(() => this.#startAgain());
      return { conversation, opened };
    } catch (error) {
      conversation.kill();
      throw error;
    }
  }

  #countStart(): void {
    const { now: time = () => performance.now() } = this.#parts;
    const now = time();
    const recent = this.#starts.filter((startedAt) => now - startedAt < startsWithinMs);
    if (recent.length >= mostStarts) {
      throw new Failure('library-unavailable', "The library's process ends again and again. It is tried again in half a minute.", {
        because: { why: 'library-interrupted' },
      });
    }
    this.#starts = [...recent, now];
  }

  /** At once, not only when something is asked: whoever shows the library hears that it may be another one. */
  #startAgain(): void {
    this.#current = null;
    if (this.#isClosed) return;
    this.#parts.unexpected(new Error("The library's process ended by itself."));
    this.#running().then(
      () => this.#tell('changed', this.#revision),
      (error: unknown) => this.#parts.unexpected(error),
    );
  }

  #tell<Name extends NewsName>(name: Name, value: LibraryNews[Name]): void {
    for (const listener of this.#listeners[name]) listener(value);
  }
}
