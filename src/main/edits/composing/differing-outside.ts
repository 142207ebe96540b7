import type { Rectangle } from '../../../shared/edit.ts';
import type { MaskPixels, PicturePixels } from '../pixels/picture-pixels.ts';
import { areEqual, type Samples } from '../pixels/samples.ts';

interface Compared {
  readonly original: PicturePixels;
  /** As large as the canvas, as the mask is, in the original's own samples. One that isn't differs everywhere. */
  readonly picture: PicturePixels;
  readonly mask: MaskPixels;
  readonly canvas: Rectangle;
}

/** How many of the original's pixels that aren't in the mask differ from it, or have no place in it. Every one of them is looked at. */
export function differingOutside({ original, picture, mask, canvas }: Compared): number {
  const { width, height, channels } = original;
  const isOfSize = picture.width === canvas.width && picture.height === canvas.height;
  const hasColumns = canvas.left <= 0 && canvas.left + canvas.width >= width;
  if (!isOfSize || !hasColumns || picture.channels !== channels || picture.depth !== original.depth) return width * height;
  let differing = 0;
  for (let y = 0; y < height; y++) {
    const row = y - canvas.top;
    const at = row * canvas.width - canvas.left;
    const before = original.data.subarray(y * width * channels, (y + 1) * width * channels);
    if (row < 0 || row >= canvas.height) differing += width;
    else
      differing += differingIn(before, picture.data.subarray(at * channels, (at + width) * channels), mask.data.subarray(at, at + width));
  }
  return differing;
}

function differingIn(before: Samples, after: Samples, mask: Uint8Array): number {
  // Most rows are the same as a whole.
  if (areEqual(before, after)) return 0;
  const channels = before.length / mask.length;
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
