import type { Rectangle } from '../../../shared/edit.ts';
import type { MaskPixels, PicturePixels } from '../pixels/picture-pixels.ts';

interface Compared {
  readonly original: PicturePixels;
  /** As large as the canvas, as the mask is. */
  readonly picture: PicturePixels;
  readonly mask: MaskPixels;
  readonly canvas: Rectangle;
}

/** How many of the original's pixels that aren't in the mask differ from it. Every one of them is looked at. */
export function differingOutside({ original, picture, mask, canvas }: Compared): number {
  const { width, height, channels } = original;
  let differing = 0;
  for (let y = 0; y < height; y++) {
    const at = (y - canvas.top) * canvas.width - canvas.left;
    const before = original.data.subarray(y * width * channels, (y + 1) * width * channels);
    const after = picture.data.subarray(at * channels, (at + width) * channels);
    // As fast as memory: most rows are the same as a whole.
    if (Buffer.compare(bytesOf(before), bytesOf(after)) === 0) continue;
    differing += differingIn(before, after, mask.data.subarray(at, at + width), channels);
  }
  return differing;
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint8Array | Uint16Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function differingIn(before: Uint8Array | Uint16Array, after: Uint8Array | Uint16Array, mask: Uint8Array, channels: number): number {
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
