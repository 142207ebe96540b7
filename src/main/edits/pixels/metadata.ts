import { crc32, deflateSync } from 'node:zlib';

import type { PictureKind } from '../../../shared/input.ts';
import { exifOrientation } from '../../files/exif-orientation.ts';
import { jpegSegments } from '../../files/jpeg-header.ts';
import { withoutName } from '../../files/orientation.ts';
import { pngChunks } from '../../files/png-chunks.ts';
import { webpChunks } from '../../files/webp-header.ts';
import { embeddedKeyword, xmpKeyword } from '../../library/embedded-record.ts';
import { keywordOf, textIn } from '../../library/importing/metadata/png-texts.ts';
import { TextBudget } from '../../library/importing/metadata/text-budget.ts';
import { tidiedExif } from './exif-block.ts';
import { iptcChunks } from './iptc.ts';
import type { PngChunk } from './picture-pixels.ts';
import { editedXmp } from './xmp-packet.ts';

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
const marker = { jfif: 0xe0, app1: 0xe1, app13: 0xed, comment: 0xfe } as const;
const metresPerInch = 0.0254;

/** What a file says besides its pixels, as a PNG of the same pixels says it once they were edited. */
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

function ofPng(bytes: Uint8Array, { channels }: Decoded): PngChunk[] {
  const found = [...pngChunks(bytes)].filter(({ end }) => end <= bytes.byteLength);
  const contentOf = ({ type, data, end }: (typeof found)[number]) => ({ type, data: new Uint8Array(bytes.subarray(data, end - 4)) });
  const pixels = found.findIndex(({ type }) => type === 'IDAT');
  // What nobody heeded, since it came too late or was damaged, would recolour the whole picture once it is put right.
  const heeded = found.slice(0, pixels).filter((chunk) => colourChunks.includes(chunk.type) && isWhole(bytes, chunk));
  // Of a palette, or of one colour that is transparent, it doesn't fit what is written.
  const colours = heeded.map(contentOf).filter(({ type, data }) => type !== 'sBIT' || data.byteLength === channels);
  const others = found.filter(({ type }) => otherChunks.includes(type)).map(contentOf);
  return [...colours, ...onlyOnce('eXIf', others.flatMap(editedChunk))];
}

/** By the checksum behind its name and its content. */
function isWhole(bytes: Uint8Array, { data, end }: { readonly data: number; readonly end: number }): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset).readUInt32BE(end - 4) === crc32(bytes.subarray(data - 4, end - 4));
}

function ofJpeg(bytes: Uint8Array): PngChunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const segments = [...jpegSegments(view)];
  const contentOf = ({ start, end }: (typeof segments)[number]) => bytes.subarray(start, end);
  const chunks = segments.flatMap((segment) => {
    const content = contentOf(segment);
    if (segment.marker === marker.jfif) return resolutionOf(content);
    if (segment.marker === marker.comment) return [{ type: 'tEXt', data: Buffer.concat([latin('Comment\0'), content]) }];
    if (segment.marker !== marker.app1) return [];
    if (startsWith(content, exifName)) return exifChunk(content);
    return startsWith(content, xmpName) ? [xmpChunk(editedXmp(content.subarray(xmpName.length)))] : [];
  });
  return [...chunks, ...iptcChunks(segments.filter((segment) => segment.marker === marker.app13).map(contentOf))];
}

function ofWebp(bytes: Uint8Array): PngChunk[] {
  return [...webpChunks(bytes)].flatMap(({ type, content }) => {
    if (type === 'XMP ') return [xmpChunk(editedXmp(content))];
    return type === 'EXIF' ? exifChunk(content) : [];
  });
}

/** The pixels are upright by now: what would turn them once more doesn't come along. */
function exifChunk(block: Uint8Array): PngChunk[] {
  const data = tidiedExif(withoutName(block));
  return exifOrientation(data) === 1 ? [{ type: 'eXIf', data }] : [];
}

/** What we wrote ourselves tells of the picture that it was before: an edited one isn't that any more. */
function editedChunk(chunk: PngChunk): PngChunk[] {
  const { type, data } = chunk;
  if (type === 'eXIf') return exifChunk(data);
  const keyword = keywordOf(type, data);
  if (keyword === embeddedKeyword) return [];
  const packet = keyword === xmpKeyword ? textIn(type, data, new TextBudget()) : null;
  return [packet ? xmpChunk(editedXmp(packet)) : chunk];
}

/** A colour profile, packed as PNG has it (3rd edition, 11.3.2.3); its name there means nothing. */
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
