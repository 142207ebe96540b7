import type { Rectangle } from '../../../shared/edit.ts';
import type { MaskPixels } from '../pixels/picture-pixels.ts';

interface Extended {
  /** What is edited. */
  readonly picture: { readonly width: number; readonly height: number };
  /** As large as the canvas. */
  readonly mask: MaskPixels;
  readonly canvas: Rectangle;
}

/** Around everything that an answer may show in: what is painted, and what the picture is extended by. In the picture's pixels; null when that is nothing. */
export function maskedBounds(given: Extended): Rectangle | null {
  void given;
  throw new Error('being made');
}
