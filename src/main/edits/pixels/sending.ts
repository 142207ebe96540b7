import sharp, { type Sharp } from 'sharp';

import type { PixelSize, Rectangle } from '../../../shared/edit.ts';
import { Failure } from '../../../shared/failure.ts';
import { cropped } from './cropping.ts';
import { resized } from '../registering/resampling.ts';
import { profileChunk } from './metadata.ts';
import type { BarePixels, PicturePixels, SrgbPixels } from './picture-pixels.ts';
import { encodePng } from './png-writer.ts';
import { srgbOf } from './decoding.ts';

/** More is shrunk before its border is drawn: a long panorama's would take gigabytes. */
const mostCropPx = 120_000_000;
/** From so many times on. */
const muchLarger = 2;
/** A whole picture is answered at some 1,500 pixels: sending more shows the model nothing. */
const longestSentPx = 2_048;
/** A little under what should fit, so that twice is enough. */
const care = 0.95;

interface Reference {
  readonly png: Uint8Array;
  readonly sent: PixelSize;
}

/** What the service is shown of a picture: opaque 8-bit sRGB. Smaller than planned where it would be too many bytes. */
export async function referenceFor(original: PicturePixels, crop: Rectangle, planned: PixelSize, maxBytes: number): Promise<Reference> {
  let sent = planned;
  for (;;) {
    const png = await encodePng({ ...(await resampled(original, crop, sent)), channels: 3, depth: 8 });
    if (png.byteLength <= maxBytes) return { png, sent };
    sent = smaller(sent, care * Math.sqrt(maxBytes / png.byteLength));
  }
}

/** A whole picture that the service wouldn't take as it is. */
export function wholeFor(original: PicturePixels, maxBytes: number): Promise<Reference> {
  const { width, height } = original;
  const scale = Math.min(1, longestSentPx / Math.max(width, height));
  const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  return referenceFor(original, { left: 0, top: 0, width, height }, size, maxBytes);
}

/** At least a pixel less, so that whoever repeats it comes to an end. Throws `invalid` when one pixel is all there is. */
export function smaller({ width, height }: PixelSize, scale: number): PixelSize {
  if (width === 1 && height === 1) throw new Failure('invalid', 'Not even one pixel fits into what the service takes.');
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}

/** A part of a picture as the screen shows it, at any size; outside of the picture its border is repeated. */
export async function resampled(original: PicturePixels, crop: Rectangle, size: PixelSize): Promise<SrgbPixels> {
  const { picture, part } = await manageable(original, crop);
  const samples = cropped(picture, part);
  // Sharp is fast, and true where much is made little. Otherwise it is off by up to half a pixel: that is done with care, afterwards.
  const isMuch = part.width >= muchLarger * size.width && part.height >= muchLarger * size.height;
  const shown = await srgbAt(samples, isMuch ? size : part, original.icc);
  return resized(shown, size.width, size.height);
}

async function srgbAt(samples: BarePixels, { width, height }: PixelSize, icc: Uint8Array | null): Promise<SrgbPixels> {
  const sized = sharpOf(samples).flatten({ background: '#fff' }).resize({ width, height, fit: 'fill', kernel: 'lanczos3' });
  if (!icc) return srgbOf(sized);
  // A profile can only be applied to a file that carries it. In 8 bits: sharp takes deeper ones to another space than sRGB.
  const isGrey = samples.channels < 3;
  const data = await sized
    .toColourspace(isGrey ? 'b-w' : 'srgb')
    .raw()
    .toBuffer();
  const channels = isGrey ? 1 : 3;
  return srgbOf(sharp(await encodePng({ width, height, channels, depth: 8, data, metadata: [profileChunk(icc)] })));
}

async function manageable(picture: BarePixels, part: Rectangle): Promise<{ picture: BarePixels; part: Rectangle }> {
  const times = Math.ceil(Math.sqrt((part.width * part.height) / mostCropPx));
  if (times <= 1) return { picture, part };
  const size = { width: Math.ceil(picture.width / times), height: Math.ceil(picture.height / times) };
  const space = picture.channels < 3 ? 'b-w' : 'srgb';
  const { data, info } = await sharpOf(picture)
    .flatten({ background: '#fff' })
    .resize({ ...size, fit: 'fill' })
    .toColourspace(space)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [left, top] = [Math.round(part.left / times), Math.round(part.top / times)];
  const scaled = { left, top, width: Math.round(part.width / times), height: Math.round(part.height / times) };
  return { picture: { ...size, channels: info.channels === 1 ? 1 : 3, depth: 8, data }, part: scaled };
}

function sharpOf({ width, height, channels, data }: BarePixels): Sharp {
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
}
