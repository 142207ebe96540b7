import type { Rectangle } from '../../../shared/edit.ts';
import { cropped } from '../pixels/cropping.ts';
import type { PicturePixels } from '../pixels/picture-pixels.ts';

/** A copy as large as the canvas. Beyond the picture its border is repeated. */
export function extended(picture: PicturePixels, canvas: Rectangle): PicturePixels {
  const { data, ...size } = cropped(picture, canvas);
  return { ...picture, ...size, data: data === picture.data ? data.slice() : data };
}
