/** Whether the answer that is to be shown is what is seen: it is fetched first, and drawn elsewhere. */
export class AnswerSight {
  #wanted = $state.raw<string | null>(null);
  #seen = $state.raw<string | null>(null);

  get isOnItsWay(): boolean {
    return this.#wanted !== this.#seen;
  }

  /** By its address; null: none, or none any more. */
  wants(address: string | null): void {
    this.#wanted = address;
    if (address === null) this.#seen = null;
  }

  sees(address: string): void {
    this.#seen = address;
  }
}
