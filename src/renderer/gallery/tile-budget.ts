/** A frame's share of a machine's time that making tiles may take. */
const shareMs = 1.8;
const [fewest, most] = [5, 20];

/** How many tiles can be made in a frame without being late for the next one, by how long the last ones took. */
export class TileBudget {
  /** Of one tile. What a middling machine takes, until this one is known. */
  #costMs = 0.25;

  get tiles(): number {
    return Math.max(fewest, Math.min(most, Math.floor(shareMs / this.#costMs)));
  }

  /** One slow frame says little: the machine may have done something else. */
  took(tookMs: number, tiles: number): void {
    if (tiles > 0) this.#costMs += (tookMs / tiles - this.#costMs) / 8;
  }
}
