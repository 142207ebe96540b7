import type { Bridge } from '../../shared/bridge.ts';
import type { Draft as DraftData } from '../../shared/draft.ts';
import { Failure } from '../../shared/failure.ts';
import type { References } from './references.svelte.ts';

const saveAfterMs = 400;

/** What stands in the composer. Saved by itself shortly after each change, so that a restart finds it again. */
export class Draft {
  readonly references: References;
  readonly #bridge: Bridge['draft'];
  #prompt = $state('');
  #size = $state('auto');
  #count = $state(1);
  #callbackUrl = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isLoaded = false;

  constructor(bridge: Bridge['draft'], references: References) {
    this.#bridge = bridge;
    this.references = references;
    references.onChange(() => this.#changed());
  }

  get prompt(): string {
    return this.#prompt;
  }

  set prompt(prompt: string) {
    this.#prompt = prompt;
    this.#changed();
  }

  get size(): string {
    return this.#size;
  }

  set size(size: string) {
    this.#size = size;
    this.#changed();
  }

  get count(): number {
    return this.#count;
  }

  set count(count: number) {
    this.#count = count;
    this.#changed();
  }

  get callbackUrl(): string {
    return this.#callbackUrl;
  }

  set callbackUrl(callbackUrl: string) {
    this.#callbackUrl = callbackUrl;
    this.#changed();
  }

  async load(): Promise<void> {
    try {
      await this.#fill(await this.#bridge.load());
    } catch (error) {
      // A library that can't be reached (the start banner says so) must not keep the words from coming back.
      if (!(error instanceof Failure)) throw error;
    } finally {
      this.#isLoaded = true;
    }
  }

  /** Fills the composer with the settings of an earlier picture. */
  async reuse(draft: DraftData): Promise<void> {
    await this.#fill(draft);
    this.#changed();
  }

  /** Saves now what waits to be saved: the window may be closing. */
  async flush(): Promise<void> {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#bridge.save({
      prompt: this.#prompt,
      size: this.#size,
      count: this.#count,
      references: this.references.keptIds,
      callbackUrl: this.#callbackUrl,
    });
  }

  async #fill(draft: DraftData): Promise<void> {
    this.#prompt = draft.prompt;
    this.#size = draft.size;
    this.#count = draft.count;
    this.#callbackUrl = draft.callbackUrl;
    await this.references.replace(draft.references);
  }

  #changed(): void {
    if (!this.#isLoaded) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), saveAfterMs);
  }
}
