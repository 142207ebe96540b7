import { jpegSegments, orientationIn } from '../../files/jpeg-header.ts';
import type { CarriedText } from './carried-text.ts';

const xmpName = 'http://ns.adobe.com/xap/1.0/\0';
const maxSegmentBytes = 65_533;
const marker = { exif: 0xe1, iptc: 0xed, comment: 0xfe } as const;
const orientationTag = 0x0112;

/** JPEG's segments before the pixels: Exif and XMP (APP1), IPTC (APP13) and comments are text; how the picture lies is kept. */
export function jpegCarrying(bytes: Uint8Array, text: CarriedText | null): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [];
  let orientation = 1;
  let pixels = 2;
  for (const segment of jpegSegments(view)) {
    if (segment.marker === marker.exif) orientation = orientationIn(view, segment) ?? orientation;
    else if (segment.marker !== marker.iptc && segment.marker !== marker.comment) kept.push(bytes.subarray(segment.start - 4, segment.end));
    pixels = segment.end;
  }
  const isTurned = orientation > 1 && orientation <= 8;
  const written = [...(isTurned ? [exifOf(orientation)] : []), ...(text ? [xmpOf(text.xmp)] : [])];
  return Buffer.concat([bytes.subarray(0, 2), ...written, ...kept, bytes.subarray(pixels)]);
}

/** Exif with nothing in it but how the picture lies. */
function exifOf(orientation: number): Buffer {
  const data = Buffer.alloc(6 + 8 + 2 + 12 + 4);
  data.write('Exif\0\0MM\0*', 0, 'latin1');
  data.writeUInt32BE(8, 10);
  data.writeUInt16BE(1, 14);
  data.writeUInt16BE(orientationTag, 16);
  data.writeUInt16BE(3, 18); // a short …
  data.writeUInt32BE(1, 20); // … and one of them
  data.writeUInt16BE(orientation, 24);
  return segment(marker.exif, data);
}

function xmpOf(xmp: string): Buffer {
  const data = Buffer.concat([Buffer.from(xmpName, 'latin1'), Buffer.from(xmp)]);
  if (data.byteLength > maxSegmentBytes) throw new RangeError('XMP is larger than a segment');
  return segment(marker.exif, data);
}

function segment(kind: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, kind, 0, 0]);
  head.writeUInt16BE(data.byteLength + 2, 2);
  return Buffer.concat([head, data]);
}
