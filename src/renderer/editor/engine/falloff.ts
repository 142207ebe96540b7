import type { SweptArea } from './swept-area.ts';

/** How finely the tables tell distances apart. */
export const falloffSteps = 2048;
const squareSteps = 4096;
/** Room in the table for what rounding puts just outside the edge. */
const spare = 8;

/** How much of a pixel is covered, 0 to 255, by how far inside the edge it lies: 0 at the outer edge, 1 where all is covered. */
function covered(inside: number, hardness: number): number {
  const share = Math.min(1, Math.max(0, inside));
  return Math.round(255 * (hardness >= 1 ? share : share * share * (3 - 2 * share)));
}

export function falloffOf(hardness: number): Uint8Array {
  return Uint8Array.from({ length: falloffSteps + 1 }, (_, step) => covered(step / falloffSteps, hardness));
}

/**
 * The same by the square of the distance, which is a plain quadratic along a row: for wide soft edges of one width. `from` is the
 * square that the table begins with, `scale` its entries per square pixel.
 */
export class SquaredFalloff {
  readonly table: Uint8Array;
  readonly scale: number;
  readonly offset: number;

  constructor(outer: number, width: number, hardness: number) {
    const inner = Math.max(0, outer - width);
    const [from, to] = [inner * inner, outer * outer];
    this.scale = squareSteps / (to - from);
    this.offset = spare + 0.5 - from * this.scale;
    this.table = Uint8Array.from({ length: squareSteps + 2 * spare }, (_, entry) => {
      const square = Math.max(0, from + (entry - spare) / this.scale);
      return covered((outer - Math.sqrt(square)) / width, hardness);
    });
  }

  /** Keeps the larger coverage (or with `flip` 255 the smaller rest) of a row's pixels, which lie at b0 + b1 x and c0 + c1 x from the middle. */
  spread(tile: Uint8Array, start: number, from: number, to: number, flip: number, b0: number, b1: number, c0: number, c1: number): void {
    const { table, scale } = this;
    const a0 = (b0 * b0 + c0 * c0) * scale + this.offset;
    const a1 = 2 * (b0 * b1 + c0 * c1) * scale;
    const a2 = (b1 * b1 + c1 * c1) * scale;
    for (let x = from; x < to; x += 1) {
      const coverage = table[(a0 + x * (a1 + x * a2)) | 0] ?? 0;
      if (coverage > ((tile[start + x] ?? 0) ^ flip)) tile[start + x] = coverage ^ flip;
    }
  }
}

/** Whether a swept area's edge is as wide everywhere, and wide enough for the square's table to be the quicker way. */
export function hasEvenSoftEdge({ outerSlope, widthSlope, outer, width }: SweptArea): boolean {
  return outerSlope === 0 && widthSlope === 0 && width > 4 && outer > 16;
}
