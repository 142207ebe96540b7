import { untrack } from 'svelte';

/** In ms. None is faster than twice a second: what flashes more often than three times can make people ill. */
export const paces = [500, 1000, 2000] as const;
export type Pace = (typeof paces)[number];

/** Two pictures in the same place, one after the other: by itself, or by hand where the person wants no motion. */
export class Blinking {
  readonly #isStill: () => boolean;
  #shown = $state(0);
  #paceMs = $state<Pace>(1000);
  #isPlaying = $state(false);

  constructor(isStill: () => boolean) {
    this.#isStill = isStill;
  }

  /** 0 or 1. */
  get shown(): number {
    return this.#shown;
  }

  get paceMs(): Pace {
    return this.#paceMs;
  }

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  /** For an effect: begins, by itself unless the person wants no motion, and returns how to end. */
  start(): () => void {
    // Only asked at the beginning: what the person has set going goes on.
    this.#isPlaying = !untrack(this.#isStill);
    return () => {
      this.#isPlaying = false;
    };
  }

  /** The other one, now; from here on by hand. */
  flip(): void {
    this.#isPlaying = false;
    this.#turn();
  }

  toggle(): void {
    this.#isPlaying = !this.#isPlaying;
  }

  setPace(paceMs: Pace): void {
    this.#paceMs = paceMs;
  }

  /** For an effect: turns in its pace for as long as it plays. */
  run(): (() => void) | undefined {
    if (!this.#isPlaying) return undefined;
    const timer = setInterval(() => this.#turn(), this.#paceMs);
    return () => clearInterval(timer);
  }

  #turn(): void {
    this.#shown = 1 - this.#shown;
  }
}
