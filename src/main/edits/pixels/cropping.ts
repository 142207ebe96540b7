import type { Rectangle } from '../../../shared/edit.ts';
import type { BarePixels } from './picture-pixels.ts';
import { samplesOf, type Samples } from './samples.ts';

/** A part of a picture in its own samples. Outside of the picture its border is repeated. */
export function cropped(picture: BarePixels, crop: Rectangle): BarePixels {
  const { width, height, channels, depth, data } = picture;
  if (crop.left === 0 && crop.top === 0 && crop.width === width && crop.height === height) return picture;
  const rowLength = crop.width * channels;
  const part = samplesOf(depth, crop.height * rowLength);
  let before = -1;
  for (let y = 0; y < crop.height; y++) {
    const row = clamped(crop.top + y, height);
    if (row === before) part.copyWithin(y * rowLength, (y - 1) * rowLength, y * rowLength);
    else fillRow(part.subarray(y * rowLength, (y + 1) * rowLength), data.subarray(row * width * channels), picture, crop);
    before = row;
  }
  return { width: crop.width, height: crop.height, channels, depth, data: part };
}

function fillRow(to: Samples, from: Samples, { width, channels }: BarePixels, { left, width: length }: Rectangle): void {
  const first = clamped(left, width);
  const last = clamped(left + length - 1, width);
  // How many of the row's pixels lie left of the picture, and repeat its first one.
  const ahead = Math.min(length - 1, Math.max(0, -left));
  to.set(from.subarray(first * channels, (last + 1) * channels), ahead * channels);
  repeat(from.subarray(0, channels), to.subarray(0, ahead * channels));
  const inside = last - first + 1;
  repeat(from.subarray(last * channels, (last + 1) * channels), to.subarray((ahead + inside) * channels));
}

/** Twice as much each time: around a long strip there are many millions. */
function repeat(pixel: Samples, to: Samples): void {
  if (to.length === 0) return;
  to.set(pixel);
  for (let done = pixel.length; done < to.length; done *= 2) to.copyWithin(done, 0, done);
}

function clamped(place: number, length: number): number {
  return Math.min(Math.max(place, 0), length - 1);
}
