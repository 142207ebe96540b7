interface Waiting {
  readonly done: (answer: never) => void;
  readonly failed: (error: Error) => void;
}

/** What was asked and isn't answered yet. */
export class Questions {
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #ended: string | null = null;

  ask<T>(send: (id: number) => void): Promise<T> {
    if (this.#ended !== null) return Promise.reject(new Error(this.#ended));
    const id = (this.#last += 1);
    return new Promise<T>((done, failed) => {
      this.#waiting.set(id, { done, failed });
      send(id);
    });
  }

  answer(id: number, answer: unknown): void {
    this.#waiting.get(id)?.done(answer as never);
    this.#waiting.delete(id);
  }

  fail(id: number, why: string): void {
    this.#waiting.get(id)?.failed(new Error(why));
    this.#waiting.delete(id);
  }

  /** Nothing is answered any more, and what is asked later isn't either. */
  end(why: string): void {
    this.#ended ??= why;
    for (const id of [...this.#waiting.keys()]) this.fail(id, why);
  }
}
