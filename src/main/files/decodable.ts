import { crc32 } from 'node:zlib';

import type { PictureKind } from '../../shared/input.ts';
import { orientationExif } from './exif-orientation.ts';
import { orientationOf } from './orientation.ts';
import { withoutText } from './png-chunks.ts';

interface Decodable {
  /** Safe to give to a decoder. */
  readonly bytes: Uint8Array;
  /** Whether the decoder is to turn what it reads as its Exif says. */
  readonly isTurned: boolean;
}

/**
 * A picture's file as a decoder is to have it: without the text that unfolds to megabytes, and where it is to be turned, with an
 * Exif block of ours that says how. Decoders read strangers' Exif each in their own way.
 */
export function decodable(bytes: Uint8Array, kind: PictureKind): Decodable {
  const orientation = orientationOf(bytes, kind);
  const safe = kind === 'png' ? withoutText(bytes) : bytes;
  if (orientation === 1) return { bytes: safe, isTurned: false };
  return {
    bytes: kind === 'png' ? pngWithChunk(safe, 'eXIf', orientationExif(orientation)) : jpegLying(safe, orientation),
    isTurned: true,
  };
}

/** Behind the header: before the pixels, where Exif and profiles count. */
export function pngWithChunk(bytes: Uint8Array, type: string, data: Uint8Array): Uint8Array {
  const header = 33;
  return Buffer.concat([bytes.subarray(0, header), chunkOf(type, data), bytes.subarray(header)]);
}

/** Before every other segment: of several the first one counts. */
function jpegLying(bytes: Uint8Array, orientation: number): Uint8Array {
  return Buffer.concat([bytes.subarray(0, 2), jpegOrientation(orientation), bytes.subarray(2)]);
}

/** A chunk that says how a PNG lies. */
export function pngOrientation(orientation: number): Buffer {
  return chunkOf('eXIf', orientationExif(orientation));
}

function chunkOf(type: string, data: Uint8Array): Buffer {
  const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
  chunk.writeUInt32BE(data.byteLength, 0);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.byteLength - 4);
  return chunk;
}

/** A segment that says how a JPEG lies. */
export function jpegOrientation(orientation: number): Buffer {
  const segment = Buffer.concat([Buffer.from('\xff\xe1\0\0Exif\0\0', 'latin1'), orientationExif(orientation)]);
  segment.writeUInt16BE(segment.byteLength - 2, 2);
  return segment;
}
