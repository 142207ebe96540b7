import sharp, { type Metadata, type Sharp } from 'sharp';

import { Failure } from '../../../shared/failure.ts';
import { maxPicturePixels } from '../../../shared/picture.ts';
import { decodable } from '../../files/decodable.ts';
import { readPictureFacts, type PictureFacts } from '../../files/picture-file.ts';
import { animatedPicture } from '../refused.ts';
import { metadataOf } from './metadata.ts';
import type { BarePixels, MaskPixels, PicturePixels, SrgbPixels } from './picture-pixels.ts';
import { bytesOf } from './samples.ts';

/** A PNG, JPEG or WebP with every sample as it is in the file. Throws `bad-picture` for what isn't one, or is damaged. */
export async function decodePixels(bytes: Uint8Array): Promise<PicturePixels> {
  const facts = factsOf(bytes);
  const { bytes: safe, isTurned } = decodable(bytes, facts.kind);
  return decoded(async () => {
    const found = await sharp(safe, limits).metadata();
    // CMYK is a printing ink's colour space: nothing that came back could be laid over it.
    const converted = found.space === 'cmyk';
    const picture = sharp(safe, { ...limits, ignoreIcc: !converted });
    const samples = ofSize(facts, await samplesOf(isTurned ? picture.autoOrient() : picture, found));
    const icc = converted ? null : (found.icc ?? null);
    return { ...samples, icc, converted, metadata: metadataOf(bytes, facts.kind, { icc, channels: samples.channels }) };
  });
}

/** A picture as the screen shows it, over white where it is transparent. */
export async function decodeSrgb(bytes: Uint8Array): Promise<SrgbPixels> {
  const facts = factsOf(bytes);
  const { bytes: safe, isTurned } = decodable(bytes, facts.kind);
  const picture = sharp(safe, limits);
  return decoded(async () => ofSize(facts, await srgbOf(isTurned ? picture.autoOrient() : picture)));
}

/** What a person painted: a grey picture of 8 bits. */
export async function decodeMask(file: Uint8Array): Promise<MaskPixels> {
  const { width, height, channels, depth, data } = await decodePixels(file);
  if (channels !== 1 || depth !== 8) throw new Failure('bad-picture', 'A mask is a grey picture of 8 bits.', unusableMask);
  return { width, height, data: bytesOf(data) };
}

/** What may have been changed of what was sent: where the API's mask is transparent. */
export async function decodeSentMask(file: Uint8Array): Promise<MaskPixels> {
  const { width, height, channels, depth, data } = await decodePixels(file);
  if (channels !== 4 || depth !== 8) throw new Failure('bad-picture', 'The mask that was sent has no transparency.', unusableMask);
  const editable = new Uint8Array(width * height);
  for (let at = 0; at < editable.length; at++) editable[at] = 255 - (data[at * 4 + 3] ?? 0);
  return { width, height, data: editable };
}

/** A picture's pixels in 8-bit sRGB, as large as they are. */
export async function srgbOf(picture: Sharp): Promise<SrgbPixels> {
  const { data, info } = await picture.flatten({ background: '#fff' }).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: bytesOf(data) };
}

const damaged = { why: 'damaged' } as const;
const unusableMask = { because: { why: 'mask-not-usable' } } as const;
const limits = { limitInputPixels: maxPicturePixels, failOn: 'error', pages: 1 } as const;

function factsOf(bytes: Uint8Array): PictureFacts {
  const facts = readPictureFacts(bytes);
  if (facts.animated) throw animatedPicture();
  return facts;
}

/** What is planned and painted is of the size that the header says: pixels of another one would be paid for and not be laid over. */
function ofSize<T extends { readonly width: number; readonly height: number }>({ widthPx, heightPx }: PictureFacts, pixels: T): T {
  if (pixels.width === widthPx && pixels.height === heightPx) return pixels;
  throw new Failure('bad-picture', 'The picture is damaged: its pixels are not of the size that it says.', { because: damaged });
}

async function decoded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure('bad-picture', "The picture is damaged and can't be opened.", { cause, because: damaged });
  }
}

async function samplesOf(picture: Sharp, { space, channels, depth }: Metadata): Promise<BarePixels> {
  if (depth === 'ushort') {
    const { data, info } = await rawOf(picture.toColourspace(channels < 3 ? 'grey16' : 'rgb16').raw({ depth: 'ushort' }));
    return { ...sizeOf(info), channels: channelsOf(info.channels), depth: 16, data: wordsOf(data) };
  }
  const isGrey = space === 'b-w' && channels === 1;
  const { data, info } = await rawOf(picture.toColourspace(isGrey ? 'b-w' : 'srgb').raw());
  // Grey in 8 bits would lose its alpha on the way out, so it comes as three colours that are alike.
  if (channels === 2) return { ...sizeOf(info), channels: 2, depth: 8, data: greyAndAlpha(data) };
  return { ...sizeOf(info), channels: channelsOf(info.channels), depth: 8, data: bytesOf(data) };
}

function rawOf(picture: Sharp) {
  return picture.toBuffer({ resolveWithObject: true });
}

function sizeOf({ width, height }: { readonly width: number; readonly height: number }): Pick<BarePixels, 'width' | 'height'> {
  return { width, height };
}

function channelsOf(count: number): PicturePixels['channels'] {
  if (count === 1 || count === 2 || count === 3 || count === 4) return count;
  throw new Failure('bad-picture', `The picture has ${count} channels.`, { because: damaged });
}

function greyAndAlpha(rgba: Uint8Array): Uint8Array {
  const data = new Uint8Array(rgba.length / 2);
  for (let from = 0, to = 0; to < data.length; from += 4, to += 2) {
    data[to] = rgba[from] ?? 0;
    data[to + 1] = rgba[from + 3] ?? 0;
  }
  return data;
}

function wordsOf(data: Uint8Array): Uint16Array {
  const aligned = data.byteOffset % 2 === 0 ? data : new Uint8Array(data);
  return new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 2);
}
