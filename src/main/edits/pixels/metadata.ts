import { deflateSync } from 'node:zlib';

import type { PictureKind } from '../../../shared/input.ts';
import { jpegSegments, orientationIn } from '../../files/jpeg-header.ts';
import { pngChunks } from '../../files/png-chunks.ts';
import { webpChunks } from '../../files/webp-header.ts';
import { xmpKeyword } from '../../library/embedded-record.ts';
import { tidiedExif } from './exif-block.ts';
import type { PngChunk } from './picture-pixels.ts';

interface Decoded {
  readonly icc: Uint8Array | null;
  readonly channels: number;
}

/** How colours are meant comes first: PNG wants it before everything else. */
const colourChunks = ['cICP', 'iCCP', 'sRGB', 'gAMA', 'cHRM', 'sBIT', 'mDCV', 'cLLI'];
/** What speaks of the bytes that it was found in isn't true of others: when they were written, who vouches for them. */
const otherChunks = ['pHYs', 'eXIf', 'tEXt', 'zTXt', 'iTXt'];
const exifName = 'Exif\0\0';
const xmpName = 'http://ns.adobe.com/xap/1.0/\0';
const marker = { jfif: 0xe0, app1: 0xe1, comment: 0xfe } as const;
const metresPerInch = 0.0254;

/** What a file says besides its pixels, as a PNG of the same pixels says it. */
export function metadataOf(bytes: Uint8Array, kind: PictureKind, decoded: Decoded): PngChunk[] {
  switch (kind) {
    case 'png':
      return ofPng(bytes, decoded);
    case 'jpeg':
      return [...profileOf(decoded), ...onlyOnce('eXIf', ofJpeg(bytes))];
    case 'webp':
      return [...profileOf(decoded), ...onlyOnce('eXIf', ofWebp(bytes))];
  }
}

function onlyOnce(type: string, chunks: readonly PngChunk[]): PngChunk[] {
  const first = chunks.find((chunk) => chunk.type === type);
  return chunks.filter((chunk) => chunk.type !== type || chunk === first);
}

/** Whether a file's pixels lie as they are shown. */
export function isUpright(bytes: Uint8Array, kind: PictureKind): boolean {
  if (kind !== 'jpeg') return true;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return [...jpegSegments(view)].every((segment) => segment.marker !== marker.app1 || (orientationIn(view, segment) ?? 1) === 1);
}

function ofPng(bytes: Uint8Array, { icc, channels }: Decoded): PngChunk[] {
  const found = [...pngChunks(bytes)]
    .filter(({ end }) => end <= bytes.byteLength)
    .map(({ type, data, end }) => ({ type, data: new Uint8Array(bytes.subarray(data, end - 4)) }));
  const colours = found.filter(({ type, data }) => {
    if (type === 'iCCP') return icc !== null;
    // Of a palette, or of one colour that is transparent, it doesn't fit what is written.
    return type === 'sBIT' ? data.byteLength === channels : colourChunks.includes(type);
  });
  const others = found.filter(({ type }) => otherChunks.includes(type));
  // A PNG is shown as it lies whatever its Exif says, so that stays.
  return [...colours, ...others.map((chunk) => (chunk.type === 'eXIf' ? { ...chunk, data: tidiedExif(chunk.data, 'as-it-is') } : chunk))];
}

function ofJpeg(bytes: Uint8Array): PngChunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return [...jpegSegments(view)].flatMap((segment) => {
    const content = bytes.subarray(segment.start, segment.end);
    if (segment.marker === marker.jfif) return resolutionOf(content);
    if (segment.marker === marker.comment) return [{ type: 'tEXt', data: Buffer.concat([latin('Comment\0'), content]) }];
    if (segment.marker !== marker.app1) return [];
    // The pixels are upright by now.
    if (startsWith(content, exifName)) return [{ type: 'eXIf', data: tidiedExif(content.subarray(exifName.length), 'upright') }];
    return startsWith(content, xmpName) ? [xmpChunk(uprightXmp(content.subarray(xmpName.length)))] : [];
  });
}

function ofWebp(bytes: Uint8Array): PngChunk[] {
  return [...webpChunks(bytes)].flatMap(({ type, content }) => {
    if (type === 'XMP ') return [xmpChunk(content)];
    if (type !== 'EXIF') return [];
    return [{ type: 'eXIf', data: tidiedExif(startsWith(content, exifName) ? content.subarray(exifName.length) : content, 'as-it-is') }];
  });
}

/** XMP may repeat how the picture lies; as in Exif, it is upright by now. */
function uprightXmp(packet: Uint8Array): Uint8Array {
  return latin(
    Buffer.from(packet)
      .toString('latin1')
      .replace(/(tiff:Orientation(?:\s*=\s*["']|>))[2-8]/g, '$11'),
  );
}

export function profileChunk(icc: Uint8Array): PngChunk {
  return { type: 'iCCP', data: Buffer.concat([latin('icc\0\0'), deflateSync(icc)]) };
}

function profileOf({ icc }: Decoded): PngChunk[] {
  return icc ? [profileChunk(icc)] : [];
}

function xmpChunk(packet: Uint8Array): PngChunk {
  return { type: 'iTXt', data: Buffer.concat([latin(`${xmpKeyword}\0\0\0\0\0`), packet]) };
}

/** JFIF: its unit is the inch, the centimetre, or none. PNG's is the metre. */
function resolutionOf(content: Uint8Array): PngChunk[] {
  if (!startsWith(content, 'JFIF\0') || content.byteLength < 12) return [];
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const perMetre = { 1: 1 / metresPerInch, 2: 100 }[view.getUint8(7)];
  if (perMetre === undefined) return [];
  const data = Buffer.alloc(9);
  data.writeUInt32BE(Math.round(view.getUint16(8) * perMetre), 0);
  data.writeUInt32BE(Math.round(view.getUint16(10) * perMetre), 4);
  data[8] = 1;
  return [{ type: 'pHYs', data }];
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return bytes.byteLength >= text.length && latin(text).equals(bytes.subarray(0, text.length));
}

function latin(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
