import type { PixelSize, Rectangle } from '../../shared/edit.ts';

/** Whether a canvas is a picture and what it is extended by: no part of the picture may lie outside it. */
export function holdsPicture({ left, top, width, height }: Rectangle, picture: PixelSize): boolean {
  return left <= 0 && top <= 0 && left + width >= picture.width && top + height >= picture.height;
}
