/** After this long the person is told that something waits for them. */
const slowAfterMs = 2_000;
/** After this long nobody waits any more. */
const giveUpAfterMs = 60_000;

/** What happens to calls that may never end: a keychain that asks for its password keeps its caller until someone answers. */
export interface Patience {
  /** A call takes long, or the long one has ended after all. */
  onWaiting(waiting: boolean): void;
  /** A call that was given up has succeeded after all. */
  onLate(value: unknown): void;
  /** What a call ends with when it was given up, and when it may not start because an earlier one was. */
  giveUp(): Error;
}

/**
 * Lets one call run at a time: each pending keychain call holds one of Node's four file threads, so four of them stop all file access.
 * A call that was given up keeps its place until it ends; until then no other call starts.
 */
export class OneAtATime {
  readonly #patience: Patience;
  #line: Promise<unknown> = Promise.resolve();
  #stuck = false;

  constructor(patience: Patience) {
    this.#patience = patience;
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#line.then(() => this.#attempt(work));
    // The line only needs to know that a turn is over; its error belongs to whoever asked.
    this.#line = turn.catch(() => undefined);
    return turn;
  }

  #attempt<T>(work: () => Promise<T>): Promise<T> {
    if (this.#stuck) return Promise.reject(this.#patience.giveUp());
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    let waiting = false;
    let givenUp = false;
    const slow = setTimeout(() => {
      waiting = true;
      this.#patience.onWaiting(true);
    }, slowAfterMs);
    const late = setTimeout(() => {
      this.#stuck = givenUp = true;
      reject(this.#patience.giveUp());
    }, giveUpAfterMs);
    const over = (): void => {
      clearTimeout(slow);
      clearTimeout(late);
      this.#stuck = false;
      if (waiting) this.#patience.onWaiting(false);
    };
    work()
      .finally(over)
      .then((value) => {
        if (givenUp) this.#patience.onLate(value);
        resolve(value);
      })
      .catch(reject);
    return promise;
  }
}
