import { SvelteMap } from 'svelte/reactivity';

import type { Bridge } from '../../shared/bridge.ts';
import type { Judgement } from '../../shared/edit.ts';
import { Failure } from '../../shared/failure.ts';

/** Whoever only turns past an answer begins no work. */
const restMs = 150;

/** How true the answers are that one looks at, found out by itself: one at a time, however many are passed. */
export class Judging {
  readonly #edits: Pick<Bridge['edits'], 'judge'>;
  /** What was found of each. */
  readonly #found = new SvelteMap<string, Judgement | 'failed'>();
  /** One rests on it, and it isn't known yet. */
  #due: string | null = null;
  #isBusy = false;

  constructor(edits: Pick<Bridge['edits'], 'judge'>) {
    this.#edits = edits;
  }

  /** Undefined while it isn't known. */
  found(answer: string): Judgement | 'failed' | undefined {
    return this.#found.get(answer);
  }

  /** For an effect: the answer is shown now. Returns how to say that it no longer is. */
  rest(answer: string): () => void {
    const timer = setTimeout(() => this.lookAt(answer), restMs);
    return () => {
      clearTimeout(timer);
      if (this.#due === answer) this.#due = null;
    };
  }

  /** Looks at it now, or as soon as the one is judged that is under way; anew where that failed before. */
  lookAt(answer: string): void {
    const found = this.#found.get(answer);
    if (found !== undefined && found !== 'failed') return;
    this.#found.delete(answer);
    this.#due = answer;
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      while (this.#due !== null) {
        const answer = this.#due;
        this.#due = null;
        if (!this.#found.has(answer)) this.#found.set(answer, await this.#judged(answer));
      }
    } finally {
      this.#isBusy = false;
    }
  }

  async #judged(answer: string): Promise<Judgement | 'failed'> {
    try {
      return await this.#edits.judge(answer);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return 'failed';
    }
  }
}
