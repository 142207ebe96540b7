import { Failure } from '../../shared/failure.ts';
import type { Library } from '../library/library.ts';
import type { LibraryOptions } from '../library/opening.ts';
import { newsOf, partsOf, questions, type NewsName, type Parts } from './contract.ts';
import { thrownOf, type FromLibrary, type Opened, type Opening, type ToLibrary } from './messages.ts';

interface HostParts {
  readonly open: (folder: string, options: LibraryOptions) => Promise<Library>;
  /** Throws what can't be cloned. */
  readonly say: (message: FromLibrary) => void;
  readonly exit: () => void;
}

type Answering = (...given: readonly unknown[]) => Promise<unknown>;

/** The library's own process: answers the main process's questions about the one library that it has opened. */
export class LibraryHost {
  readonly #parts: HostParts;
  readonly #underway = new Map<number, { readonly calledOff: AbortController; readonly answered: Promise<void> }>();
  #library: Library | null = null;

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  hear(message: ToLibrary): void {
    switch (message.what) {
      case 'open':
        this.#begin(message.id, () => this.#open(message.opening));
        break;
      case 'ask':
        this.#begin(message.id, (signal) => {
          const { part, name, given, canBeCalledOff } = message;
          return this.#answering(part, name)(...given, ...(canBeCalledOff ? [signal] : []));
        });
        break;
      case 'call-off':
        this.#underway.get(message.id)?.calledOff.abort();
        break;
      case 'close':
        void this.#close();
    }
  }

  /** Tells of an error that nobody is waiting for. */
  report(error: unknown): void {
    this.#parts.say({ what: 'unexpected', error: thrownOf(error) });
  }

  #begin(id: number, work: (signal: AbortSignal) => Promise<unknown>): void {
    const calledOff = new AbortController();
    const answered = this.#answer(id, () => work(calledOff.signal)).finally(() => this.#underway.delete(id));
    this.#underway.set(id, { calledOff, answered });
  }

  async #answer(id: number, work: () => Promise<unknown>): Promise<void> {
    try {
      this.#parts.say({ what: 'answer', id, value: await work() });
    } catch (error) {
      if (error instanceof Failure) this.#parts.say({ what: 'failure', id, failure: error.toData() });
      else this.#parts.say({ what: 'error', id, error: thrownOf(error) });
    }
  }

  async #open({ folder, ...options }: Opening): Promise<Opened> {
    const library = await this.#parts.open(folder, options);
    for (const name of Object.keys(newsOf) as NewsName[]) {
      newsOf[name](library, (value) => this.#parts.say({ what: 'news', name, value }));
    }
    this.#library = library;
    return { folder: library.folder, report: library.report, revision: library.revision };
  }

  /** Only what the table names is ever called. */
  #answering(part: keyof Parts, name: string): Answering {
    if (!this.#library || !Object.hasOwn(questions, part) || !Object.hasOwn(questions[part], name)) {
      throw new Error(`Nothing answers ${part}.${name}`);
    }
    const owner = partsOf(this.#library)[part] as unknown as Record<string, Answering>;
    return (...given) => owner[name]?.(...given) ?? Promise.resolve();
  }

  /** What takes long is called off; the rest is waited for, and so is everything that must be written. */
  async #close(): Promise<void> {
    const underway = [...this.#underway.values()];
    for (const { calledOff } of underway) calledOff.abort();
    await Promise.all(underway.map(({ answered }) => answered));
    try {
      await this.#library?.close();
    } catch (error) {
      this.report(error);
    }
    this.#parts.exit();
  }
}
