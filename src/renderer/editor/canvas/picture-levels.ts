import type { PixelSize } from '../../../shared/edit.ts';

/** Pictures are held in squares: one that is larger than what a graphics card takes is no exception, and only what is seen is touched. */
export const pieceSide = 1024;

export interface Piece {
  readonly left: number;
  readonly top: number;
  readonly pixels: ImageBitmap;
}

/** The picture at one size, as large as it is or half, a quarter, … of that. */
export interface PictureLevel extends PixelSize {
  readonly pieces: readonly Piece[];
}

/** The sizes that a picture is kept in, largest first: down to one that is surely smaller than any stage. */
export function levelSizes({ width, height }: PixelSize): readonly PixelSize[] {
  const sizes = [{ width, height }];
  while (Math.max(width, height) >> (sizes.length - 1) > 512) {
    const part = 2 ** sizes.length;
    sizes.push({ width: Math.max(1, Math.round(width / part)), height: Math.max(1, Math.round(height / part)) });
  }
  return sizes;
}

/** Where the pieces of a level begin, row by row, and how large they are. */
export function pieceBoxes({ width, height }: PixelSize): readonly { left: number; top: number; width: number; height: number }[] {
  const boxes = [];
  for (let top = 0; top < height; top += pieceSide) {
    for (let left = 0; left < width; left += pieceSide) {
      boxes.push({ left, top, width: Math.min(pieceSide, width - left), height: Math.min(pieceSide, height - top) });
    }
  }
  return boxes;
}

/** A picture as far as it is decoded: coarse first. */
export class PictureLevels {
  /** Smallest first. */
  #levels: readonly PictureLevel[] = [];

  get isThere(): boolean {
    return this.#levels.length > 0;
  }

  add(level: PictureLevel): void {
    this.#levels = [...this.#levels, level].sort((a, b) => a.width - b.width || a.height - b.height);
  }

  /** The smallest that has a pixel for each of the stage's; the largest there is when none has. */
  levelFor(shown: PixelSize): PictureLevel | null {
    // Sizes are rounded: a pixel less in height, which doesn't decide but for the narrowest pictures, is none.
    const isEnough = ({ width, height }: PixelSize) => width >= shown.width * 0.999 && height + 1 >= shown.height * 0.999;
    return this.#levels.find(isEnough) ?? this.#levels.at(-1) ?? null;
  }

  /** The picture itself, once it is there. */
  full({ width, height }: PixelSize): PictureLevel | null {
    const largest = this.#levels.at(-1);
    return largest?.width === width && largest.height === height ? largest : null;
  }

  close(): void {
    for (const { pieces } of this.#levels) for (const { pixels } of pieces) pixels.close();
    this.#levels = [];
  }
}
