import type { Rectangle } from '../../../shared/edit.ts';
import type { MaskPixels, PicturePixels } from '../pixels/picture-pixels.ts';

type Samples = Uint8Array | Uint16Array;

interface Compared {
  readonly original: PicturePixels;
  readonly mask: MaskPixels;
  readonly canvas: Rectangle;
}

/**
 * Counts how many of the original's pixels that aren't in the mask differ from it, or aren't there, in a picture that comes row
 * by row. Every one of them is looked at.
 */
export class DifferingOutside {
  readonly #compared: Compared;
  #left: number;
  #differing = 0;

  constructor(compared: Compared) {
    this.#compared = compared;
    this.#left = compared.original.height;
  }

  /** A row of a picture that is as large as the canvas. */
  add(y: number, row: Samples): void {
    const { original, mask, canvas } = this.#compared;
    const { width, height, channels } = original;
    const from = y + canvas.top;
    if (from < 0 || from >= height) return;
    this.#left -= 1;
    if (canvas.left > 0 || canvas.left + canvas.width < width) {
      this.#differing += width;
      return;
    }
    const before = original.data.subarray(from * width * channels, (from + 1) * width * channels);
    const after = row.subarray(-canvas.left * channels, (width - canvas.left) * channels);
    // As fast as memory: most rows are the same as a whole.
    if (before.BYTES_PER_ELEMENT === after.BYTES_PER_ELEMENT && Buffer.compare(bytesOf(before), bytesOf(after)) === 0) return;
    const at = y * canvas.width - canvas.left;
    this.#differing += differingIn(before, after, mask.data.subarray(at, at + width), channels);
  }

  /** Rows that never came differ as a whole, and so do those that are too short. */
  count(): number {
    return this.#differing + Math.max(0, this.#left) * this.#compared.original.width;
  }
}

/** The same of a whole picture. One of another size than the canvas, or of other samples, differs everywhere. */
export function differingOutside({ picture, ...compared }: Compared & { readonly picture: PicturePixels }): number {
  const { original, canvas } = compared;
  const { width, height, channels, depth, data } = picture;
  const isOfSize = width === canvas.width && height === canvas.height;
  if (!isOfSize || channels !== original.channels || depth !== original.depth) return original.width * original.height;
  const differing = new DifferingOutside(compared);
  for (let y = 0; y < height; y++) differing.add(y, data.subarray(y * width * channels, (y + 1) * width * channels));
  return differing.count();
}

function bytesOf({ buffer, byteOffset, byteLength }: Samples): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function differingIn(before: Samples, after: Samples, mask: Uint8Array, channels: number): number {
  let differing = 0;
  for (let x = 0; x < mask.length; x++) {
    if (mask[x] !== 0) continue;
    let at = x * channels;
    const end = at + channels;
    while (at < end && before[at] === after[at]) at++;
    if (at < end) differing += 1;
  }
  return differing;
}
