/** A picture on the way through a family. */
export interface Step {
  readonly id: string;
  readonly prompt: string;
}

const kept = 30;

/** The way from picture to picture through families and jobs: what was left by another road begins a new one. */
export class Trail {
  #steps = $state.raw<readonly Step[]>([]);
  #ahead: Step | null = null;

  /** The pictures that led here, the one that is shown not among them. */
  get before(): readonly Step[] {
    return this.#steps;
  }

  /** Notes that the next picture to be shown is reached from this one. */
  walk(from: Step, to: Step): void {
    this.#steps = [...this.#steps, from].slice(-kept);
    this.#ahead = to;
  }

  /** Back to an earlier one, or to the last; null when there is none. */
  back(place = this.#steps.length - 1): Step | null {
    const step = this.#steps[place] ?? null;
    if (!step) return null;
    this.#steps = this.#steps.slice(0, place);
    this.#ahead = step;
    return step;
  }

  /** A picture is shown: one that wasn't walked to is where a new way begins. */
  arrive(id: string): void {
    if (this.#ahead?.id !== id) this.#steps = [];
    this.#ahead = null;
  }
}
