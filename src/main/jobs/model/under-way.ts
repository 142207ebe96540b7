import { setImmediate as turn } from 'node:timers/promises';

/** Counts the calls that reach the disk or the network, so that a test knows when nothing is under way any more. */
export class UnderWay {
  #calls = 0;
  #over = Promise.withResolvers<undefined>();

  /** The same part; whatever it answers later with is counted until then. */
  readonly around = <T extends object>(part: T): T =>
    new Proxy(part, {
      get: (target, name) => {
        const found: unknown = Reflect.get(target, name, target);
        if (typeof found === 'function') return (...given: unknown[]) => this.#count(Reflect.apply(found, target, given));
        return typeof found === 'object' && found !== null ? this.around(found) : found;
      },
    });

  /** Settles when nothing has been under way for two turns of the event loop: whoever waited for the last answer has gone on by then. */
  async rest(): Promise<void> {
    for (let quietTurns = 0; quietTurns < 2;) {
      if (this.#calls > 0) await this.#over.promise;
      await turn();
      quietTurns = this.#calls === 0 ? quietTurns + 1 : 0;
    }
  }

  #count(answer: unknown): unknown {
    if (!(answer instanceof Promise)) return answer;
    this.#calls += 1;
    const end = (): void => {
      this.#calls -= 1;
      if (this.#calls > 0) return;
      this.#over.resolve(undefined);
      this.#over = Promise.withResolvers();
    };
    answer.then(end, end);
    return answer;
  }
}
