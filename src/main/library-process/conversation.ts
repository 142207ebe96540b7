import * as v from 'valibot';

import { Failure } from '../../shared/failure.ts';
import type { NewsName, PartName } from './contract.ts';
import type { LibraryProcess } from './library-process.ts';
import { errorOf, FromLibrary, type Opened, type Opening, type ToLibrary } from './messages.ts';

const lastPatienceMs = 1_000;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Listener {
  readonly news: (name: NewsName, value: unknown) => void;
  /** Errors that nobody waited for. */
  readonly unexpected: (error: Error) => void;
}

/** What is said between the main process and one library process, from its start to its end. */
export class Conversation {
  /** Settles when the process has ended, for whatever reason; it never rejects. */
  readonly ended: Promise<void>;
  readonly #process: LibraryProcess;
  readonly #listener: Listener;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #isOver = false;

  constructor(process: LibraryProcess, listener: Listener) {
    this.#process = process;
    this.#listener = listener;
    process.onMessage((message) => this.#hear(message));
    this.ended = new Promise((resolve) => {
      process.onExit(() => {
        this.#end();
        resolve();
      });
    });
  }

  open(opening: Opening): Promise<Opened> {
    return this.#asked((id) => ({ what: 'open', id, opening })) as Promise<Opened>;
  }

  /** Asks, and calls off the question when the signal that came last is aborted. The answer is waited for even then. */
  async ask(part: PartName, name: string, given: readonly unknown[]): Promise<unknown> {
    const last = given.at(-1);
    if (!(last instanceof AbortSignal)) return this.#asked((id) => ({ what: 'ask', id, part, name, given, canBeCalledOff: false }));
    last.throwIfAborted();
    let asked = 0;
    const callOff = (): void => this.#post({ what: 'call-off', id: asked });
    last.addEventListener('abort', callOff, { once: true });
    try {
      return await this.#asked((id) => {
        asked = id;
        return { what: 'ask', id, part, name, given: given.slice(0, -1), canBeCalledOff: true };
      });
    } catch (error) {
      last.throwIfAborted();
      throw error;
    } finally {
      last.removeEventListener('abort', callOff);
    }
  }

  /** Lets the process finish and end. One that takes longer than that is ended. */
  async close(patienceMs: number): Promise<void> {
    this.#post({ what: 'close' });
    if (await this.#endsWithin(patienceMs)) return;
    this.kill();
    // One that waits for a disk that never answers can't even be ended; it isn't waited for.
    await this.#endsWithin(lastPatienceMs);
  }

  kill(): void {
    if (!this.#isOver) this.#process.kill();
  }

  #endsWithin(patienceMs: number): Promise<boolean> {
    const { promise: tooLong, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => resolve(false), patienceMs);
    return Promise.race([this.ended.then(() => true), tooLong]).finally(() => clearTimeout(timer));
  }

  async #asked(message: (id: number) => ToLibrary): Promise<unknown> {
    if (this.#isOver) throw gone();
    const id = ++this.#lastId;
    const { promise, ...waiting } = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    try {
      this.#process.post(message(id));
    } catch (error) {
      this.#waiting.delete(id);
      throw error;
    }
    return promise;
  }

  /** To a process that has just ended nothing can be said, and nothing needs to be. */
  #post(message: ToLibrary): void {
    if (!this.#isOver) this.#process.post(message);
  }

  #hear(said: unknown): void {
    if (this.#isOver) return;
    const heard = v.safeParse(FromLibrary, said);
    if (!heard.success) {
      this.#listener.unexpected(new Error("The library's process said something that means nothing."));
      return;
    }
    const message = heard.output;
    if (message.what === 'news') this.#listener.news(message.name, message.value);
    else if (message.what === 'unexpected') this.#listener.unexpected(errorOf(message.error));
    else this.#settle(message);
  }

  /** An answer to what nobody asked, or that was answered before, is passed over. */
  #settle(message: Exclude<FromLibrary, { what: 'news' | 'unexpected' }>): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.what === 'answer') waiting?.resolve(message.value);
    else waiting?.reject(message.what === 'failure' ? Failure.fromData(message.failure) : errorOf(message.error));
  }

  #end(): void {
    this.#isOver = true;
    for (const { reject } of this.#waiting.values()) reject(gone());
    this.#waiting.clear();
  }
}

/** A disk that was away says the same: whoever asked may ask again. */
function gone(): Failure {
  return new Failure('library-unavailable', "The library's process ended while it was asked.", { because: { why: 'library-interrupted' } });
}
