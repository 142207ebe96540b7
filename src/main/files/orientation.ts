import type { PictureKind } from '../../shared/input.ts';
import { exifOrientation } from './exif-orientation.ts';
import { jpegSegments } from './jpeg-header.ts';
import { pngChunks } from './png-chunks.ts';
import { webpChunks } from './webp-header.ts';

const name = Buffer.from('Exif\0\0', 'latin1');
const app1 = 0xe1;

/**
 * How a file's pixels lie (see `exifOrientation`), as Chromium has it, so that everything in this app sees the same picture:
 * by the first Exif of a JPEG, by the first of a PNG before its pixels, and never by a WebP's. See decision 22.
 */
export function orientationOf(bytes: Uint8Array, kind: PictureKind): number {
  if (kind === 'webp') return 1;
  const [first] = kind === 'png' ? pngBlocks(bytes, 'before-pixels') : jpegBlocks(bytes);
  return first ? exifOrientation(first) : 1;
}

/** Whether no Exif in a file says that its pixels lie otherwise than upright, be it heeded by Chromium or not. */
export function isUpright(bytes: Uint8Array, kind: PictureKind): boolean {
  const blocks = { jpeg: jpegBlocks, png: pngBlocks, webp: webpBlocks }[kind](bytes);
  for (const block of blocks) if (exifOrientation(withoutName(block)) !== 1) return false;
  return true;
}

export function withoutName(block: Uint8Array): Uint8Array {
  return name.equals(block.subarray(0, name.byteLength)) ? block.subarray(name.byteLength) : block;
}

function* jpegBlocks(bytes: Uint8Array): Generator<Uint8Array> {
  for (const { marker, start, end } of jpegSegments(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
    const content = bytes.subarray(start, end);
    if (marker === app1 && withoutName(content) !== content) yield withoutName(content);
  }
}

function* pngBlocks(bytes: Uint8Array, where: 'before-pixels' | 'anywhere' = 'anywhere'): Generator<Uint8Array> {
  for (const { type, data, end } of pngChunks(bytes)) {
    if (where === 'before-pixels' && type === 'IDAT') return;
    if (type === 'eXIf' && end <= bytes.byteLength) yield bytes.subarray(data, end - 4);
  }
}

function* webpBlocks(bytes: Uint8Array): Generator<Uint8Array> {
  for (const { type, content } of webpChunks(bytes)) if (type === 'EXIF') yield content;
}
