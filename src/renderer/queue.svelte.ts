import type { Bridge } from '../shared/bridge.ts';
import type { QueueState } from '../shared/queue.ts';
import { costOf } from './job-cost.ts';
import type { Jobs } from './jobs.svelte.ts';
import { moved, unsentOf, type Move } from './queue-order.ts';

/** What the whole queue may cost once it is sent. */
export interface QueueCost {
  readonly credits: number;
  /** Of some of it the price isn't known. */
  readonly isPartial: boolean;
  readonly isFree: boolean;
}

/** What isn't sent yet, in the order in which it will be sent, and whether any of it may be. */
export class Queue {
  readonly #bridge: Bridge['queue'];
  readonly #jobs: Jobs;
  #state = $state.raw<QueueState>({ paused: false });
  /** Moves that the main process hasn't answered yet: on the screen they are made at once. */
  #moves = $state.raw<readonly Move[]>([]);
  /** What was asked for last: what is resumed goes in the order that was made before. */
  #last: Promise<unknown> = Promise.resolve();
  readonly unsent = $derived.by(() => this.#moves.reduce(moved, unsentOf(this.#jobs.all)));
  readonly cost: QueueCost = $derived.by(() => {
    const costs = this.unsent.map(costOf);
    return {
      credits: costs.reduce((sum, { credits }) => sum + (credits ?? 0), 0),
      isPartial: costs.some(({ how }) => how === 'unknown'),
      isFree: costs.every(({ how }) => how === 'free'),
    };
  });

  constructor(bridge: Bridge['queue'], jobs: Jobs) {
    this.#bridge = bridge;
    this.#jobs = jobs;
  }

  get isPaused(): boolean {
    return this.#state.paused;
  }

  async load(): Promise<void> {
    this.#state = await this.#bridge.get();
  }

  listen(): () => void {
    return this.#bridge.changed((state) => {
      this.#state = state;
    });
  }

  /** Sends nothing more; what was sent goes on. */
  pause(): Promise<void> {
    return this.#inTurn(() => this.#bridge.pause());
  }

  resume(): Promise<void> {
    return this.#inTurn(() => this.#bridge.resume());
  }

  /** Throws a `Failure` when one of the two has been sent meanwhile; the order is then as if nothing had been moved. */
  async move(move: Move): Promise<void> {
    this.#moves = [...this.#moves, move];
    try {
      await this.#inTurn(() => this.#bridge.move({ ...move }));
    } finally {
      this.#moves = this.#moves.filter((other) => other !== move);
    }
  }

  /** Takes everything back, and answers with the ids in the order of the queue. */
  cancelAll(): Promise<readonly string[]> {
    return this.#inTurn(() => this.#bridge.cancelAll());
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#last.then(act);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
