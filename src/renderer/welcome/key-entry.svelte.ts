import { Failure, type FailureData } from '../../shared/failure.ts';
import { keyProblem } from './key-problem.ts';

/** A key being typed, tested and saved: what both forms for it do. */
export class KeyEntry {
  key = $state('');
  problem = $state<ReturnType<typeof keyProblem>>();
  field = $state<HTMLInputElement>();
  #isTesting = $state(false);
  #failure = $state.raw<FailureData>();

  get isTesting(): boolean {
    return this.#isTesting;
  }

  /** Why the key could not be saved the last time. */
  get failure(): FailureData | undefined {
    return this.#failure;
  }

  /** Says whether the key was saved; if not, why stands beside the field, which gets the focus. `onsave` rejects with a `Failure`. */
  async save(onsave: (key: string) => Promise<void>): Promise<boolean> {
    if (this.#isTesting) return false;
    this.#failure = undefined;
    this.problem = keyProblem(this.key);
    if (this.problem) {
      this.field?.focus();
      return false;
    }
    this.#isTesting = true;
    try {
      await onsave(this.key.trim());
      return true;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#failure = error.toData();
      this.field?.focus();
      return false;
    } finally {
      this.#isTesting = false;
    }
  }
}
