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
  #underWay: readonly Promise<unknown>[] = [];

  get newest(): Step | undefined {
    return this.#steps.at(-1);
  }

  get isBusy(): boolean {
    return this.#underWay.length > 0;
  }

  /** Something is being done that will be a step, unless it fails. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#underWay = [...this.#underWay, work];
    try {
      return await work;
    } finally {
      this.#underWay = this.#underWay.filter((other) => other !== work);
    }
  }

  /** The newest of the steps that what is being done now will be; undefined when all of it fails. */
  async coming(): Promise<Step | undefined> {
    const before = this.newest;
    await Promise.allSettled(this.#underWay);
    return this.newest === before ? undefined : this.newest;
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
