/** Pictures that fly by are nothing to look at: their tiles are made and their thumbnails fetched once it has been calm for so long. */
const calmAfterMs = 50;
/** A jump after so long a rest is one that leads somewhere. */
const restMs = 300;

/** Tells looking from flying past, by how the window moves. Times in milliseconds, of any one clock. */
export class Pace {
  #yPx = 0;
  #movedAt = Number.NEGATIVE_INFINITY;
  #flewAt = Number.NEGATIVE_INFINITY;
  /** 1 downwards, -1 upwards. */
  direction: 1 | -1 = 1;

  moved(yPx: number, windowPx: number, now: number): void {
    const stepPx = yPx - this.#yPx;
    if (Math.abs(stepPx) > windowPx * 0.7 && now - this.#movedAt < restMs) this.#flewAt = now;
    if (stepPx !== 0) this.direction = stepPx > 0 ? 1 : -1;
    this.#yPx = yPx;
    this.#movedAt = now;
  }

  /** The window was put somewhere: no move, and here is where to look. */
  landed(yPx: number): void {
    this.#yPx = yPx;
    this.#flewAt = Number.NEGATIVE_INFINITY;
  }

  isFlying(now: number): boolean {
    return now - this.#flewAt < calmAfterMs;
  }

  isResting(now: number): boolean {
    return now - this.#movedAt >= restMs;
  }
}
