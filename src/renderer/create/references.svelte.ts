import type { Bridge } from '../../shared/bridge.ts';
import { Failure, type FailureData } from '../../shared/failure.ts';
import type { Input } from '../../shared/input.ts';
import type { Model } from '../../shared/model.ts';
import { Listeners } from '../listeners.ts';

/** Why one file didn't become a reference; the screen says it in words. */
export type Refusal =
  | { readonly why: 'too-large'; readonly name: string; readonly limitBytes: number }
  | { readonly why: 'too-many'; readonly limit: number }
  | { readonly why: 'twice'; readonly name: string }
  | { readonly why: 'failed'; readonly name: string; readonly failure: FailureData };

/** The pictures that the next job works from, in the order in which they are sent. */
export class References {
  readonly #bridge: Bridge['inputs'];
  readonly #model: () => Model;
  readonly #changed = new Listeners();
  #all = $state.raw<readonly Input[]>([]);
  #refusals = $state.raw<readonly Refusal[]>([]);
  #pending = $state(0);
  #arriving: readonly Promise<unknown>[] = [];
  /** Ids of a draft's references while the library that holds them is away. */
  #unavailable = $state.raw<readonly string[]>([]);

  constructor(bridge: Bridge['inputs'], model: () => Model) {
    this.#bridge = bridge;
    this.#model = model;
  }

  get all(): readonly Input[] {
    return this.#all;
  }

  /** What the last attempt to add couldn't do. */
  get refusals(): readonly Refusal[] {
    return this.#refusals;
  }

  /** How many files are being read. */
  get pending(): number {
    return this.#pending;
  }

  get ids(): string[] {
    return this.#all.map(({ id }) => id);
  }

  /** How many references are kept for later, but can neither be shown nor sent now. */
  get unavailableCount(): number {
    return this.#unavailable.length;
  }

  /** What a draft must remember: also those that can't be reached now. */
  get keptIds(): string[] {
    return [...this.#unavailable, ...this.ids];
  }

  get isFull(): boolean {
    return this.#all.length >= this.#model().maxReferences;
  }

  onChange(tell: () => void): () => void {
    return this.#changed.add(tell);
  }

  /** Adds dropped or pasted files, one after the other so that their order stays. */
  addFiles(files: readonly File[]): Promise<void> {
    this.#refusals = [];
    return this.#awaited(async () => {
      for (const file of files) await this.#addFile(file);
    });
  }

  /** Asks for files. */
  async choose(): Promise<void> {
    this.#refusals = [];
    try {
      for (const input of await this.#bridge.choose()) this.#append(input);
    } catch (error) {
      this.#refuseFor('', error);
    }
  }

  /** Adds a picture of the library. Throws a `Failure` when its file isn't there. */
  addPicture(id: string): Promise<void> {
    this.#refusals = [];
    return this.#awaited(async () => this.#append(await this.#bridge.fromPicture(id)));
  }

  /** Puts exactly these in place, as far as they are still there. Throws a `Failure` while their library is away, and keeps them for later. */
  replace(ids: readonly string[]): Promise<void> {
    this.#refusals = [];
    return this.#awaited(() => this.#replace(ids));
  }

  /** When everything that is on its way is there, or can't come. Without it, something else than was asked for would be paid for. */
  async settled(): Promise<void> {
    while (this.#arriving.length > 0) await Promise.allSettled(this.#arriving);
  }

  /** The library changed: what couldn't be reached may be there again. */
  async recover(): Promise<void> {
    const ids = this.#unavailable;
    if (ids.length === 0) return;
    try {
      const reached = await this.#bridge.describe([...ids]);
      if (ids !== this.#unavailable) return;
      this.#unavailable = [];
      this.#set([...reached, ...this.#all.filter(({ id }) => !ids.includes(id))]);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }

  remove(id: string): void {
    this.#refusals = [];
    this.#set(this.#all.filter((input) => input.id !== id));
  }

  /** Moves one to another place; places beyond the ends mean the ends. */
  move(id: string, to: number): void {
    const moved = this.#all.find((input) => input.id === id);
    if (!moved) return;
    const others = this.#all.filter((input) => input.id !== id);
    const place = Math.min(Math.max(to, 0), others.length);
    this.#set(others.toSpliced(place, 0, moved));
  }

  clearRefusals(): void {
    this.#refusals = [];
  }

  async #replace(ids: readonly string[]): Promise<void> {
    try {
      const reached = ids.length === 0 ? [] : await this.#bridge.describe([...ids]);
      this.#unavailable = [];
      this.#set(reached);
    } catch (error) {
      this.#unavailable = ids;
      this.#set([]);
      throw error;
    }
  }

  #awaited(arrive: () => Promise<void>): Promise<void> {
    const arriving = arrive().finally(() => {
      this.#arriving = this.#arriving.filter((other) => other !== arriving);
    });
    this.#arriving = [...this.#arriving, arriving];
    return arriving;
  }

  async #addFile(file: File): Promise<void> {
    const limitBytes = this.#model().maxReferenceBytes;
    if (this.isFull) this.#refuseTooMany();
    else if (file.size > limitBytes) this.#refuse({ why: 'too-large', name: file.name, limitBytes });
    else await this.#read(file);
  }

  async #read(file: File): Promise<void> {
    this.#pending += 1;
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      this.#append(await this.#bridge.add({ name: file.name.slice(0, 500), bytes }));
    } catch (error) {
      this.#refuseFor(file.name, error);
    } finally {
      this.#pending -= 1;
    }
  }

  #append(input: Input): void {
    const limitBytes = this.#model().maxReferenceBytes;
    if (this.#all.some(({ id }) => id === input.id)) this.#refuse({ why: 'twice', name: input.name });
    else if (this.isFull) this.#refuseTooMany();
    else if (input.bytes > limitBytes) this.#refuse({ why: 'too-large', name: input.name, limitBytes });
    else this.#set([...this.#all, input]);
  }

  #set(inputs: readonly Input[]): void {
    this.#all = inputs;
    this.#changed.tell();
  }

  #refuse(refusal: Refusal): void {
    this.#refusals = [...this.#refusals, refusal];
  }

  #refuseTooMany(): void {
    if (!this.#refusals.some(({ why }) => why === 'too-many')) this.#refuse({ why: 'too-many', limit: this.#model().maxReferences });
  }

  #refuseFor(name: string, error: unknown): void {
    if (error instanceof Failure) this.#refuse({ why: 'failed', name, failure: error.toData() });
    else throw error;
  }
}
