/** The picture can't be shown; its worker has ended; a step couldn't be done; the wand sees nothing; an answer can't be shown. */
export type Trouble = 'picture' | 'stopped' | 'step' | 'colours' | 'answer';

/** What is wrong at the moment. Each is over by itself: none hides another. */
export class Troubles {
  #all = $state.raw<readonly Trouble[]>([]);

  has(trouble: Trouble): boolean {
    return this.#all.includes(trouble);
  }

  began(trouble: Trouble): void {
    if (!this.has(trouble)) this.#all = [...this.#all, trouble];
  }

  ended(trouble: Trouble): void {
    if (this.has(trouble)) this.#all = this.#all.filter((other) => other !== trouble);
  }
}
