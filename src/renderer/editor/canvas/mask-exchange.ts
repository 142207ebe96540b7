import type { PixelSize } from '../../../shared/edit.ts';
import { maskFromPixels } from '../engine/codec/from-pixels.ts';
import { scaleMask } from '../engine/codec/scale-mask.ts';
import { Mask } from '../engine/mask.ts';
import { decoded } from './decoding.ts';

export interface Taken {
  readonly mask: Mask;
  /** The picture's own size, when it isn't the canvas'. */
  readonly scaledFrom: PixelSize | null;
}

const bandPx = 512;

/** Takes a picture as the mask of a canvas of this size. */
export async function maskFrom(address: string, size: PixelSize): Promise<Taken> {
  const bitmap = await decoded(address);
  const { width, height } = bitmap;
  const pixels = maskFromPixels(pixelsOf(bitmap), width, height);
  bitmap.close();
  const isSame = width === size.width && height === size.height;
  const mask = new Mask(size.width, size.height);
  mask.write(mask.canvas, isSame ? pixels : scaleMask(pixels, { width, height }, size));
  return { mask, scaledFrom: isSame ? null : { width, height } };
}

/** In bands: a canvas of the picture's size would only be another copy of it. */
function pixelsOf(bitmap: ImageBitmap): Uint8ClampedArray {
  const { width, height } = bitmap;
  const data = new Uint8ClampedArray(width * height * 4);
  const context = new OffscreenCanvas(width, Math.min(bandPx, height)).getContext('2d', { willReadFrequently: true });
  for (let top = 0; top < height; top += bandPx) {
    const rows = Math.min(bandPx, height - top);
    context?.clearRect(0, 0, width, rows);
    context?.drawImage(bitmap, 0, top, width, rows, 0, 0, width, rows);
    data.set(context?.getImageData(0, 0, width, rows).data ?? [], top * width * 4);
  }
  return data;
}
