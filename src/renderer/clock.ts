import { createSubscriber } from 'svelte/reactivity';

/** The time for what counts on screen. Ticks once a second, and only while something shows it. */
export class Clock {
  readonly #subscribe = createSubscriber((update) => {
    const timer = setInterval(update, 1000);
    return () => clearInterval(timer);
  });

  get now(): number {
    this.#subscribe();
    return Date.now();
  }
}
