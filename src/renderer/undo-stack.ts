/** Something that was done and can be taken back. */
export interface Step {
  /** What was done, as a short sentence. */
  readonly said: string;
  readonly undo: () => Promise<unknown>;
}

/** More than anyone goes back; the main process remembers about as many. */
const kept = 100;

/** What the person did lately, newest last. Each step is taken back once. */
export class UndoStack {
  #steps: readonly Step[] = [];

  get newest(): Step | undefined {
    return this.#steps.at(-1);
  }

  push(step: Step): void {
    this.#steps = [...this.#steps, step].slice(-kept);
  }

  /** Takes a step off, the newest unless another is asked for; undefined when there is none. */
  take(wanted: Step | undefined = this.newest): Step | undefined {
    const step = this.#steps.find((other) => other === wanted);
    this.#steps = this.#steps.filter((other) => other !== step);
    return step;
  }
}
