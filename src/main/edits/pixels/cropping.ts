import type { Rectangle } from '../../../shared/edit.ts';
import type { PicturePixels } from './picture-pixels.ts';

export type Samples = Pick<PicturePixels, 'width' | 'height' | 'channels' | 'depth' | 'data'>;

/** A part of a picture in its own samples. Outside of the picture its border is repeated. */
export function cropped(picture: Samples, crop: Rectangle): Samples {
  const { width, height, channels, depth, data } = picture;
  if (crop.left === 0 && crop.top === 0 && crop.width === width && crop.height === height) return picture;
  const rowLength = crop.width * channels;
  const part = depth === 16 ? new Uint16Array(crop.height * rowLength) : new Uint8Array(crop.height * rowLength);
  let before = -1;
  for (let y = 0; y < crop.height; y++) {
    const row = clamped(crop.top + y, height);
    if (row === before) part.copyWithin(y * rowLength, (y - 1) * rowLength, y * rowLength);
    else fillRow(part.subarray(y * rowLength, (y + 1) * rowLength), data.subarray(row * width * channels), picture, crop);
    before = row;
  }
  return { width: crop.width, height: crop.height, channels, depth, data: part };
}

type Row = Uint8Array | Uint16Array;

function fillRow(to: Row, from: Row, { width, channels }: Samples, { left, width: length }: Rectangle): void {
  const first = clamped(left, width);
  const last = clamped(left + length - 1, width);
  // How many of the row's pixels lie left of the picture, and repeat its first one.
  const ahead = Math.min(length - 1, Math.max(0, -left));
  to.set(from.subarray(first * channels, (last + 1) * channels), ahead * channels);
  for (let x = 0; x < ahead; x++) to.set(from.subarray(0, channels), x * channels);
  const inside = last - first + 1;
  for (let x = ahead + inside; x < length; x++) to.set(from.subarray(last * channels, (last + 1) * channels), x * channels);
}

function clamped(place: number, length: number): number {
  return Math.min(Math.max(place, 0), length - 1);
}
