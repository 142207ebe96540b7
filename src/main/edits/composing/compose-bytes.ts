import { Failure } from '../../../shared/failure.ts';
import { maskedBounds } from './masked-bounds.ts';
import type { Rectangle } from '../../../shared/edit.ts';
import type { MaskPixels, PicturePixels } from '../pixels/picture-pixels.ts';
import { pixelBytesOf } from '../pixels/samples.ts';

interface Composing {
  readonly picture: Pick<PicturePixels, 'width' | 'height' | 'channels' | 'depth'>;
  readonly mask: MaskPixels;
  readonly canvas: Rectangle;
}

/** For each pixel around what is painted: the mask's part, its feather (two distances of two bytes), and what comes of it, twice. */
const bytesOfMasked = 7;
/** How much of a machine's memory one composite may take. */
const share = 0.6;

/**
 * How much memory laying an answer over takes at its height: the picture, what it becomes and the mask; with them first the
 * feather's working, and then what the written file is decoded to.
 */
export function composeBytes({ picture, mask, canvas }: Composing): number {
  const { width, height } = picture;
  const masked = maskedBounds({ picture, mask, canvas });
  const area = canvas.width * canvas.height;
  const pixelBytes = pixelBytesOf(picture);
  const feather = masked ? masked.width * masked.height * bytesOfMasked : 0;
  return (width * height + area) * pixelBytes + area + Math.max(feather, area * pixelBytes);
}

/** Throws `out-of-memory` for a composite that a machine of so much memory can't lay together beside everything else that it does. */
export function ensureMemory(neededBytes: number, memoryBytes: number): void {
  const room = share * memoryBytes;
  if (neededBytes <= room) return;
  const [needed, has, all] = [neededBytes, room, memoryBytes].map((bytes) => `${(bytes / 1e9).toFixed(1)} GB`);
  throw new Failure(
    'out-of-memory',
    `Laying an answer over this picture would take ${needed} of memory. Of this computer's ${all}, Afterglow takes ${has} at most.`,
    { because: { why: 'too-little-memory', neededBytes, roomBytes: room, memoryBytes } },
  );
}
